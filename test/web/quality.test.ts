import { parse } from 'csv-parse/sync'
import request from 'supertest'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { dayNumber, dayOfNumber } from '../../src/domain/days.ts'
import { qualitySchema } from '../../src/web/api/quality.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { type SnapCells, snapAdId, snapCsv } from '../support/snap-csv.ts'
import { hrefs, textOf } from './support/html.ts'
import { testApp } from './support/test-app.ts'

const day = (offset: number) => dayOfNumber(dayNumber('2024-10-01') + offset) as CalendarDate
const ran = (number: number, from: number, to: number | null, cells: SnapCells = {}): SnapCells => ({
  ADID: snapAdId(number),
  StartDate: `${day(from).replaceAll('-', '/')} 04:00:00Z`,
  EndDate: to === null ? '' : `${day(to).replaceAll('-', '/')} 23:00:00Z`,
  ...cells,
})

/** Days 0 to 20 but 5 and 6, of which there is no file; of day 9, a record is not understood. */
const ADS = [ran(1, 1, 3), ran(2, 4, 5), ran(3, 7, 8), ran(4, 9, 9), ran(5, 4, null, { CountryCode: 'france' })]
let opened: TestArchive
let get: (url: string) => request.Test

beforeAll(async () => {
  opened = await openTestArchive()
  for (let offset = 0; offset <= 20; offset++) {
    if (offset === 5 || offset === 6) continue
    const unknown = offset === 9 ? [{ ADID: snapAdId(99), Spend: 'NaN' }] : []
    await opened.importText('snap', `${day(offset)}_2024.csv`, snapCsv([...ADS, ...unknown]))
  }
  const site = siteOver(opened)
  get = (url) => request(site).get(url)
}, 60_000)
afterAll(() => opened.close())

type Row = Record<string, string>
const rowsOf = ({ text }: { text: string }) => parse(text, { columns: true, record_delimiter: '\r\n' }) as Row[]
const GAP = `gap:${day(5)}/${day(6)}`

test('page, CSV and JSON tell the same of every day', async () => {
  const rows = rowsOf(
    await get('/quality?format=csv')
      .expect(200)
      .expect('Content-Type', /text\/csv/),
  )
  const { body } = await get('/quality?format=json').expect(200)
  expect(qualitySchema.parse(body).complete).toBe(true)
  const cells = body.days.flatMap(({ cells: own }: { cells: object[] }) => own)
  expect(cells).toHaveLength(rows.length)
  expect(rows).toEqual(cells.map((cell: object) => Object.fromEntries(Object.entries(cell).map(written))))
  const byStatus = (status: string) => [
    ...new Set(rows.filter((row) => row['status'] === status).map((row) => row['day'])),
  ]
  expect(byStatus('gap')).toEqual([day(6), day(5)])
  expect(byStatus('partial')).toEqual([day(9)])
  expect(byStatus('unsettled')).toHaveLength(8)
  const text = textOf((await get('/quality')).text)
  expect(text).toContain('Days of sources on this page: gap 2, partial 1, unsettled 8, complete 10.')
  expect(text).toContain(
    '7 Oct 2024 ✕ Gap Snap Political and Advocacy Ads Library not known 0 0 no file no file of that day',
  )
  expect(text).toMatch(
    /10 Oct 2024 ◐ Partial \S.* 6 5 1 US 4, FR 1 1 record could not be understood in quarantine: record\.\w+ 1/,
  )
})

function written([name, value]: [string, unknown]): [string, string] {
  return [name, value === null ? '' : String(value)]
}

test('what nobody could read stands under no country; of a single country, nobody knows how many of it are lacking', async () => {
  const rows = rowsOf(await get(`/quality?format=csv&from=${day(9)}&to=${day(9)}`))
  expect(rows.map((row) => [row['country'], row['reported'], row['held'], row['quarantined']])).toEqual([
    ['US', '4', '4', ''],
    ['FR', '1', '1', ''],
    ['', '1', '0', '1'],
  ])
  const [france] = rowsOf(await get(`/quality?format=csv&from=${day(9)}&to=${day(9)}&country=FR`))
  expect(france).toMatchObject({ country: 'FR', held: '1', quarantined: '', status: 'partial' })
  const none = textOf((await get(`/quality?from=${day(9)}&to=${day(9)}&country=none`)).text)
  expect(none).toContain('Partial Snap Political and Advocacy Ads Library 1 0 1')
})

test('days are paged by day, each once, and what is asked wrongly is refused', async () => {
  const site = siteOver(opened)
  const all = rowsOf(await get('/quality?format=csv')).map((row) => row['day'])
  const from = `/quality?before=${day(10)}`
  const page = await request(site).get(from)
  expect(textOf(page.text)).not.toContain('11 Oct 2024 ✓ Complete Snap')
  expect(textOf(page.text)).toContain('10 Oct 2024 ◐ Partial Snap')
  expect(new Set(all).size).toBe(21)
  for (const wrong of ['source=nobody', 'country=us', 'from=2024-10-09&to=2024-10-01', `format=csv&before=${day(3)}`]) {
    await get(`/quality?${wrong}`).expect(400)
  }
})

test('every ad of a file tells what is known against its days, and an ad that touches none is empty', async () => {
  const rows = rowsOf(await get('/search?format=csv').expect(200))
  expect(Object.keys(rows[0] ?? {}).at(-1)).toBe('data_quality')
  const expected = ['', GAP, '', `partial:${day(9)}`, `unsettled | ${GAP} | partial:${day(9)}`]
  const codesOf = (found: readonly { id: string; codes: unknown }[]) =>
    ADS.map((_, index) => found.find(({ id }) => id === `snap/${snapAdId(index + 1)}`)?.codes)
  expect(codesOf(rows.map((row) => ({ id: row['id'] ?? '', codes: row['data_quality'] })))).toEqual(expected)
  for (const url of ['/search?format=json', '/search?format=json&size=50']) {
    const { body } = await get(url).expect(200)
    const ads: { id: string; dataQuality: string }[] = body.ads
    expect(codesOf(ads.map(({ id, dataQuality }) => ({ id, codes: dataQuality })))).toEqual(expected)
  }
  const one = await get(`/ads/snap/${snapAdId(2)}?format=json`)
  expect(one.body.dataQuality).toBe(GAP)
  expect(rowsOf(await get(`/ads/snap/${snapAdId(2)}?format=csv`))[0]?.['data_quality']).toBe(GAP)
})

test('every row of a file of spending tells what is known against the window', async () => {
  const of = async (window: string) => rowsOf(await get(`/spending?format=csv${window}`))[0]?.['data_quality']
  expect(await of('')).toBe(`unsettled | ${GAP} | partial:${day(9)}`)
  expect(await of(`&from=${day(0)}&to=${day(4)}`)).toBe('')
  const { body } = await get(`/spending?format=json&to=${day(8)}`)
  expect(body.rows[0].dataQuality).toBe(GAP)
  expect(rowsOf(await get('/?format=csv'))[0]?.['data_quality']).toContain(GAP)
})

test('pages warn where their days are touched, with a way to the days, and nowhere else', async () => {
  const warning = 'Read with care. Snap Political and Advocacy Ads Library: no file of 6 Oct 2024 to 7 Oct 2024'
  const told = async (url: string) => {
    const { text } = await get(url).expect(200)
    expect(hrefs(text).includes('/quality?source=snap')).toBe(textOf(text).includes('Read with care.'))
    return /Read with care\.[^.]*\./.exec(textOf(text))?.[0] ?? null
  }
  expect(await told(`/spending?to=${day(8)}`)).toBe(`${warning}.`)
  expect(await told(`/spending?to=${day(4)}`)).toBeNull()
  expect(await told(`/search?from=${day(6)}&to=${day(7)}`)).toBe(`${warning}.`)
  expect(await told(`/search?from=${day(1)}&to=${day(3)}`)).toBeNull()
  expect(await told('/search')).toContain(
    `${warning}; not all of 10 Oct 2024 is held; what it tells of 14 Oct 2024 and later may still change.`,
  )
  expect(await told(`/ads/snap/${snapAdId(2)}`)).toBe(`${warning}.`)
  expect(await told(`/ads/snap/${snapAdId(1)}`)).toBeNull()
  const [account] = rowsOf(await get('/search?format=csv'))
  expect(await told(account?.['advertiser_page'] ?? '')).toContain(warning)
})

test('the spending page tells of unsettled days once', async () => {
  const text = textOf((await get('/spending')).text)
  expect(text.match(/14 Oct 2024/g)).toHaveLength(1)
})

test('as of an earlier moment, a day that came later is not yet known, and the newest file is that of then', async () => {
  const [moment] = await opened.database.query(
    `SELECT (revision.made_at AT TIME ZONE 'UTC')::date::text || '.' || revision.id AS text FROM revision
     JOIN source_file file ON file.id = revision.file_id WHERE file.observed_on = $1`,
    [day(4)],
  )
  const rows = rowsOf(await get(`/search?format=csv&as_of=${moment.text}`).expect(200))
  expect(rows.map((row) => row['data_quality'])).toEqual([
    'unsettled',
    'unsettled',
    'unsettled',
    'unsettled',
    'unsettled',
  ])
})

test('the page is reached from every page, and says what it does not know', async () => {
  for (const url of ['/', '/sources', '/about']) expect(hrefs((await get(url)).text)).toContain('/quality')
  const empty = textOf((await testApp().get('/quality')).text)
  expect(empty).toContain('No file was read for this, and none is known to be missing.')
})
