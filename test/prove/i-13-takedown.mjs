import { jestProof } from './support/jest-proof.mjs'

/**
 * I-13: the library of France falls by 37 %, that of the United Kingdom by a third and comes back; `n` / 10 ads each. Nobody
 * counts as withdrawn before a person decides, and no row of the archive is deleted.
 */
export const proof = {
  unit: 'ads by ten',
  target: { deleted: 0, withdrawn: 0 },
  fast: 1000,
  full: 135500,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/crawling/promises.test.ts', size)
    return { measured, pass: passed > 0 && failed === 0 && measured.deleted + measured.withdrawn === 0 }
  },
}
