import { NOT_DISCLOSED } from '../../../src/domain/disclosure.ts'
import { apiJson } from '../../../src/sources/meta/api-json.ts'
import { anAnswer, fromAnswer, problemOf } from './builders.ts'

test('in a full answer silence is an answer; in an answer to a few fields nobody asked', () => {
  const full = fromAnswer({})
  for (const field of ['disclaimer', 'endsOn', 'regions', 'audience', 'languages', 'impressions'] as const) {
    expect(full[field]).toEqual(NOT_DISCLOSED)
  }
  expect(full).not.toHaveProperty('placements')
  const url = 'https://www.facebook.com/ads/archive/render_ad/?id=900000000000002&access_token=REDACTED'
  const partial = apiJson.normalise({
    ad_snapshot_url: url,
    demographic_distribution: [{ age: '65+', percentage: '1' }],
  })
  expect(partial.fields).toEqual({ audience: [{ age: '65+', gender: 'unknown', share: 1 }] })
})

test('answers of 2019 are read under their names and not blamed for distributions that nobody asked for', () => {
  const { ad_creative_bodies: _, ...ad } = anAnswer
  const old = {
    ...ad,
    ad_creative_body: 'Build the dam.',
    funding_entity: 'Friends',
    potential_reach: { lower_bound: '100' },
  }
  const { fields } = apiJson.normalise(old)
  expect(fields).toMatchObject({
    disclaimer: 'Friends',
    audienceSize: { lower: 100n, upper: null },
    endsOn: NOT_DISCLOSED,
  })
  expect(fields).not.toHaveProperty('regions')
})

test('a Mongo dump gives the id under its own name and the moment of the crawl', () => {
  const { id: _, ...ad } = anAnswer
  const dumped = apiJson.normalise({
    ...ad,
    _id: { $numberLong: '900000000000009' },
    _last_updated: { $date: '2023-09-01T10:00:00Z' },
  })
  expect(dumped).toMatchObject({ adId: '900000000000009', observedAt: '2023-09-01T10:00:00Z' })
  expect(problemOf(() => apiJson.normalise({ ...ad, _id: Number('90000000000000017') }))).toBe('record.malformed')
})

test('a field of a type that Meta never used quarantines the record as a changed schema', () => {
  expect(problemOf(() => fromAnswer({ spend: '100-199' }))).toBe('record.schema_changed')
  expect(problemOf(() => fromAnswer({ total_reach_by_location: 12 }))).toBe('record.schema_changed')
})

test('what ads in the EU disclose besides fills reach, countries, audience and targeting', () => {
  const fields = fromAnswer({
    eu_total_reach: 1657,
    age_country_gender_reach_breakdown: [
      { country: 'DE', age_gender_breakdowns: [{ age_range: '18-24', male: 30, female: 50, unknown: null }] },
      { country: 'AT', age_gender_breakdowns: [{ age_range: '18-24', male: 20 }] },
    ],
    beneficiary_payers: [
      { beneficiary: 'Beispiel e.V.', payer: 'Agentur GmbH', current: true },
      { beneficiary: 'Beispiel e.V.', payer: 'Frühere GmbH', current: false },
    ],
    target_ages: ['18', '65+'],
    target_gender: 'All',
    target_locations: [
      { name: 'Germany', excluded: false },
      { name: 'Berlin', excluded: true, num_obfuscated: 3 },
    ],
  })
  expect(fields).toMatchObject({
    reach: { lower: 1657n, upper: 1657n },
    countries: [
      { name: 'Germany', code: 'DE' },
      { name: 'Austria', code: 'AT' },
    ],
    audience: [
      { age: '18-24', gender: 'male', share: 0.5 },
      { age: '18-24', gender: 'female', share: 0.5 },
    ],
    targeting: [
      { criterion: 'age', mode: 'included', values: ['18-65+'] },
      { criterion: 'gender', mode: 'included', values: ['All'] },
      { criterion: 'location', mode: 'included', values: ['Germany'] },
      { criterion: 'location', mode: 'excluded', values: ['Berlin'] },
    ],
    otherFacts: {
      beneficiary: 'Beispiel e.V.',
      payer: 'Agentur GmbH',
      'earlier payer': 'Frühere GmbH',
      'target locations not named': '3',
    },
  })
})

test('reach by location is read as a list and as an object', () => {
  for (const places of [
    [
      { key: 'Germany', value: 160 },
      { key: 'Austria', value: 57 },
    ],
    { Germany: 160, Austria: '57' },
  ]) {
    expect(fromAnswer({ total_reach_by_location: places }).otherFacts).toEqual({
      total_reach_by_location: 'Germany: 160; Austria: 57',
    })
  }
})

test('an ad of a pass has reached the country that was asked about, whatever regions it tells', () => {
  const file = {
    name: 'meta~GB.2026-11-16.2026-11-22~2026-11-20T120000Z~part.jsonl',
    folder: '',
    observedOn: '2026-11-20',
  }
  const countries = (ad: object, name = file.name) =>
    apiJson.normalise({ ...anAnswer, ...ad }, { ...file, name } as never).fields.countries
  expect(countries({})).toEqual([{ name: 'United Kingdom', code: 'GB' }])
  const codes = (regions: object, name?: string) => {
    const rows = Object.entries(regions).map(([region, percentage]) => ({ region, percentage }))
    return (countries({ delivery_by_region: rows }, name) as readonly { code: string }[]).map(({ code }) => code)
  }
  const brazil = file.name.replace('GB', 'BR')
  expect(codes({ 'São Paulo (state)': '0.99', Florida: '0.01' }, brazil)).toEqual(['BR', 'US'])
  expect(codes({ Florida: '1' }, file.name.replace('GB', 'UY'))).toEqual(['UY', 'US'])
  expect(codes({ Ohio: '0.9', Ontario: '0.1' }, file.name.replace('GB', 'CA'))).toEqual(['US', 'CA'])
  expect(codes({ Unknown: '1' })).toEqual(['GB'])
  expect(codes({ 'São Paulo (state)': '0.99', Florida: '0.01' }, 'answers_2026-11-20.json')).toEqual(['US'])
  expect(countries({}, 'answers_2026-11-20.json')).toBeUndefined()
})

test('meta.dates-old-format: an answer of today may have a timestamp of 2019', () => {
  expect(fromAnswer({ ad_delivery_start_time: '2019-05-13T15:30:04+0000' }).startsOn).toBe('2019-05-13')
})

test('meta.region-repeated: a region that stands twice has the sum of its shares, with a remark', () => {
  const twice = ['0.5', '0.25'].map((percentage) => ({ region: 'Ohio', percentage }))
  const fields = fromAnswer({ delivery_by_region: twice })
  expect(fields.regions).toEqual([{ name: 'Ohio', code: 'US-OH', share: 0.75 }])
  expect(fields.remarks).toEqual(['region_repeated'])
})

test('meta.bylines-absent, meta.open-top, meta.page-id-zero: no disclaimer is none, no upper bound is open, page 0 is no page', () => {
  const fields = fromAnswer({ spend: { lower_bound: '1000000' }, page_id: '0' })
  expect(fields).toMatchObject({
    disclaimer: NOT_DISCLOSED,
    advertiserId: NOT_DISCLOSED,
    spend: { lower: 100_000_000n, upper: null },
  })
})
