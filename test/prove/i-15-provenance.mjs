import { jestProof } from './support/jest-proof.mjs'

/** I-15: a bit turned in `n` kept files and a tenth as many deleted are found; all kept bytes make the same archive again. */
export const proof = {
  unit: 'files',
  target: { found: 'n + n / 10', failed: 0 },
  fast: 10,
  full: 100,
  run: async (size) => {
    const measured = jestProof('test/command/fsck|test/pipeline/same-digest', size)
    return { measured, pass: measured.found === size.n + size.n / 10 && measured.failed === 0 }
  },
}
