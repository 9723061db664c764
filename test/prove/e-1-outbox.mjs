import { jestProof } from './support/jest-proof.mjs'

/**
 * E-1: `n` transactions by sixteen writers, a fifth of them rolled back, while the indexer steps: what Elasticsearch holds is
 * compared with the archive at many revisions on the way and at the end.
 */
export const proof = {
  unit: 'transactions',
  target: { skipped: 0, tooMany: 0 },
  fast: 80,
  full: 10_000,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/elasticsearch/no-change-skipped.test.ts', size)
    if (passed + failed === 0) return { measured: {}, pass: null }
    return { measured, pass: failed === 0 && measured.skipped === 0 && measured.tooMany === 0 }
  },
}
