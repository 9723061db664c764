import { calendarDate, type Instant } from '../../../src/domain/calendar.ts'
import type { Page, Position, Verdict } from '../../../src/ports/crawling.ts'
import { microsoftCrawling as crawling } from '../../../src/sources/microsoft/crawling.ts'
import { knownDocuments, listing } from '../../../src/sources/microsoft/positions.ts'

const AT = listing({ search: 'a & b', country: 'DE', from: '2026-11-01', to: '2026-11-28' })
const HOW = { address: 'https://ads.example/api/v1', pageSize: 24, setting: () => null }

function read(at: Position, status: number, body: unknown): Verdict {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return crawling.read({ status, text, header: () => null, at: '2026-11-28T03:20:00Z' as Instant }, at)
}
const error = (message: string) => ({ error: { code: '', message } })
const row = (id: number, advertiser = 1001) => ({ AdId: id, AdvertiserId: advertiser, Title: `Ad ${id}` })
const rows = (from: number, count: number) => Array.from({ length: count }, (_, index) => row(from + index))
const list = (count: number | null, value: readonly unknown[]) => ({
  ...(count === null ? {} : { '@odata.count': count }),
  value,
})

test('units are searches, countries and months of days, the newest first, and only the last ones run', () => {
  const settings: Readonly<Record<string, string>> = {
    COLLECT_MICROSOFT_SEARCHES: 'Wahl; grüne Wiese;',
    COLLECT_MICROSOFT_COUNTRIES: 'de, NO',
  }
  const setting = (name: string) => settings[name] ?? null
  const units = crawling.units({ today: calendarDate('2026-11-03'), from: calendarDate('2026-09-20'), setting })
  expect(units.map(({ key }) => key)).toEqual([
    'Wahl.DE.2026-11',
    expect.stringMatching(/^gr-ne-Wiese-[0-9a-f]{6}\.DE\.2026-11$/),
    'Wahl.NO.2026-11',
    expect.stringMatching(/\.NO\.2026-11$/),
    'Wahl.DE.2026-10',
    expect.stringMatching(/\.DE\.2026-10$/),
    'Wahl.NO.2026-10',
    expect.stringMatching(/\.NO\.2026-10$/),
    'Wahl.DE.2026-09',
    expect.stringMatching(/\.DE\.2026-09$/),
    'Wahl.NO.2026-09',
    expect.stringMatching(/\.NO\.2026-09$/),
  ])
  expect(units[0]).toMatchObject({ country: 'DE', kind: 'running', days: { from: '2026-11-01', to: '2026-11-03' } })
  expect(units[4]).toMatchObject({ kind: 'running', days: { from: '2026-10-01', to: '2026-10-31' } })
  expect(units[8]).toMatchObject({ kind: 'settled', days: { from: '2026-09-01', to: '2026-09-30' } })
})

test('the library begins in June 2023, and a country that it has not is refused by name', () => {
  const ask = (countries: string) => {
    const setting = (name: string) => (name.endsWith('COUNTRIES') ? countries : 'Wahl')
    return crawling.units({ today: calendarDate('2023-08-15'), from: calendarDate('2020-01-01'), setting })
  }
  expect(ask('DE').map(({ key }) => key)).toEqual(['Wahl.DE.2023-08', 'Wahl.DE.2023-07', 'Wahl.DE.2023-06'])
  expect(ask('')).toHaveLength(90)
  expect(() => ask('US')).toThrow(
    expect.objectContaining({ code: 'config.invalid', message: expect.stringContaining('US') }),
  )
})

test('lists are asked for with plain parameters, details with $expand, and no address holds a secret', () => {
  expect(crawling.request(AT, HOW).url).toBe(
    'https://ads.example/api/v1/Ads?searchText=a%20%26%20b&countryCodes=72&startDate=2026-11-01&endDate=2026-11-28&top=24&skip=0',
  )
  const ad = { step: 'ad', id: '72568001234567891', row: '{}', advertiser: null }
  expect(crawling.request(ad, HOW).url).toBe(
    'https://ads.example/api/v1/Ads/72568001234567891?$expand=AdDetails($expand=ImpressionsByCountry,Targets)',
  )
  const advertiser = { step: 'advertiser', id: '1001', rows: [] }
  expect(crawling.request(advertiser, HOW).url).toBe('https://ads.example/api/v1/Advertisers/1001')
  expect(crawling.access?.headers('secret')).toEqual({ DeveloperToken: 'secret' })
})

test('a list is read to its end; then come its advertisers, and with each the details of its ads', () => {
  const first = read(AT, 200, list(3, [row(1), row(2, 1002)])) as Page
  expect(first).toMatchObject({
    records: 0,
    counts: [{ country: 'DE', day: null, ads: 3 }],
    next: [{ step: 'list', skip: 2 }],
  })
  expect(JSON.parse(first.kept[0] ?? '')).toEqual({ listing: list(3, [row(1), row(2, 1002)]), items: [] })
  const second = read(first.next[0] as Position, 200, list(3, [row(3)])) as Page
  expect(second).toMatchObject({
    counts: [],
    next: [
      { step: 'advertiser', id: '1001' },
      { step: 'advertiser', id: '1002' },
    ],
  })
  expect(second).not.toHaveProperty('isCutShort')
  const told = read(second.next[0] as Position, 200, '{"AdvertiserId":7001}') as Page
  expect(told.next.map((each) => each['id'])).toEqual(['1', '3'])
  const ad = read(told.next[0] as Position, 200, '{"AdId":1,"AdDetails":{}}')
  expect(ad).toEqual({
    is: 'page',
    kept: ['{"advertiser":{"AdvertiserId":7001},"AdId":1,"AdDetails":{}}'],
    records: 1,
    next: [],
  })
})

test('MS-3: the id of an ad goes into its address digit by digit', () => {
  const { next } = read(AT, 200, '{"@odata.count":1,"value":[{"AdId":72568001234567891}]}') as Page
  expect(next).toMatchObject([{ step: 'ad', id: '72568001234567891' }])
})

test('more ads than the cap cut the days up, and the count of the whole is kept', () => {
  const verdict = read(AT, 200, list(2400, rows(1, 24))) as Page
  expect(verdict.next.map((each) => [each['from'], each['to']])).toEqual([
    ['2026-11-01', '2026-11-07'],
    ['2026-11-08', '2026-11-14'],
    ['2026-11-15', '2026-11-21'],
    ['2026-11-22', '2026-11-28'],
  ])
  expect(verdict).toMatchObject({ records: 0, counts: [{ ads: 2400 }] })
  expect(verdict).not.toHaveProperty('isCutShort')
  expect((read(verdict.next[0] as Position, 200, list(1, rows(1, 1))) as Page).counts).toEqual([])
})

test('an ad of two pieces of days is asked for in each, which is no loop', () => {
  const pieces = (read(AT, 200, list(2400, rows(1, 24))) as Page).next
  const asked = pieces.flatMap((piece) => {
    const advertisers = (read(piece, 200, list(1, [row(1)])) as Page).next
    return advertisers.flatMap((each) => [each, ...(read(each, 200, '{"AdvertiserId":7}') as Page).next])
  })
  expect(asked).toHaveLength(8)
  expect(new Set(asked.map((each) => JSON.stringify(each))).size).toBe(8)
})

test('an end before as many came as are counted is a cap too: an empty page, or a refusal beyond some row', () => {
  const beyond = { ...AT, skip: 24, found: rows(1, 24).map((each) => JSON.stringify(each)) }
  for (const verdict of [read(beyond, 200, list(60, [])), read(beyond, 400, error('Skip is too large.'))]) {
    expect(verdict).toMatchObject({ is: 'page', next: [{ from: '2026-11-01' }, { to: '2026-11-28' }] })
  }
})

test('one day cannot be cut: what it gives is read, and the pass is not whole', () => {
  const day = { ...AT, from: '2026-11-28' }
  expect(crawling.split(day, 2)).toBeNull()
  const first = read(day, 200, list(1200, rows(1, 24))) as Page
  expect(first.next).toMatchObject([{ step: 'list', skip: 24 }])
  const end = read(first.next[0] as Position, 200, list(1200, [])) as Page
  expect(end).toMatchObject({
    isCutShort: true,
    remarks: ['it counts 1200 ads and gave 24'],
    next: [{ step: 'advertiser' }],
  })
})

test('an ad told twice by a list that moves is asked for once, and what is lacking then is told', () => {
  const verdict = read(AT, 200, list(2, [row(1), row(1)])) as Page
  expect(verdict).toMatchObject({ isCutShort: true, remarks: ['it counts 2 ads and gave 1'] })
  expect(knownDocuments(verdict.next[0] as Position)).toHaveLength(1)
})

test('a row without an id is kept as it stands, to be put aside with its bytes, and the pass is not whole', () => {
  const odd = [
    { AdvertiserId: 1001, Title: 'no id' },
    { AdId: '', Title: 'a blank one' },
  ]
  const verdict = read(AT, 200, list(3, [row(1), ...odd])) as Page
  expect(verdict).toMatchObject({ records: 2, isCutShort: true, remarks: ['rows without an AdId: 2'] })
  expect(verdict.kept.slice(1)).toEqual(odd.map((each) => JSON.stringify(each)))
  expect(verdict.next).toMatchObject([{ step: 'advertiser', rows: [JSON.stringify(row(1))] }])
})

test('without a count the list goes on until a page is empty', () => {
  const first = read(AT, 200, list(null, rows(1, 2))) as Page
  expect(first.next).toMatchObject([{ step: 'list', skip: 2 }])
  expect((read(first.next[0] as Position, 200, list(null, [])) as Page).next).toMatchObject([{ step: 'advertiser' }])
})

test('errors are told apart by body and status', () => {
  const advertiser = { step: 'advertiser', id: '1001', rows: ['{"AdId":1}'] }
  const ad = { step: 'ad', id: '1', row: '{"AdId":1}', advertiser: null }
  for (const at of [AT, advertiser, ad]) {
    expect(read(at, 429, '')).toMatchObject({ is: 'throttled', waitMs: 90_000 })
    expect(read(at, 200, '<html>Too many requests</html>')).toMatchObject({ is: 'throttled', waitMs: 90_000 })
    expect(read(at, 503, error('later'))).toMatchObject({ is: 'transient' })
    expect(read(at, 200, '<html>down</html>')).toMatchObject({
      is: 'transient',
      what: expect.stringMatching(/web page/),
    })
    expect(read(at, 401, error('no'))).toMatchObject({
      is: 'refused',
      todo: expect.stringMatching(/MICROSOFT_DEVELOPER_TOKEN/),
    })
  }
  expect(read(AT, 400, error('The limit of ’24’ for Top query'.replaceAll('’', "'")))).toMatchObject({ is: 'reduce' })
  expect(read(AT, 400, error('odd'))).toMatchObject({ is: 'skip', what: 'the search text “a & b” was refused, “odd”' })
  expect(read(AT, 414, error('long'))).toMatchObject({ is: 'skip' })
  expect(read(AT, 200, error('odd'))).toMatchObject({ is: 'skip', what: expect.stringMatching(/was refused, “odd”/) })
  expect(read(AT, 200, {})).toMatchObject({ is: 'refused' })
  expect(read(AT, 404, error('gone'))).toMatchObject({ is: 'refused' })
  expect(read(advertiser, 404, '')).toMatchObject({ is: 'page', next: [{ step: 'ad' }], remarks: [expect.any(String)] })
  expect(read({ ...ad, advertiser: '{"AdvertiserId":7}' }, 404, '')).toMatchObject({
    is: 'skip',
    kept: ['{"advertiser":{"AdvertiserId":7},"AdId":1}'],
  })
})

test('a stretch begins anew without what was found, and holds what it knows for whoever leaves it', () => {
  const at = { ...AT, skip: 24, found: ['{"AdId":1}'] }
  expect(crawling.restart(at)).toEqual(AT)
  expect(crawling.leaving?.(at)).toEqual(['{"AdId":1}'])
  const ad = { step: 'ad', id: '1', row: '{"AdId":1}', advertiser: '{"AdvertiserId":7}' }
  expect(crawling.leaving?.(ad)).toEqual(['{"advertiser":{"AdvertiserId":7},"AdId":1}'])
})
