import { jestProof } from './support/jest-proof.mjs'

/** E-14: `n` files are loaded, in turns with and without an Elasticsearch that is set and down: neither is the slower one. */
export const proof = {
  unit: 'files of 5,000 rows',
  target: { percentOfNone: 95 },
  fast: 4,
  full: 20,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/elasticsearch/write-through.test.ts', size)
    if (passed + failed === 0) return { measured: {}, pass: null }
    // Of a few files, the ratio tells of the machine.
    const isFast = size.n < proof.full || measured.percentOfNone >= proof.target.percentOfNone
    return { measured, pass: failed === 0 && isFast }
  },
}
