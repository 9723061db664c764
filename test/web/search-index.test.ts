import { parse } from 'csv-parse/sync'
import { instant } from '../../src/domain/calendar.ts'
import type { IndexLag } from '../../src/ports/search-outbox.ts'
import { SCHEMAS } from '../../src/web/api/schemas.ts'
import { anIndex, anIndexLag } from '../support/index-lag.ts'
import { textOf } from './support/html.ts'
import { testApp } from './support/test-app.ts'

const ENGINE = 'Elasticsearch 8.19.21'
const app = (lag: Partial<IndexLag> = {}, engine: string | null = ENGINE) =>
  testApp({ searchIndex: { engine, lag: anIndexLag(lag) } })
const pageOf = async (lag: Partial<IndexLag>, engine?: string | null) =>
  textOf((await app(lag, engine).get('/sources').expect(200)).text)

test('where an index is set, the page of sources tells who searches, up to where, and what waits', async () => {
  const text = await pageOf({})
  expect(text).toContain('Search index It is up to date.')
  expect(text).toContain('Searched by Elasticsearch 8.19.21 Searched up to revision 7 The archive is at revision 7')
  expect(text).toContain('Changes that wait none Ads refused by it 0 Last at work 25 Nov 2026, 11:58 UTC')
  expect((await testApp().get('/sources')).text).not.toContain('Search index')
})

test('an index that is behind says what waits and since when', async () => {
  const text = await pageOf({ newest: 9, waiting: 1_204, oldestAt: instant('2026-11-25T12:00:07Z') })
  expect(text).toContain('searches show the archive as it was before them')
  expect(text).toContain('Changes that wait 1,204, the oldest since 25 Nov 2026, 12:00 UTC')
})

test('an index that is being built says how far it is, and who answers until then', async () => {
  const building = anIndex({ state: 'building', isCopied: false, copiedTo: '120000', checkedTo: '0', liveAt: null })
  const none = await pageOf({ indexes: [building], searchable: null, workedAt: null }, null)
  expect(none).toContain('Until then searches are answered by the archive’s own database.')
  expect(none).toContain('Searched by it has not answered yet Searched up to nothing yet')
  expect(none).toContain('The index is being built: ads are copied up to the archive’s number 120,000.')
  const anew = await pageOf({ indexes: [anIndex(), { ...building, isCopied: true, checkedTo: '9000' }] })
  expect(anew).toContain(
    'A new index is being built behind the one that is searched: all ads are copied, and compared with the archive up to its ad number 9,000.',
  )
})

test('an index that nobody keeps in step is told as such, not as one that is being built', async () => {
  expect(await pageOf({ searchable: null })).toContain('Nobody keeps it up to date at this time')
})

test('trouble and refused ads are told in words that name no machine', async () => {
  const trouble = 'Elasticsearch cannot be reached: connect ECONNREFUSED 10.0.0.7:9200.'
  const text = await pageOf({ trouble, deadLetters: 3 })
  expect(text).toContain('It met with trouble when it was last at work. No change is lost')
  expect(text).toContain('3 ads were refused by the index and cannot be found by a search')
  for (const format of ['', '?format=csv', '?format=json']) {
    const { text: told } = await app({ trouble, deadLetters: 3 }).get(`/sources${format}`)
    expect(told).not.toMatch(/10\.0\.0\.7|ECONNREFUSED/)
  }
})

test('the same stands in the JSON and the CSV of the page', async () => {
  const lag = { newest: 9, waiting: 12, oldestAt: instant('2026-11-25T12:00:07Z'), deadLetters: 1, trouble: 'no' }
  const { body } = await app(lag).get('/sources?format=json').expect(200)
  expect(SCHEMAS.Sources.parse(body)).toEqual(body)
  expect(body.searchIndex).toEqual({
    ...{ engine: ENGINE, state: 'behind', searchableRevision: 7, newestRevision: 9, waiting: 12, refused: 1 },
    ...{ oldestWaitingAt: '2026-11-25T12:00:07Z', workedAt: '2026-11-25T11:58:00Z', isInTrouble: true },
  })
  const { text } = await app(lag).get('/sources?format=csv').expect(200)
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  expect(rows.find(({ row }) => row === 'search_index')).toMatchObject({
    ...{ name: ENGINE, status: 'behind', ads: '12', quarantined: '1' },
  })
  const without = await testApp().get('/sources?format=json')
  expect(SCHEMAS.Sources.parse(without.body).searchIndex).toBeNull()
})

test('whether readers can be sent here does not hang on the index', async () => {
  const away = testApp({
    searchIndex: { engine: null, lag: anIndexLag({ searchable: null, trouble: 'it is away' }) },
    faults: { searched: { absence: 'unavailable' } },
  })
  await away.get('/readyz').expect(200, 'It is ready.\n')
  await away.get('/search?q=vote').expect(200)
})
