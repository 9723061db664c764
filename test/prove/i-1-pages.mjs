import { jestProof } from './support/jest-proof.mjs'

/**
 * I-1, of an API: a walk of `n` pages is stopped behind each of them, one after another. Counted by the log of the server: what
 * was asked twice; and the archive must be that of a walk that nobody stopped.
 */
export const proof = {
  unit: 'pages',
  target: { askedTwice: 0, unequal: 0 },
  fast: 20,
  full: 100,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/crawling/resume.test.ts', size)
    return { measured, pass: passed > 0 && failed === 0 && measured.askedTwice + measured.unequal === 0 }
  },
}
