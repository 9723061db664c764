import { sharesOfSeed } from '../../src/domain/shares-of-seed.ts'

/** The same numbers in every run of a seed: 0 up to 1. `PROVE_SEED` sets another. */
export function seeded(seed = Number(process.env['PROVE_SEED'] ?? 7)): () => number {
  return sharesOfSeed(seed)
}

/** The size of a proof: small in the run of all tests, smaller where it is run once more on an older server, as wanted in `npm run prove`. */
export function proofSize(small: number): number {
  const usual = process.env['TEST_POSTGRES'] === undefined ? small : Math.ceil(small / 3)
  return Number(process.env['PROVE_N'] ?? usual)
}
