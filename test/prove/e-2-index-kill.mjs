import { jestProof } from './support/jest-proof.mjs'

/**
 * E-2: `n` indexers are killed at random moments while loads go on, before an Elasticsearch that is up to half a second late.
 * What one told of can be searched afterwards, as of exactly that revision; the last one leaves no difference.
 */
export const proof = {
  unit: 'kills',
  target: { lost: 0, torn: 0, differences: 0, longestTakeOverMs: 10_000 },
  fast: 3,
  full: 100,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/elasticsearch/killed.test.ts', size)
    if (passed + failed === 0) return { measured: {}, pass: null }
    const { lost, torn, differences, longestTakeOverMs } = measured
    return { measured, pass: failed === 0 && lost + torn + differences === 0 && longestTakeOverMs <= 10_000 }
  },
}
