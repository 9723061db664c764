import { proveReport } from '../support/prove-report.ts'
import { proofSize } from '../support/seeded.ts'
import { onTwoProcesses } from './support/two-processes.ts'

const MINUTE = 60_000
const from = Date.parse('2026-03-29T00:00:30Z')
/** A thousand in `npm run prove -- I-18`. */
const ticks = proofSize(0) > 0 ? 1_000 : 120

test('a job that is slower than its schedule never runs twice at a time, and no tick stays without a run after it', async () => {
  const settings = { zone: 'Europe/Berlin', from, schedules: { slow: '* * * * *' }, lookEveryMs: MINUTE, slowMs: 40 }
  await onTwoProcesses(settings, async ({ client, turn }) => {
    const end = from + ticks * MINUTE
    for (let now = from; now <= end; now += MINUTE) await turn([now, now + 700], true)
    for (const late of [10_000, 20_000]) await turn([end + late, end + late])
    for (let now = end + MINUTE / 2; now < end + MINUTE; now += 10_000) await turn([now, now])
    const { rows: runs } = await client.query('SELECT run.outcome, run.trigger FROM job_run run')
    const { rows: began } = await client.query('SELECT max(at_work.began_at) AS last FROM at_work')
    const overlapping = runs.filter(({ outcome }) => outcome !== 'done').length
    proveReport({ slowTicks: ticks, slowRuns: runs.length, overlapping })
    expect(overlapping).toBe(0)
    expect(runs.length).toBeGreaterThan(5)
    expect(runs.length).toBeLessThan(ticks)
    expect(runs.some(({ trigger }) => trigger === 'catch-up')).toBe(true)
    expect(Number(began[0].last)).toBeGreaterThan(end - MINUTE / 2)
  })
})
