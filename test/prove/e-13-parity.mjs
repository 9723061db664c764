import { jestProof } from './support/jest-proof.mjs'

/**
 * E-13: 200 golden queries over `n` ads, most of them real, asked of both engines. `differing` counts those that they do not
 * answer alike; by relevance only the overlap of the first ten is told. Null where real files or Elasticsearch are not at hand.
 */
export const proof = {
  unit: 'ads',
  target: { queries: 200, finding: '≥ 150', differing: 0, failed: 0 },
  fast: 20_000,
  full: 1_000_000,
  run: async (size) => {
    const measured = jestProof('test/elasticsearch/golden-queries.test.ts', size)
    const { queries, finding, differing, failed } = measured
    if (queries === undefined && failed === 0) return { measured, pass: null }
    return { measured, pass: queries === 200 && finding >= 150 && differing === 0 && failed === 0 }
  },
}
