import { proveReport } from '../support/prove-report.ts'
import { proofSize } from '../support/seeded.ts'
import { edgesOf, type Round, simulateDays } from './support/simulated-days.ts'

const DAY = 86_400_000
const FIRST = Date.parse('2026-01-15T00:30:00Z')

/** Of `npm run prove -- I-18`; in the run of all tests, a few around two edges of daylight saving. */
const days = proofSize(0)

/** North, middle, half an hour, an edge at midnight, and a day ahead. */
const ZONES = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Cairo', 'Pacific/Auckland']

const around = (zone: string, edge: number, length: number): Round => ({
  zone,
  from: edge - (length / 2) * DAY,
  days: length,
  jobs: ['hourly', 'quarterly', 'daily', 'weekly'],
})

/** The whole time at the slower schedules, and all of them around every edge. */
const whole = (zone: string): Round[] => [
  { zone, from: FIRST, days, jobs: ['quarterly', 'daily', 'weekly'] },
  ...edgesOf(zone, FIRST, days).map((edge) => around(zone, edge, 10)),
]

/** An hour is repeated in New York, with ticks in it; half an hour is left out on Lord Howe Island. */
const few = [
  around('America/New_York', Date.parse('2026-11-01T00:30:00Z'), 4),
  around('Australia/Lord_Howe', Date.parse('2026-10-03T00:30:00Z'), 4),
]

test('two processes answer each tick once, whatever is done to the clocks of their zone', async () => {
  const rounds = days > 0 ? ZONES.flatMap(whole) : few
  for (let next = 0; next < rounds.length; next += 5) {
    const tallies = await Promise.all(rounds.slice(next, next + 5).map(simulateDays))
    for (const { due, offsets, shares, ...wrong } of tallies) {
      proveReport({ ticks: due, edges: offsets.length - 1, ...wrong })
      expect(wrong).toEqual({ missed: 0, doubled: 0, notDue: 0, broken: 0 })
      expect(due).toBeGreaterThan(100)
      expect(offsets).toHaveLength(2)
      expect(Math.min(...shares)).toBeGreaterThan(0)
    }
  }
})
