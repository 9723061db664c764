import { jestProof } from './support/jest-proof.mjs'

/** I-14: 0, 1 and 50 planted gaps are told by source, country, sponsor and week; `n` ads are compared within a minute. */
export const proof = {
  unit: 'ads',
  target: { planted: 51, found: 51, compareMs: 60_000, failed: 0 },
  fast: 1_000,
  full: 1_000_000,
  run: async (size) => {
    const measured = jestProof('test/store/reconciling.test.ts', size)
    const isFound = measured.planted === 51 && measured.found === 51
    return {
      measured,
      pass: isFound && measured.ads === size.n && measured.compareMs <= 60_000 && measured.failed === 0,
    }
  },
}
