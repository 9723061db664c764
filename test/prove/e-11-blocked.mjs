import { jestProof } from './support/jest-proof.mjs'

/**
 * E-11: an Elasticsearch that takes nothing, by its own blocks and by those of a disk that is past its flood stage: changes
 * wait, none is buried, the trouble is told, and all drains by itself. `n` changes nothing.
 */
export const proof = {
  unit: 'blocked servers',
  target: { buried: 0, lost: 0, alarmSeconds: 120 },
  fast: 1,
  full: 1,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/elasticsearch/blocked.test.ts', size)
    if (passed + failed === 0) return { measured: {}, pass: null }
    const { buried, lost, alarmSeconds } = measured
    return { measured, pass: failed === 0 && buried + lost === 0 && alarmSeconds <= proof.target.alarmSeconds }
  },
}
