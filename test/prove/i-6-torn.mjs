import { jestProof } from './support/jest-proof.mjs'

/**
 * I-6: a zip and a gzip file, each cut at 50 places and damaged at 10; `n` bits of each are turned anywhere, dates and
 * comments included, of which some may change nothing that is told.
 */
export const proof = {
  unit: 'files',
  target: { bad: 120, visible: 0, named: 120, failed: 0 },
  fast: 60,
  full: 1_000,
  run: async (size) => {
    const measured = jestProof('test/pipeline/torn-files.test.ts', size)
    const { bad, visible, named, failed } = measured
    return { measured, pass: bad === 120 && visible === 0 && named === 120 && failed === 0 }
  },
}
