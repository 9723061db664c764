import { metaReport } from '../../../src/sources/meta-report/source.ts'
import { HEADER, headOf, onlyStatement, readReport } from './builders.ts'

const REGION_HEADER = 'Page ID,Page name,Disclaimer,Amount spent (USD)'
const inRegion = async (country: string, region: string) => {
  const member = `regions/FacebookAdLibraryReport_2023-06-01_${country}_last_7_days_${region}.csv`
  return (await onlyStatement(`x.zip!${member}`, [REGION_HEADER, '1234567890,P,Us,101'])).region
}

test.each([
  ['US', 'Washington', 'Washington', 'US-WA'],
  ['US', 'Washington, District of Columbia', 'Washington, District of Columbia', 'US-DC'],
  ['US', 'Washington_District_of_Columbia', 'Washington District of Columbia', 'US-DC'],
  ['US', 'Virgin Islands (U.S.)', 'Virgin Islands (U.S.)', 'US-VI'],
  ['US', 'Virgin_Islands_U.S._', 'Virgin Islands U.S.', 'US-VI'],
  ['BR', 'Acre (state)', 'Acre (state)', 'BR-AC'],
  ['BR', 'Sa\u0303o Paulo (state)', 'São Paulo (state)', 'BR-SP'],
  ['AR', 'Ciudad Autónoma de Buenos Aires', 'Ciudad Autónoma de Buenos Aires', 'AR-C'],
  ['AR', 'Buenos Aires', 'Buenos Aires', 'AR-B'],
  ['AD', 'Sant Julià de Lòria', 'Sant Julià de Lòria', 'AD-06'],
  ['KE', 'Central Province', 'Central Province', null],
])('metareport.member-names: in %s the region %s is kept as %s and known as %s', async (country, file, name, code) => {
  expect(await inRegion(country, file)).toEqual({ name, code, share: null })
})

test('metareport.unknown-region: “Unknown” is a region by that name, of no place', async () => {
  expect(await inRegion('US', 'Unknown')).toEqual({ name: 'Unknown', code: null, share: null })
})

test('a row of the table of locations is about the place, over all advertisers', async () => {
  const name = 'FacebookAdLibraryReport_2023-06-01_US_yesterday_locations.csv'
  const read = await readReport(name, ['Location name,Amount spent (USD)', '"Washington, District of Columbia",3501'])
  expect(read).toMatchObject([
    {
      key: 'yesterday/2023-06-01/US/Washington, District of Columbia//',
      about: { kind: 'place' },
      region: { code: 'US-DC' },
      ads: null,
      spend: { lower: 350_100n },
    },
  ])
})

test.each([
  ['yesterday', '2023-06-01'],
  ['last_7_days', '2023-05-26'],
  ['last_30_days', '2023-05-03'],
  ['last_90_days', '2023-03-04'],
  ['lifelong', null],
])('the report of %s counts its own day, back to %s', async (preset, from) => {
  const name = `FacebookAdLibraryReport_2023-06-01_US_${preset}_advertisers.csv`
  const { period } = await onlyStatement(name, [HEADER, '1234567890,P,Us,101,4'])
  expect(period).toEqual({ from, to: '2023-06-01' })
})

test('a newer file since the beginning has news of the same statement; one of other days is another', async () => {
  const keyOf = async (day: string, preset: string) => {
    const name = `FacebookAdLibraryReport_${day}_US_${preset}_advertisers.csv`
    return (await onlyStatement(name, [HEADER, '1234567890,P,Us,101,4'])).key
  }
  expect(await keyOf('2023-06-01', 'lifelong')).toBe(await keyOf('2023-06-02', 'lifelong'))
  expect(await keyOf('2023-06-01', 'yesterday')).not.toBe(await keyOf('2023-06-02', 'yesterday'))
})

test('of a collector’s month the day is unknown: the period holds every day that was possibly counted, in part', async () => {
  const name = '2024-07_world_month.zip!AT.csv'
  const read = await onlyStatement(name, [HEADER, '1234567890,P,Us,101,4'])
  expect(read.period).toEqual({ from: '2024-06-02', to: '2024-07-31', isPartial: true })
  expect(read.key).toBe('month/2024-07/AT//1234567890/Us')
  expect(metaReport.dateInName(name)).toBe('2024-07-31')
})

test('Kosovo is known by the letters that platforms write for it', async () => {
  const { country } = await onlyStatement('2024-07_world_month.zip!XK.csv', [HEADER, '1234567890,P,Us,101,4'])
  expect(country).toEqual({ name: 'XK', code: 'XK' })
})

test('a file whose name tells no place and days is of no format, and what it lacks is such a name', () => {
  for (const name of ['AT.csv', 'report.csv', 'FacebookAdLibraryReport_2023-02-31_US_yesterday_advertisers.csv']) {
    expect(metaReport.formats.filter((format) => format.recognises(headOf(HEADER), name))).toEqual([])
    expect(metaReport.dateInName(name)).toBeNull()
  }
  const lacking = metaReport.formats.flatMap((format) => format.lacks?.(headOf(HEADER)) ?? [])
  expect(lacking).toEqual(['a name such as FacebookAdLibraryReport_2025-07-12_BE_last_30_days_advertisers.csv'])
})
