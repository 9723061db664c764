import { jestProof } from './support/jest-proof.mjs'

/**
 * E-4: `n` documents are sent to an Elasticsearch that puts 3 % of them off, refuses 1 % and loses 1 % of the connections:
 * what is not there is buried, what is buried was planted, and a repair writes it when it is taken.
 */
export const proof = {
  unit: 'documents',
  target: { lost: 0, unplanned: 0 },
  fast: 2_400,
  full: 100_000,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/elasticsearch/partial-failure.test.ts', size)
    if (passed + failed === 0) return { measured: {}, pass: null }
    return { measured, pass: failed === 0 && measured.lost === 0 && measured.unplanned === 0 }
  },
}
