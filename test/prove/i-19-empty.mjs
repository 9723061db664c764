import { jestProof } from './support/jest-proof.mjs'

/**
 * I-19: six kinds of answers that hold nothing, or far too little: none is believed.
 */
export const proof = {
  unit: 'kinds of emptiness',
  target: { emptyAnswers: 6, believed: 0 },
  fast: 6,
  full: 6,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/crawling/emptiness.test.ts', size)
    return { measured, pass: passed > 0 && failed === 0 && measured.emptyAnswers === 6 && measured.believed === 0 }
  },
}
