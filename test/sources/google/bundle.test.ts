import type { CalendarDate } from '../../../src/domain/calendar.ts'
import type { FileContext } from '../../../src/ports/source.ts'
import { google } from '../../../src/sources/google/source.ts'
import { anAd, anAdvertiser, formatOf, headOf, readAd } from './builders.ts'

const idOf = (header: string) => {
  const head = { shape: 'csv' as const, header: header.split(',') }
  return google.formats.filter((format) => format.recognises(head, 'a.csv')).map(({ id }) => id)
}

test('each member of the bundle is of one format, whatever its vintage', () => {
  for (const [header, id] of [
    ['Advertiser_ID,Advertiser_Name,Public_IDs_List,Total_Creatives,Total_Spend_USD', 'google-advertiser-stats'],
    ['advertiser_id,advertiser_name,regions,total_creatives,spend_eur', 'google-advertiser-stats-export'],
    ['Advertiser_ID,Advertiser_Name,Election_Cycle,Week_Start_Date,Spend_USD', 'google-weekly-spend'],
    ['State,Congressional_District,Total_Spend_USD', 'google-geo-spend-2018'],
    ['Country,Country_Subdivision_Primary,Country_Subdivision_Secondary,Spend_USD', 'google-geo-spend'],
    ['Advertiser_ID,Advertiser_Name,Country,Country_Subdivision_Primary,Spend_USD', 'google-advertiser-geo-spend'],
    ['Election_Cycle,Report_Date,Keyword_1,Spend_1,Keyword_2,Spend_2', 'google-top-keywords'],
    ['Advertiser_ID,Region,Advertiser_Declared_Name', 'google-declared-stats'],
    ['OldAdvertiserId,NewAdvertiserId', 'google-advertiser-id-mapping'],
    ['OldCreativeId,NewCreativeId', 'google-creative-id-mapping'],
    ['Campaign_ID,Age_Targeting,Gender_Targeting,Ads_List,Advertiser_ID,Advertiser_Name', 'google-campaign-targeting'],
    ['Report_Data_Updated_Time (PT)', 'google-updated'],
    ['Report_Data_Updated_Date', 'google-updated'],
    ['report_data_updated_time', 'google-updated'],
  ] as const) {
    expect(idOf(header)).toEqual([id])
  }
})

test('lists that others made of the bundle are of no format, and the nearest one’s columns are named', () => {
  const lacks = (header: string) => {
    const head = { shape: 'csv' as const, header: header.split(',') }
    return google.formats.map((format) => format.lacks?.(head) ?? []).filter((each) => each.length > 0)
  }
  expect(idOf('State,District(s),Advertiser,Party,Office,column_6')).toEqual([])
  expect(lacks('State,District(s),Advertiser,Party')).toContainEqual(['congressional_district', 'total_spend_usd'])
  expect(idOf('Advertiser_Name,party')).toEqual([])
  expect(lacks('Advertiser_Name,party')).toContainEqual(['advertiser_id', 'total_creatives', 'spend_usd'])
  expect(idOf('0;FRIENDS OF THE OLD DAM')).toEqual([])
  expect(
    google.formats.some((format) => format.recognises({ shape: 'json', start: '[{"page_id":"1"' }, 'a.json')),
  ).toBe(false)
})

test('a file without a required column is none, and the column is named', () => {
  const { Impressions, ...ad } = anAd()
  const [format] = google.formats
  expect(format?.recognises(headOf(ad), 'a.csv')).toBe(false)
  expect(format?.lacks?.(headOf(ad))).toEqual(['impressions'])
})

test('a copy with a column added by hand is read as a selection, and the column is reported and kept', () => {
  const row = anAdvertiser({ 'Race Type': 'State House', Spend_USD: '100' })
  const format = formatOf(row)
  expect(format.id).toBe('google-advertiser-stats-export')
  expect(format.drift?.(headOf(row))).toEqual(['the column “Race Type” is new'])
})

test('a column that is gone is reported', () => {
  const { Regions, ...ad } = anAd()
  expect(formatOf(ad).drift?.(headOf(ad))).toEqual(['the column “regions” is gone'])
})

test('a name tells a whole date, a folder a day or a month, and a year alone tells nothing', () => {
  expect(google.dateInName('bundle_2025-04-30.zip!google-political-ads-advertiser-stats.csv')).toBe('2025-04-30')
  for (const name of ['google-political-ads-creative-stats.csv', '2025-04.csv', 'a_2025-02-30.csv']) {
    expect(google.dateInName(name)).toBeNull()
  }
  for (const [folder, day, isMonth] of [
    ['2018-08-15', '2018-08-15', false],
    ['2018-09-13-old', '2018-09-13', false],
    ['2018-10_bCBowers', '2018-10-31', true],
    ['2025-04', '2025-04-30', true],
    ['2020-10-nl', '2020-10-31', true],
    ['2024-02_atc-de', '2024-02-29', true],
  ] as const) {
    expect(google.dateInFolder?.(folder)).toEqual({ day, isMonth })
  }
  for (const folder of ['2019-bundle', '2022_sfchronicle', '', 'downloads', '2019-13']) {
    expect(google.dateInFolder?.(folder)).toBeNull()
  }
})

test('the latest day of an ad is the last with an impression', () => {
  expect(google.latestDay(readAd(anAd()))).toBe('2026-09-30')
})

test('google.updated-pt: the day is taken as published, in UTC or Pacific Time', () => {
  for (const [column, text, day] of [
    ['Report_Data_Updated_Time (PT)', '2026-09-27', '2026-09-27'],
    ['Report_Data_Updated_Date', '2019-07-05', '2019-07-05'],
    ['report_data_updated_time', '2025-01-29T03:00:00', '2025-01-29'],
    ['Report_Data_Updated_Date', 'today', null],
  ] as const) {
    const format = formatOf({ [column]: text })
    expect(format.tells === 'day' && format.latestDay({ [column]: text })).toBe(day)
  }
})

const file = (name: string): FileContext => ({ name, folder: '', observedOn: '2025-04-30' as CalendarDate })

test('G-7, google.ad-gone-and-back, google.eu-rows-vanish: whole files follow one another, selections do not', () => {
  const seriesOf = (name: string, format: string) => google.seriesOf?.(file(name), format)
  const ads = 'bundle.zip!folder/google-political-ads-creative-stats.csv'
  const advertisers = 'google-political-ads-advertiser-stats.csv'
  expect(seriesOf(ads, 'google-creative-stats')).toEqual({ name: 'bundle ads', kind: 'standing' })
  expect(seriesOf(advertisers, 'google-advertiser-stats')).toEqual({ name: 'bundle advertisers', kind: 'standing' })
  expect(seriesOf('CA.csv', 'google-creative-stats-export')).toBeNull()
  expect(seriesOf('only-ohio.csv', 'google-creative-stats')).toBeNull()
  expect(seriesOf(advertisers, 'google-advertiser-stats-export')).toBeNull()
  expect(seriesOf('google-political-ads-geo-spend.csv', 'google-geo-spend')).toBeNull()
})

const OF_2018 = [
  'README.txt',
  ...['advertiser-stats', 'advertiser-weekly-spend', 'geo-spend', 'top-keywords-history'].map(member),
]
const WHOLE = [
  ...OF_2018,
  ...['creative-stats', 'updated', 'advertiser-geo-spend', 'campaign-targeting'].map(member),
  'advertiser_id_mapping.csv',
]

function member(name: string): string {
  return `google-political-ads-${name}.csv`
}
const refusal = (members: readonly string[]) => google.refuseArchive?.(members) ?? null

test('google.stub-zip: a zip of a readme alone is refused and never read as “no ads”', () => {
  expect(refusal(['README.txt'])).toMatch(/readme and no data.*storage\.googleapis\.com\/political-csv\//)
  expect(refusal(['google-political-ads-transparency-bundle/README.txt'])).not.toBeNull()
})

test('google.missing-member: a bundle without a required member is refused, and the member is named', () => {
  for (const name of ['creative-stats', 'advertiser-stats', 'advertiser-weekly-spend', 'geo-spend'].map(member)) {
    expect(refusal(WHOLE.filter((each) => each !== name))).toContain(`it lacks ${name}.`)
  }
})

test('google.folder-prefix: a whole bundle is in order, at the root or in a folder, with its day or without', () => {
  expect(refusal(WHOLE)).toBeNull()
  expect(refusal(WHOLE.map((name) => `google-political-ads-transparency-bundle/${name}`))).toBeNull()
  expect(refusal(WHOLE.filter((name) => !name.includes('updated')))).toBeNull()
})

test('the bundle of 2018 had no ads and is in order without; a zip of other things is not ours to judge', () => {
  expect(refusal(OF_2018)).toBeNull()
  expect(refusal(['ads.csv', 'README.txt'])).toBeNull()
  expect(refusal([])).toBeNull()
})
