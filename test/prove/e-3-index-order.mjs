import { jestProof } from './support/jest-proof.mjs'

/** E-3: `n` updates shuffled, repeated and late, by several writers at once: the newest of each ad stays, and none comes back. */
export const proof = {
  unit: 'updates',
  target: { missing: 0, notNewest: 0, resurrected: 0 },
  fast: 2_000,
  full: 10_000,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/elasticsearch/newest-wins.test.ts', size)
    if (passed + failed === 0) return { measured: {}, pass: null }
    const { missing, notNewest, resurrected } = measured
    return { measured, pass: failed === 0 && missing + notNewest + resurrected === 0 }
  },
}
