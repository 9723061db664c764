import { jestProof } from './support/jest-proof.mjs'

/**
 * I-13: the library of France falls by 37 %, that of the United Kingdom by a third and comes back; `n` ads each. Nobody
 * counts as withdrawn before a person decides, and no row of the archive is deleted.
 */
export const proof = {
  unit: 'ads',
  target: { deleted: 0, withdrawn: 0 },
  fast: 100,
  full: 13550,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/crawling/takedowns.test.ts', size)
    return { measured, pass: passed > 0 && failed === 0 && measured.deleted + measured.withdrawn === 0 }
  },
}
