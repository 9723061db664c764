import { jestProof } from './support/jest-proof.mjs'

/**
 * I-9: a token ends at page 50 of 100: how many new ones, how many pages lost; a new one is refused: how many calls more.
 */
export const proof = {
  unit: 'expiries',
  target: { newTokens: 1, lostPages: 0, callsAfterTheRefusal: 3 },
  fast: 1,
  full: 1,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/crawling/token.test.ts', size)
    return {
      measured,
      pass:
        passed > 0 &&
        failed === 0 &&
        measured.newTokens === 1 &&
        measured.lostPages === 0 &&
        measured.callsAfterTheRefusal <= 3,
    }
  },
}
