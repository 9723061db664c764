import { NOT_DISCLOSED } from '../../../src/domain/disclosure.ts'
import { problemOf, readAd } from './builders.ts'

interface Shown {
  readonly region: string
  readonly lower?: string | null
  readonly upper?: string | null
  readonly from?: string
  readonly to?: string
}

const statOf = ({ region, lower = '0', upper = '1000', from = '2023-10-01', to = '2023-10-31' }: Shown) => ({
  region_code: region,
  first_shown: from,
  last_shown: to,
  times_shown_start_date: from,
  times_shown_end_date: to,
  times_shown_lower_bound: lower,
  times_shown_upper_bound: upper,
  times_shown_availability_date: null,
  surface_serving_stats: null,
})

const row = (cells: Record<string, string>) =>
  readAd({
    advertiser_id: 'AR00000000000000000021',
    creative_id: 'CR00000000000000000031',
    creative_page_url: 'https://adstransparency.google.com/',
    ad_format_type: 'VIDEO',
    advertiser_disclosed_name: 'Verein der Brücke',
    advertiser_legal_name: 'Verein der Brücke e.V.',
    advertiser_location: 'DE',
    advertiser_verification_status: 'VERIFIED',
    audience_selection_approach_info: '',
    topic: 'Political',
    ...cells,
  }).fields
const shown = (...regions: Shown[]) =>
  row({ region_stats: JSON.stringify({ region_stats: regions.map(statOf) }, null, 2) })

test('G-12, google.eea-total: EEA is the sum of its countries and is not added to them, nor is it a country', () => {
  const fields = shown(
    { region: 'AT', lower: '0', upper: '1000' },
    { region: 'DE', lower: '10000', upper: '15000' },
    { region: 'EEA', lower: '10000', upper: '15000' },
  )
  expect(fields.impressions).toEqual({ lower: 10_000n, upper: 15_000n })
  expect(fields.countries).toEqual([
    { name: 'AT', code: 'AT' },
    { name: 'DE', code: 'DE' },
  ])
})

test('G-12: a country outside the EEA is added to it', () => {
  const fields = shown({ region: 'TR', lower: '2000', upper: '3000' }, { region: 'DE' }, { region: 'EEA' })
  expect(fields.impressions).toEqual({ lower: 2_000n, upper: 4_000n })
})

test('G-12: without the sum, countries are added, bound by bound', () => {
  const fields = shown({ region: 'AT' }, { region: 'DE', lower: '10000', upper: '15000' })
  expect(fields.impressions).toEqual({ lower: 10_000n, upper: 16_000n })
})

test('times that are not told yet are no zero', () => {
  expect(shown({ region: 'DE', lower: null, upper: null }).impressions).toEqual(NOT_DISCLOSED)
  const partly = shown({ region: 'DE' }, { region: 'AT', lower: null, upper: null })
  expect(partly.impressions).toEqual({ lower: 0n, upper: null })
})

test('an ad ran from the first day anywhere to the last', () => {
  const fields = shown(
    { region: 'AT', from: '2023-09-28', to: '2023-12-05' },
    { region: 'DE', from: '2023-09-24', to: '2023-11-11' },
  )
  expect([fields.startsOn, fields.endsOn]).toEqual(['2023-09-24', '2023-12-05'])
})

test('where the advertiser sits is a fact and no billing country; money is not collected', () => {
  const fields = shown({ region: 'DE' })
  expect(fields).not.toHaveProperty('billingCountry')
  expect(fields).not.toHaveProperty('spend')
  expect(fields.otherFacts).toMatchObject({
    'Advertiser location': 'DE',
    'Legal name': 'Verein der Brücke e.V.',
    Verification: 'VERIFIED',
    Topic: 'Political',
    'Times shown by region': 'DE 0–1000',
  })
})

test('google.json-in-csv: cells of JSON are read, wrapped or bare, and others are quarantined', () => {
  const info = { audience_selection_approach_info: { geo_location: 'CRITERIA_INCLUDED_AND_EXCLUDED' } }
  const fields = row({
    region_stats: JSON.stringify([statOf({ region: 'DE' })]),
    audience_selection_approach_info: JSON.stringify(info, null, 2),
  })
  expect(fields.otherFacts).toHaveProperty('Audience by geo location', 'included and excluded')
  expect(problemOf(() => row({ region_stats: '[{"region_code":' }))).toBe('record.malformed')
  expect(problemOf(() => row({ region_stats: '{"region_stats": "DE"}' }))).toBe('record.malformed')
})
