import { jestProof } from './support/jest-proof.mjs'

/**
 * I-8: `n` calls to a server that tells us to wait at random, and has a budget a day. Counted by its log: requests within a wait
 * that was told, and days with more calls than their budget.
 */
export const proof = {
  unit: 'calls',
  target: { sentWhileTold: 0, overBudget: 0, lost: 0 },
  fast: 300,
  full: 10000,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/crawling/calls.test.ts', size)
    return {
      measured,
      pass: passed > 0 && failed === 0 && measured.sentWhileTold + measured.overBudget + measured.lost === 0,
    }
  },
}
