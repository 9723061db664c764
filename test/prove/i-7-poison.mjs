import { jestProof } from './support/jest-proof.mjs'

/** I-7: of `n` records one in a hundred is bad; then a fix is read over the quarantine. */
export const proof = {
  unit: 'records',
  target: { quarantined: 'n / 100', loaded: 'the rest', left: 0, duplicates: 0, reread: 'n / 100' },
  fast: 1_000,
  full: 100_000,
  run: async (size) => {
    const measured = jestProof('test/pipeline/poison.test.ts', size)
    const bad = size.n / 100
    const isWhole = measured.quarantined === bad && measured.loaded === size.n - bad && measured.reread === bad
    return { measured, pass: isWhole && measured.left === 0 && measured.duplicates === 0 && measured.failed === 0 }
  },
}
