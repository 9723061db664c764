import { jestProof } from './support/jest-proof.mjs'

/** E-6: from commit to search at fifty changes a second, up to a minute long; and how fast a backlog of `n` changes drains. */
export const proof = {
  unit: 'changes in the backlog',
  target: { lagP99Ms: 5_000, backlogPerSecond: 600 },
  fast: 3_000,
  full: 100_000,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/elasticsearch/lag.test.ts', size)
    if (passed + failed === 0) return { measured: {}, pass: null }
    // A small backlog ends before it has begun well.
    const isFast = size.n < proof.full || measured.backlogPerSecond >= proof.target.backlogPerSecond
    return { measured, pass: failed === 0 && measured.lagP99Ms <= proof.target.lagP99Ms && isFast }
  },
}
