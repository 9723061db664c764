import { jestProof } from './support/jest-proof.mjs'

/**
 * I-18: `n` simulated days in five zones, each with two processes on one database, at a daily, a six-hourly and a weekly
 * schedule, and with an hourly one around each edge of daylight saving; a thousand ticks of a job that is slower than its
 * schedule; then everything that may befall a process.
 */
export const proof = {
  unit: 'ticks',
  target: { missed: 0, doubled: 0, notDue: 0, broken: 0, failed: 0 },
  fast: 0,
  full: 400,
  run: async (size) => {
    const { passed, failed, ...measured } = jestProof('test/jobs', size)
    const { missed, doubled, notDue, broken } = measured
    return { measured: { tests: passed, failed, ...measured }, pass: failed + missed + doubled + notDue + broken === 0 }
  },
}
