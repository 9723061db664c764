import type { FileHead } from '../../../src/ports/source.ts'
import { META_REGION_NAMES, regionOfMeta } from '../../../src/sources/meta/places.ts'
import { meta } from '../../../src/sources/meta/source.ts'

function formatOf(head: FileHead): string | null {
  return meta.formats.find((format) => format.recognises(head, ''))?.id ?? null
}
const csv = (header: string) => formatOf({ shape: 'csv', header: header.split(',') })
const json = (start: string) => formatOf({ shape: 'json', start })

test('tables of ads are recognised by an ad id and something about the ad', () => {
  for (const header of [
    'id,ad_delivery_start_time,spend.lower_bound,spend.upper_bound',
    ',adlib_id,page_id,spend',
    '_id,bylines,impressions',
    'page_name,ad_snapshot_url,ad_creative_body',
    'id,ad_creative_bodies,Prague',
  ]) {
    expect(csv(header)).toBe('meta-collector-csv')
  }
})

test('lists of pages, sums and texts without an ad id are not tables of ads', () => {
  for (const header of [
    'Name,Kanton,Region,Partei,Account-Art,Page ID',
    'Name,Facebook Page ID,Url',
    'page_name,page_id,region,regional_spend',
    'page_name,page_id,ad_creative_bodies',
    'ADID,CreativeUrl,Currency Code,Spend,Impressions',
    'id,spend,impressions',
  ]) {
    expect(csv(header)).toBeNull()
  }
})

test('answers of the API are recognised as a page, a list, one ad or one ad a line', () => {
  const ad = '{"ad_creation_time":"2019-12-03","ad_creative_body":"x"}'
  for (const start of [
    `{"data":[${ad}`,
    `[${ad},`,
    ad,
    `${ad}\n${ad}\n`,
    '{ "page_id": "1", "spend": {"lower_bound"',
  ]) {
    expect(json(start)).toBe('meta-api-json')
  }
  expect(json('{"data": [{ "ad_snapshot_url": "https://x", "region_distribution": ['))?.toBe('meta-api-json')
})

test('response headers, region lists and sums are not answers', () => {
  for (const start of [
    '{"url":"https://graph.facebook.com/v5.0/ads_archive?fields=ad_creative_body,page_id,spend","status":200,"headers":{',
    '[{"name":"Friends of the Dam","region":"Ohio"}',
    '[{"name":"Friends of the Dam","ads":12,"lowerAmount":100,"upperAmount":200}]',
  ]) {
    expect(json(start)).toBeNull()
  }
})

test('a file name tells its day as year-month-day anywhere or as -MMDDYY before the ending', () => {
  for (const [name, day] of [
    ['2019-10-10_ads.csv.gz', '2019-10-10'],
    ['meta_ads_archive_v5_2019-12-05_page.json', '2019-12-05'],
    ['Friends-of-the-Dam-111422.csv.gz', '2022-11-14'],
    ['all-ads-032123.all-ads-032123.csv.gz', '2023-03-21'],
    ['2020-01-01/ads.csv', null],
    ['answers_v5_2019-12_page.json', null],
    ['ads-133122.csv', null],
    ['2019-02-30_ads.csv', null],
  ]) {
    expect(meta.dateInName(name ?? '')).toBe(day)
  }
})

test('the latest day of a record is its start, never its end, which may lie ahead', () => {
  const [format] = meta.formats
  const cells = { id: '900000000000001', ad_delivery_start_time: '2022-11-02', ad_delivery_stop_time: '2030-01-01' }
  if (format?.tells !== 'ads') throw new Error('the first format of Meta tells of ads')
  expect(meta.latestDay(format.normalise(cells))).toBe('2022-11-02')
})

test('every region name of the table has a code, and so have the states, provinces, cantons and Länder', () => {
  const names = [
    'Ohio',
    'Georgia',
    'Quebec',
    'Victoria',
    'Bayern',
    'Salzburg',
    'Zürich',
    'Geneva',
    'Ticino',
    'Thüringen',
  ]
  for (const name of [...META_REGION_NAMES, ...names]) expect(regionOfMeta(name)).toMatch(/^[A-Z]{2}-/)
})

test('an ad’s page at Meta is a link without a token', () => {
  expect(meta.manifest.adUrl('900000000000001')).toBe('https://www.facebook.com/ads/library/?id=900000000000001')
})

const PASS = 'meta~GB.2026-11-16.2026-11-22~2026-11-20T120000Z~whole.jsonl'

test('a pass of ours is known by its name, also without an ad; that of another source is not ours', () => {
  const format = (name: string, start: string) =>
    meta.formats.find((each) => each.recognises({ shape: 'json', start }, name))?.id ?? null
  expect(format(PASS, '{"data":[],"paging":{}}')).toBe('meta-api-json')
  expect(format(PASS.replace('meta', 'x-eu'), '{"page_id":"1","spend":{}}')).toBeNull()
  expect(format('saved.json', '{"data":[],"paging":{}}')).toBeNull()
})

test('a pass is of the day on which it began, not of the days that it asked about', () => {
  expect(meta.dateInName(PASS)).toBe('2026-11-20')
})

test('of a whole pass each ad that its unit lists no more is absent; of a part, and of a collector’s file, none', () => {
  const series = (name: string) => meta.seriesOf?.({ name, folder: '', observedOn: '2026-11-20' as never }, '') ?? null
  expect(series(PASS)).toEqual({ name: 'GB.2026-11-16.2026-11-22', kind: 'standing' })
  expect(series(PASS.replace('whole', 'part'))).toBeNull()
  expect(series('2019-10-10_ads.csv')).toBeNull()
  expect(meta.countryOfSeries?.('GB.2026-11-16.2026-11-22')).toBe('GB')
  expect(meta.countryOfSeries?.('QQ.2026-11-16.2026-11-22')).toBeNull()
})
