import { NOT_DISCLOSED } from '../../../src/domain/disclosure.ts'
import { collectorCsv } from '../../../src/sources/meta/collector-csv.ts'
import { fromAnswer, fromRow, problemOf } from './builders.ts'

test('bounds are read from flat columns, short columns and a column with the object', () => {
  const expected = { lower: 1000n, upper: 4999n }
  const object = '{"lower_bound":"1000","upper_bound":"4999"}'
  const twiceEscaped = '{""lower_bound"":""1000"",""upper_bound"":""4999""}'
  for (const cells of [
    { 'impressions.lower_bound': '1000', 'impressions.upper_bound': '4999' },
    { impressions_lower: '1000.0', impressions_upper: '4999.0' },
    { impressions: object },
    { impressions: twiceEscaped },
    { impressions: "{'lower_bound': '1000', 'upper_bound': 4999}" },
  ]) {
    expect(fromRow(cells).impressions).toEqual(expected)
  }
})

test('a range without an upper bound is open, and 100000 as R writes it is 100000', () => {
  expect(fromRow({ impressions_lower: '1e+05', impressions_upper: '' }).impressions).toEqual({
    lower: 100_000n,
    upper: null,
  })
  expect(fromAnswer({ impressions: { lower_bound: '1000000' } }).impressions).toEqual({
    lower: 1_000_000n,
    upper: null,
  })
})

test('reversed or unreadable bounds quarantine the record', () => {
  for (const [lower, upper] of [
    ['199', '100'],
    ['some', '99'],
    ['', '99'],
    ['-1', '99'],
    ['0.5', '1'],
  ]) {
    const cells = { impressions_lower: lower ?? '', impressions_upper: upper ?? '' }
    expect(problemOf(() => fromRow(cells))).toBe('record.malformed')
  }
})

test('a single figure that a collector made of a range is kept as derived, never as a range', () => {
  const fields = fromRow({ spend: '49.5', currency: 'GBP' })
  expect(fields).not.toHaveProperty('spend')
  expect(fields.otherFacts).toEqual({ 'spend (derived by the collector)': '49.5' })
})

test('wide columns for age, gender and region become distributions of the columns that are filled', () => {
  const fields = fromRow({
    'female_13-17': '',
    'male_65+': '0.4',
    'unknown_65+': '0',
    Prague: '0.7',
    'Zlín Region': '',
  })
  expect(fields.audience).toEqual([
    { age: '65+', gender: 'male', share: 0.4 },
    { age: '65+', gender: 'unknown', share: 0 },
  ])
  expect(fields.regions).toEqual([{ name: 'Prague', code: 'CZ-10', share: 0.7 }])
})

test('a wide file with the regions of one country is about ads in that country', () => {
  const fields = fromRow({ Prague: '', 'Zlín Region': '' })
  expect(fields.regions).toEqual(NOT_DISCLOSED)
  expect(fields.countries).toEqual([{ name: 'Czechia', code: 'CZ' }])
})

test('the Swiss collection of 2019, known by its columns, is about ads in Switzerland', () => {
  const fields = fromRow({ kanton: 'NA', partei: 'NA', region: 'NA', funding_entity: 'Verein' })
  expect(fields.countries).toEqual([{ name: 'Switzerland', code: 'CH' }])
  expect(fields).not.toHaveProperty('regions')
})

test('lists in JSON, in Python’s notation and in commas are read side by side', () => {
  const platforms = ['facebook', 'instagram']
  for (const cell of [
    '["facebook", "instagram"]',
    "['facebook', 'instagram']",
    'facebook, instagram',
    '{facebook,instagram}',
  ]) {
    expect(fromRow({ publisher_platforms: cell }).placements).toEqual(platforms)
  }
  const bodies = `["It's ours", 'He said "no"\\nTwice', '\\xe9t\\u00e9 \\U0001F30A', None]`
  expect(fromRow({ ad_creative_bodies: bodies }).texts).toEqual([
    { part: 'body', text: "It's ours" },
    { part: 'body', text: 'He said "no"\nTwice' },
    { part: 'body', text: 'été 🌊' },
  ])
})

test('a text that merely opens with a bracket or stands in quotation marks is a text', () => {
  for (const text of [
    '['.repeat(30_000),
    '[Video] Build the dam',
    '[2019]',
    '"Build the dam"',
    "['cut off",
    '{name}, build the dam',
  ]) {
    expect(fromRow({ ad_creative_body: text }).texts).toEqual([{ part: 'body', text }])
  }
})

test('a distribution that is cut off quarantines the record', () => {
  const cut = "[{'percentage': '0.5', 'region': 'Oh"
  expect(problemOf(() => fromRow({ delivery_by_region: cut }))).toBe('record.malformed')
  expect(problemOf(() => fromRow({ delivery_by_region: "{'region': 'Ohio'}" }))).toBe('record.malformed')
})

test('shares of a region that stands twice are added, with a remark', () => {
  const row = { region: 'Ohio', percentage: '0.1' }
  const fields = fromAnswer({ delivery_by_region: [row, { ...row, percentage: '0.2' }] })
  expect(fields.regions).toEqual([{ name: 'Ohio', code: 'US-OH', share: 0.3 }])
  expect(fields.remarks).toEqual(['region_repeated'])
})

test('dates of every version and collector are UTC days', () => {
  for (const [text, day] of [
    ['2022-11-02', '2022-11-02'],
    ['2019-02-13 00:00:00', '2019-02-13'],
    ['2019-09-02T13:46:22Z', '2019-09-02'],
    ['2019-12-03T22:03:18+0000', '2019-12-03'],
    ['2019-12-03T22:03:18-0700', '2019-12-04'],
  ]) {
    expect(fromRow({ ad_delivery_start_time: text ?? '' }).startsOn).toBe(day)
  }
  expect(problemOf(() => fromRow({ ad_delivery_start_time: '11/02/2022' }))).toBe('record.malformed')
})

test('the day of creation stands in for a start that is missing, and an end before the start is remarked', () => {
  expect(fromRow({ ad_delivery_start_time: '', ad_creation_time: '2022-11-02' }).startsOn).toBe('2022-11-02')
  expect(fromRow({ ad_delivery_start_time: 'NA' }).startsOn).toEqual(NOT_DISCLOSED)
  const reversed = fromRow({ ad_delivery_start_time: '2022-11-02', ad_delivery_stop_time: '2022-11-01' })
  expect(reversed.remarks).toEqual(['ends_before_it_starts'])
})

test('a column that the file does not have is not collected', () => {
  expect(Object.keys(fromRow({}))).toEqual(['advertiserName'])
})

test('EU columns of a collector’s table are read like the API’s fields', () => {
  const fields = fromRow({ eu_total_reach: '1657', target_ages: "['18', '65+']", br_total_reach: '' })
  expect(fields.reach).toEqual({ lower: 1657n, upper: 1657n })
  expect(fields.targeting).toEqual([{ criterion: 'age', mode: 'included', values: ['18-65+'] }])
})

test('the allow-list shows wide columns and hides what the collector noted about a page', () => {
  for (const column of ['Plzeň Region', 'female_13-17', 'spend.lower_bound', 'spend_upper', 'ad_creative_body']) {
    expect(collectorCsv.publicKeys.has(column)).toBe(true)
  }
  for (const column of ['partei', 'account_art', 'search_expression', 'anything else']) {
    expect(collectorCsv.publicKeys.has(column)).toBe(false)
  }
})
