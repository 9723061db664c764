import { NOT_DISCLOSED } from '../../../src/domain/disclosure.ts'
import { fingerprint } from '../../../src/domain/fingerprint.ts'
import { apiJson } from '../../../src/sources/meta/api-json.ts'
import { collectorCsv } from '../../../src/sources/meta/collector-csv.ts'
import { meta } from '../../../src/sources/meta/source.ts'
import { fromAnswer, fromRow, problemOf } from './builders.ts'

const SNAPSHOT = 'https://www.facebook.com/ads/archive/render_ad/'

test('MA-1: a share in scientific notation is that share', () => {
  const fields = fromRow({ delivery_by_region: "[{'percentage': '2.3E-5', 'region': 'Ohio'}]" })
  expect(fields.regions).toEqual([{ name: 'Ohio', code: 'US-OH', share: 0.000023 }])
})

test('MA-1: a share that is no number quarantines the record', () => {
  const rows = "[{'percentage': 'most', 'region': 'Ohio'}]"
  expect(problemOf(() => fromRow({ delivery_by_region: rows }))).toBe('record.malformed')
})

test('MA-2: an ad without distribution says that none was disclosed, not that nobody was reached', () => {
  const fields = fromRow({ demographic_distribution: '', delivery_by_region: '[]' })
  expect(fields.audience).toEqual(NOT_DISCLOSED)
  expect(fields.regions).toEqual(NOT_DISCLOSED)
  expect(fields).not.toHaveProperty('countries')
  expect(fromAnswer({}).audience).toEqual(NOT_DISCLOSED)
})

test('MA-3: a region gets its ISO code only where its name can mean one place', () => {
  const names = ['Washington, District of Columbia', 'Washington', 'Central Region', 'Unknown', 'Île-de-France']
  const fields = fromAnswer({ delivery_by_region: names.map((region) => ({ region, percentage: '0.2' })) })
  const codes = ['US-DC', 'US-WA', null, null, null]
  expect(fields.regions).toEqual(names.map((name, at) => ({ name, code: codes[at], share: 0.2 })))
})

test('MA-3: the countries of an ad are those of the regions it was delivered in', () => {
  const shares = [
    { region: 'Ohio', percentage: '0.7' },
    { region: 'Texas', percentage: '0.2' },
    { region: 'Ontario', percentage: '0.1' },
    { region: 'Bavaria', percentage: '0' },
  ]
  expect(fromAnswer({ delivery_by_region: shares }).countries).toEqual([
    { name: 'United States', code: 'US' },
    { name: 'Canada', code: 'CA' },
  ])
})

test('MA-4: two disclaimers of one page stay two, letter by letter', () => {
  expect(fromRow({ bylines: 'Friends Of The Dam' }).disclaimer).toBe('Friends Of The Dam')
  expect(fromRow({ bylines: 'The Friends Of The Dam' }).disclaimer).toBe('The Friends Of The Dam')
  expect(fromRow({ bylines: '' }).disclaimer).toEqual(NOT_DISCLOSED)
})

test('MA-5: an ad whose id a spreadsheet rounded is found by its URL', () => {
  for (const id of ['9.75734E+14', '975733000000000', '']) {
    const ad = collectorCsv.normalise({ ad_id: id, ad_snapshot_url: `${SNAPSHOT}?id=975733956964675&access_token=x` })
    expect(ad.adId).toBe('975733956964675')
  }
})

test('MA-5: without a URL a rounded id quarantines the record, and a rounded page id is not collected', () => {
  for (const id of ['9.75734E+14', '298233000000000', '', '12', '90000000000000017.0']) {
    expect(problemOf(() => fromRow({ id }))).toBe('record.malformed')
  }
  expect(fromRow({ page_id: '5.91567E+14' })).not.toHaveProperty('advertiserId')
})

test('MA-5: page 0 is no advertiser', () => {
  expect(fromAnswer({ page_id: '0' }).advertiserId).toEqual(NOT_DISCLOSED)
})

test('MA-6: text that was read as Mac Roman is restored, and the record says so', () => {
  const fields = fromRow({ ad_creative_body: 'Minnesota‚Äôs Dam √©t√©', 'spend.lower_bound': '0' })
  expect(fields.texts).toEqual([{ part: 'body', text: 'Minnesota’s Dam été' }])
  expect(fields.remarks).toEqual(['text_encoding_repaired'])
})

test('MA-6: text that only looks mangled, or is mangled beyond repair, stays as it is', () => {
  for (const text of ['Un été – également', 'Paid √ and sealed', 'It‚Äôs 100 € 你好', 'broken ‚Ä']) {
    expect(fromRow({ ad_creative_body: text })).toMatchObject({ texts: [{ part: 'body', text }] })
    expect(fromRow({ ad_creative_body: text })).not.toHaveProperty('remarks')
  }
})

test('MA-7: HTML entities and invisible letters are kept', () => {
  const bodies = ['Pull&#038;Bear', 'Series\u2028two', ' spaced ']
  expect(fromAnswer({ ad_creative_bodies: bodies }).texts).toEqual(bodies.map((text) => ({ part: 'body', text })))
})

test('MA-8: what collectors write for nothing reads as not disclosed', () => {
  for (const nothing of ['', ' ', 'NA', 'N/A', 'null']) {
    expect(fromRow({ ad_delivery_stop_time: nothing }).endsOn).toEqual(NOT_DISCLOSED)
    expect(fromRow({ ad_creative_body: nothing }).texts).toEqual(NOT_DISCLOSED)
    expect(fromRow({ spend_lower: nothing, spend_upper: nothing }).spend).toEqual(NOT_DISCLOSED)
  }
})

test('MA-8: an ad that “stops” at 999 or “still running” has no end; a bound of 999 is a bound', () => {
  for (const stop of ['999', 'still running']) {
    expect(fromRow({ ad_delivery_stop_time: stop }).endsOn).toEqual(NOT_DISCLOSED)
  }
  expect(fromRow({ impressions_lower: '0', impressions_upper: '999' }).impressions).toEqual({ lower: 0n, upper: 999n })
})

test('MA-9: bounds that a collector altered are kept as published, with a remark', () => {
  const fields = fromRow({ 'spend.lower_bound': '0', 'spend.upper_bound': '100', currency: 'USD' })
  expect(fields.spend).toEqual({ lower: 0n, upper: 10_000n, currency: 'USD' })
  expect(fields.remarks).toEqual(['bounds_altered_by_collector'])
  expect(fromRow({ spend_lower: '0', spend_upper: '99' })).not.toHaveProperty('remarks')
  expect(fromRow({ spend_lower: '50000', spend_upper: '' })).not.toHaveProperty('remarks')
})

test('MA-10: a row that tells when it was crawled is an observation of that moment', () => {
  const row = { ad_snapshot_url: `${SNAPSHOT}?id=900000000000003`, crawl_timestamp: '2019-10-09T02:49:56Z' }
  expect(collectorCsv.normalise(row).observedAt).toBe('2019-10-09T02:49:56Z')
  expect(collectorCsv.normalise({ ...row, crawl_timestamp: 'NA' }).observedAt).toBeNull()
})

test('MA-11: a text that stands in several versions of one ad is told once', () => {
  const texts = fromAnswer({ ad_creative_bodies: ['One', 'Two', 'One', ''], ad_creative_link_titles: ['One'] }).texts
  expect(texts).toEqual([
    { part: 'body', text: 'One' },
    { part: 'body', text: 'Two' },
    { part: 'title', text: 'One' },
  ])
})

test('MA-12: the snapshot URL, which may hold a token, is in no field and is masked in the raw record', () => {
  const url = `${SNAPSHOT}?id=900000000000002&access_token=EAABsecret`
  const ad = apiJson.normalise({ id: '900000000000002', page_id: '1', ad_creative_bodies: ['x'], ad_snapshot_url: url })
  expect(JSON.stringify(ad)).not.toContain('EAAB')
  for (const format of meta.formats) expect(format.publicKeys.has('ad_snapshot_url')).toBe(false)
})

test('MA-13: a cell of 30,000 letters is one text', () => {
  const text = 'dam '.repeat(7_500)
  expect(fromRow({ ad_creative_bodies: `['${text}']` }).texts).toEqual([{ part: 'body', text }])
})

test('MA-14: a top bucket written as a point is open', () => {
  const fields = fromRow({ 'impressions.lower_bound': '1000000', 'impressions.upper_bound': '1000000' })
  expect(fields.impressions).toEqual({ lower: 1_000_000n, upper: null })
  expect(fields.remarks).toEqual(['top_bucket_written_as_point'])
})

test('MA-15: spend is in the currency of its own row, and in none when the row names none', () => {
  const spend = { spend_lower: '100', spend_upper: '199' }
  expect(fromRow({ ...spend, currency: 'GBP' }).spend).toEqual({ lower: 10_000n, upper: 19_900n, currency: 'GBP' })
  expect(fromRow({ ...spend, currency: 'JPY' }).spend).toEqual({ lower: 100n, upper: 199n, currency: 'JPY' })
  expect(fromRow({ ...spend, currency: '' }).spend).toMatchObject({ currency: 'XXX' })
  expect(fromRow(spend).spend).toMatchObject({ currency: 'XXX' })
  expect(problemOf(() => fromRow({ ...spend, currency: 'kr' }))).toBe('record.malformed')
})

test('MA-16: the same ad with shares of three decimals instead of six is no new version', () => {
  const withShare = (share: string) => fromRow({ female_65: '', 'female_65+': share, Prague: share })
  expect(fingerprint(withShare('0.123456'))).toBe(fingerprint(withShare('0.123')))
})
