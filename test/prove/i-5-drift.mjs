import { jestProof } from './support/jest-proof.mjs'

/** I-5: sixteen ways in which a source may change its shape, and ordinary files, which must tell of none. `n` changes nothing. */
export const proof = {
  unit: 'cases',
  target: { cases: 16, failed: 0 },
  fast: 16,
  full: 16,
  run: async (size) => {
    const { passed, failed } = jestProof('test/pipeline/drift.test.ts', size)
    return { measured: { cases: passed - 1, failed }, pass: passed - 1 === 16 && failed === 0 }
  },
}
