import { NOT_DISCLOSED } from '../../../src/domain/disclosure.ts'
import { anAd, fieldsOf, formatOf, problemOf, readAd } from './builders.ts'

test('G-1: an id of twenty digits stays the text it is', () => {
  const { adId, fields } = readAd(
    anAd({ Ad_ID: 'CR07531595826393513985', Advertiser_ID: 'AR08395185106758664193', Spend_Range_Min_USD: '100' }),
  )
  expect([adId, fields.advertiserId]).toEqual(['CR07531595826393513985', 'AR08395185106758664193'])
})

test('G-1: an id that a spreadsheet has rounded is quarantined', () => {
  expect(problemOf(() => fieldsOf({ Ad_ID: '7.53E+18' }))).toBe('record.malformed')
})

test('G-5: a cell of geography of megabytes is read whole', () => {
  const places = Array.from({ length: 200_000 }, (_, n) => String(10_000 + n)).join(', ')
  expect(fieldsOf({ Geo_Targeting_Included: places }).targeting).toEqual([
    { criterion: 'Places', mode: 'included', values: [places] },
  ])
})

test('G-6: a list of places that cannot be cut again stays one text', () => {
  const places = '23237,Virginia,United States, Washington, DC (Hagerstown, MD),United States'
  const fields = fieldsOf({ Geo_Targeting_Included: places, Geo_Targeting_Excluded: 'Anchorage, Alaska' })
  expect(fields.targeting).toEqual([
    { criterion: 'Places', mode: 'included', values: [places] },
    { criterion: 'Places', mode: 'excluded', values: ['Anchorage, Alaska'] },
  ])
})

test('G-9: a name keeps its tab and blanks', () => {
  expect(fieldsOf({ Advertiser_Name: ' Partij voor de Brug\t' }).advertiserName).toBe(' Partij voor de Brug\t')
  expect(fieldsOf({ Advertiser_Name: ' ' }).advertiserName).toEqual(NOT_DISCLOSED)
})

test('G-13: EU is no country and is kept by name; GR and GB are countries', () => {
  expect(fieldsOf({ Regions: 'EU, GR, GB' }).countries).toEqual([
    { name: 'EU', code: null },
    { name: 'GR', code: 'GR' },
    { name: 'GB', code: 'GB' },
  ])
})

test('G-14: columns are found by name, in any order, and new ones hide none', () => {
  const ad = anAd({ Spend_Range_Min_USD: '100', Spend_Range_Max_USD: '200', Something_New: 'x' })
  const turned = Object.fromEntries(Object.entries(ad).reverse())
  expect(readAd(turned)).toEqual(readAd(ad))
  expect(formatOf(ad).drift?.({ shape: 'csv', header: Object.keys(turned) })).toEqual([
    'the column “Something_New” is new',
  ])
})

test('google.trailing-column: the unnamed sixtieth column is none', () => {
  const ad = anAd({ column_60: '' })
  expect(formatOf(ad).id).toBe('google-creative-stats')
  expect(formatOf(ad).drift?.({ shape: 'csv', header: Object.keys(ad) })).toEqual([])
})

test('G-16: lower-case headers with an index column are the same ads, as a selection', () => {
  const ad = anAd({ Spend_Range_Min_USD: '100', Spend_Range_Max_USD: '200' })
  const exported = Object.fromEntries(Object.entries(ad).map(([name, text]) => [name.toLowerCase(), text]))
  const format = formatOf({ column_1: '0', ...exported })
  expect(format.id).toBe('google-creative-stats-export')
  expect(readAd({ column_1: '0', ...exported })).toEqual(readAd(ad))
})

test('google.not-targeted-words: the words, an empty cell and a list of all there is restrict nobody', () => {
  const all = '18-24, 25-34, 35-44, 45-54, 55-64, ≥65, Unknown age'
  for (const age of ['', 'Not targeted', all, `${all}, ≤18`]) {
    for (const gender of ['', 'Not targeted', 'Male, Female, Unknown gender']) {
      expect(fieldsOf({ Age_Targeting: age, Gender_Targeting: gender }).targeting).toEqual(NOT_DISCLOSED)
    }
  }
  expect(fieldsOf({ Age_Targeting: '≤18, 18-24', Gender_Targeting: 'Female' }).targeting).toEqual([
    { criterion: 'Age', mode: 'included', values: ['≤18', '18-24'] },
    { criterion: 'Gender', mode: 'included', values: ['Female'] },
  ])
})

test('what a file has no column for is not collected', () => {
  const { Age_Targeting, Gender_Targeting, Geo_Targeting_Included, Geo_Targeting_Excluded, Regions, ...ad } = anAd()
  expect(readAd(ad).fields).not.toHaveProperty('targeting')
  expect(readAd(ad).fields).not.toHaveProperty('countries')
})

test('google.grants-yes-no: yes and true are one, another word is quarantined', () => {
  const grants = (text: string) => fieldsOf({ Is_Funded_By_Google_Ad_Grants: text }).otherFacts
  for (const text of ['Yes', 'true', 'True']) expect(grants(text)).toHaveProperty('Funded by Google Ad Grants', 'Yes')
  for (const text of ['No', 'False']) expect(grants(text)).toHaveProperty('Funded by Google Ad Grants', 'No')
  expect(grants('')).not.toHaveProperty('Funded by Google Ad Grants')
  expect(problemOf(() => grants('Perhaps'))).toBe('record.schema_changed')
})

test('google.type-case: VIDEO and Video are one, another kind is quarantined', () => {
  for (const text of ['VIDEO', 'Video']) expect(fieldsOf({ Ad_Type: text }).formats).toEqual(['video'])
  expect(problemOf(() => fieldsOf({ Ad_Type: 'HOLOGRAM' }))).toBe('record.schema_changed')
})

test('google.impressions-both: old buckets and new numbers, bounds inclusive, tops open', () => {
  for (const [text, lower, upper] of [
    ['≤ 10k', 0n, 10_000n],
    ['10k-100k', 10_000n, 100_000n],
    ['100k–1M', 100_000n, 1_000_000n],
    ['> 10M', 10_000_000n, null],
    ['0-1000', 0n, 1_000n],
    ['1750000-2000000', 1_750_000n, 2_000_000n],
    ['> 10000000', 10_000_000n, null],
    ['10000000+', 10_000_000n, null],
  ] as const) {
    expect(fieldsOf({ Impressions: text }).impressions).toEqual({ lower, upper })
  }
  expect(fieldsOf({ Impressions: '' }).impressions).toEqual(NOT_DISCLOSED)
  for (const text of ['many', '2000-1000', '1000']) {
    expect(problemOf(() => fieldsOf({ Impressions: text }))).toBe('record.schema_changed')
  }
})

test('first and last day are those with an impression; how many there were between is a fact', () => {
  const fields = fieldsOf({ Date_Range_Start: '2022-02-24', Date_Range_End: '2022-04-06', Num_of_Days: '5' })
  expect([fields.startsOn, fields.endsOn]).toEqual(['2022-02-24', '2022-04-06'])
  expect(fields.otherFacts).toHaveProperty('Days with an impression', '5')
  expect(fieldsOf({ Date_Range_Start: '2022-05-01', Date_Range_End: '2022-04-06' }).remarks).toContain(
    'ends_before_it_starts',
  )
  expect(problemOf(() => fieldsOf({ Date_Range_Start: 'soon' }))).toBe('record.malformed')
})
