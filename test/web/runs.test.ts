import { parse } from 'csv-parse/sync'
import { instant } from '../../src/domain/calendar.ts'
import { sourceId } from '../../src/domain/ids.ts'
import type { SourceRuns } from '../../src/ports/source-runs.ts'
import { collectingView } from '../../src/web/view-models/collecting-view.ts'
import { hrefs, textOf, unescaped } from './support/html.ts'
import { anApi, aRun, aUnit, memoryPulls, someRuns } from './support/memory-pulls.ts'
import { testApp } from './support/test-app.ts'

const appWith = (made: Partial<SourceRuns> = {}) => testApp({ pulls: memoryPulls(someRuns(made)) })
const pageOf = async (made: Partial<SourceRuns>) => textOf((await appWith(made).get('/sources/meta/runs')).text)

test('a part tells its country and days, how far it is known, and what the platform answered', async () => {
  const text = await pageOf({})
  expect(text).toContain('4 parts walked to the end so far; their last passes told of 930 ads')
  expect(text).toContain('All (4) Complete (2) With gaps (1) In doubt (1)')
  expect(text).toMatch(/Germany, 2 Nov 2026 – 8 Nov 2026 DE\.2026-11-02\.2026-11-08 with gaps 25 Nov 2026, 05:17 UTC/)
  expect(text).toContain('never complete yet 310 13 14 Answered: code 2: <i>try later</i> (3 ×)')
  expect(text).toContain('a key that is new: colour')
  expect(text).toContain('all days pages-1 complete')
  expect(textOf((await appWith().get('/sources/meta/runs?state=unknown')).text)).toContain('1 part, by name')
})

test('a run tells when, why, and what came of it, in the words of its sentence', async () => {
  const text = await pageOf({})
  expect(text).toMatch(/25 Nov 2026, 05:17 UTC on schedule, 42 min brought something new/)
  expect(text).toContain('4,020 records: 40 new, 310 changed. 12 of 12 parts. 171 requests.')
  expect(text).toContain('Put off at US: <b>slow</b>.')
})

test('a run at work tells how many parts are done, here and in the table of all sources', async () => {
  const progress = { what: 'US.2026-11-02.2026-11-08: 310 ads on 13 pages', done: 3, total: 12, unit: 'parts' } as const
  const runs = [aRun({ id: 9, outcome: null, finishedAt: null, progress })]
  const told = someRuns({ runs })
  expect(await pageOf({ runs })).toMatch(
    /Running since 25 Nov 2026, 05:17 UTC: US\.2026-11-02.* on 13 pages\. 3 of 12 parts/,
  )
  const { rows } = collectingView([told], [], new Date('2026-11-25T06:00:00Z'))
  expect(rows[0]).toMatchObject({ progress: { text: '3 of 12 parts', done: 3, total: 12 }, href: '/sources/meta/runs' })
  expect(hrefs((await testApp({ collecting: [told] }).get('/sources')).text)).toContain('/sources/meta/runs')
})

const STANDINGS: [string, Partial<SourceRuns>, string][] = [
  [
    'a source that asked us to wait',
    { api: anApi({}, { closedUntil: instant('2099-01-01T00:00:00Z'), closedBecause: 'quota' }) },
    'Not asked before 1 Jan 2099, 00:00 UTC: quota.',
  ],
  [
    'a wait that is over',
    { api: anApi({}, { closedUntil: instant('2026-01-01T00:00:00Z'), closedBecause: 'quota' }) },
    'At rest. Last run: brought something new.',
  ],
  ['a login that is refused', { api: anApi({}, { credential: 'needed' }) }, 'Its login is not accepted any more'],
  [
    'a pause while a run is at work',
    {
      runs: [aRun({ outcome: null, finishedAt: null })],
      api: anApi({}, { pausedAt: instant('2026-11-25T05:30:00Z') }),
    },
    'Paused by an operator since 25 Nov 2026, 05:30 UTC: nothing is asked. The run at work ends at its next request.',
  ],
  ['calls of today', {}, 'Calls today (UTC) 120 of 2,000'],
  ['no budget', { api: anApi({ callsPerDay: null }) }, 'Calls today (UTC) 120, without a limit of ours'],
  ['no need for a login', { api: anApi({ wantsCredential: false }) }, 'Login none is needed'],
  ['a token’s end', { api: anApi({}, { tokenEndsAt: instant('2020-03-01T00:00:00Z') }) }, '1 Mar 2020 (it has ended)'],
  ['a source that never ran', { runs: [], api: anApi({ units: new Map() }) }, 'No part was walked to its end yet.'],
  ['a source without an API', { api: null }, 'Pulled every 24 hours, as files.'],
]

test.each(STANDINGS)('the page tells %s', async (_what, made, sentence) => {
  expect(await pageOf(made)).toContain(sentence)
})

const MANY = new Map(Array.from({ length: 230 }, (_, n) => [`US.${String(n).padStart(4, '0')}`, aUnit({ records: n })]))

test('who follows the pages meets every part once, and each page says how many there are', async () => {
  const { get } = appWith({ api: anApi({ units: MANY }) })
  const seen: string[] = []
  const limits: string[] = []
  let url: string | undefined = '/sources/meta/runs?state=whole'
  while (url !== undefined) {
    const { text }: { readonly text: string } = await get(url).expect(200)
    seen.push(...[...text.matchAll(/__note">(US\.\d{4})</g)].map(([, key]) => key ?? ''))
    limits.push(/id="parts-caption">([^<]*)</.exec(text)?.[1] ?? '')
    const next: string | undefined = /rel="next" href="([^"]*)"/.exec(text)?.[1]
    url = next && unescaped(next)
  }
  expect(limits).toEqual(['1–100', '101–200', '201–230'].map((range) => `Parts ${range} of 230, by name`))
  expect(seen).toEqual([...MANY.keys()])
})

test('files hold all parts and all runs, and nobody’s words run in a spreadsheet', async () => {
  const remarks = ['=1+1']
  const runs = Array.from({ length: 45 }, (_, n) => aRun({ id: 45 - n }))
  const { get } = appWith({ runs, api: anApi({ units: new Map([...MANY, ['XX', aUnit({ remarks })]]) }) })
  const { text, headers } = await get('/sources/meta/runs?format=csv').expect(200)
  expect(headers['content-disposition']).toContain('paidfor-runs-meta-')
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  const of = (kind: string) => rows.filter(({ row }) => row === kind)
  expect([of('part').length, of('run').length, of('calls')[0]?.['requests']]).toEqual([231, 45, '120'])
  expect(of('part').at(-1)).toMatchObject({ name: 'XX', country: 'US', status: 'whole', records: '310', note: "'=1+1" })
  const { body } = await get('/sources/meta/runs?format=json&state=part')
  expect([body.runs.length, body.api.parts, body.complete]).toEqual([45, [], true])
  expect(textOf((await get('/sources/meta/runs')).text)).toContain('The newest 30 of 45 that are kept')
})

test('what cannot be asked of it is refused in words', async () => {
  const { get } = appWith()
  for (const [query, sentence] of [
    ['state=gone', 'choose one of whole, part, unknown.'],
    ['after=%3Cb%3E', 'follow the links of the pages'],
    ['after=US&format=csv', 'A file holds all parts'],
    ['x=1', 'There is no parameter “x” here.'],
  ]) {
    expect(textOf((await get(`/sources/meta/runs?${query}`).expect(400)).text)).toContain(sentence)
  }
  expect(textOf((await get(`/sources/${sourceId('google')}/runs`).expect(404)).text)).toContain('is pulled here')
})
