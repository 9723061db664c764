import { parse } from 'csv-parse/sync'
import { instant } from '../../src/domain/calendar.ts'
import { sourceId } from '../../src/domain/ids.ts'
import type { CollectingStatus } from '../../src/ports/collecting-status.ts'
import type { JobState, RunRecord } from '../../src/ports/run-log.ts'
import { collectingView } from '../../src/web/view-models/collecting-view.ts'
import { textOf } from './support/html.ts'
import { testApp } from './support/test-app.ts'

const NOW = new Date('2026-11-25T12:00:00Z')

test('a source that was pulled tells what came of it, when it was last well, and when it is due', async () => {
  const text = await pageOf(aStatus({ last: aRun({}), lastGoodAt: instant('2026-11-25T05:19:00Z') }))
  expect(text).toContain('25 Nov 2026, 05:19 UTC: brought something new. 5,100 records: 40 new, 310 changed.')
  expect(text).toContain('26 Nov 2026, 05:17 UTC')
})

test('an answer that is not believed is told as such, with its reason, and never as “nothing new”', async () => {
  const last = aRun({ outcome: 'suspect', message: '2026: it holds no data file at all.', counts: {} })
  const text = await pageOf(aStatus({ last, lastGoodAt: instant('2026-11-24T05:19:00Z') }))
  expect(text).toContain('in doubt: the answer is not believed.')
  expect(text).toContain('2026: it holds no data file at all.')
  expect(text).not.toContain('nothing new')
})

test('a run that is at work tells how far it is', async () => {
  const progress = { what: '2026', done: 1_500_000, total: 4_700_000, unit: 'bytes' } as const
  const text = await pageOf(aStatus({ running: aRun({ outcome: null, finishedAt: null, progress }) }))
  expect(text).toMatch(/Running since 25 Nov 2026, 05:17 UTC: 2026\.\s*1\.5 MB of 4\.7 MB/)
})

test.each([
  ['just within one and a half intervals', '2026-11-24T00:00:00Z', null],
  ['beyond', '2026-11-23T23:59:00Z', 'late'],
])('a source counts as late from one and a half intervals on: %s', (_when, lastGoodAt, mark) => {
  const status = aStatus({ last: aRun({}), lastGoodAt: instant(lastGoodAt) })
  expect(collectingView([status], [], NOW).rows[0]?.mark).toBe(mark)
})

test('what nobody pulls is not shown as late, but how to pull it is said', async () => {
  const { rows, advice } = collectingView([{ ...aStatus({}), isScheduled: false, state: null }], [], NOW)
  expect(rows).toEqual([])
  expect(advice).toEqual({ command: 'npx paidfor collect snap', size: 'about 15 MB', setting: 'COLLECT=snap' })
})

test('the same stands in the CSV and the JSON of the page', async () => {
  const collecting = [aStatus({ last: aRun({ outcome: 'failed', message: 'it lacks Spend' }) })]
  const { get } = testApp({ collecting })
  const rows = parse((await get('/sources?format=csv')).text, { columns: true, record_delimiter: '\r\n' }) as Row[]
  expect(rows.find(({ row }) => row === 'pull')).toMatchObject({
    source: 'snap',
    status: 'failed',
    records: '5100',
    note: 'it lacks Spend',
  })
  const { body } = await get('/sources?format=json')
  expect(body.collecting[0]).toMatchObject({ source: 'snap', everyHours: 24, last: { outcome: 'failed' } })
})

type Row = Record<string, string>

async function pageOf(status: CollectingStatus): Promise<string> {
  return textOf((await testApp({ collecting: [status] }).get('/sources')).text)
}

function aStatus(state: Partial<JobState>): CollectingStatus {
  const nothing = { running: null, last: null, lastGoodAt: null, nextDueAt: instant('2026-11-26T05:17:00Z') }
  return {
    source: sourceId('snap'),
    isScheduled: true,
    everyHours: 24,
    size: 'about 15 MB',
    state: { job: 'collect-snap', ...nothing, ...state },
  }
}

function aRun(made: Partial<RunRecord>): RunRecord {
  return {
    id: 1,
    job: 'collect-snap',
    trigger: 'tick',
    dueAt: instant('2026-11-25T05:17:00Z'),
    startedAt: instant('2026-11-25T05:17:00Z'),
    finishedAt: instant('2026-11-25T05:19:00Z'),
    outcome: 'done',
    message: null,
    counts: { files: 2, rows: 5_100, loaded: 40, changed: 310, unchanged: 4_750, quarantined: 0 },
    progress: null,
    ...made,
  }
}
