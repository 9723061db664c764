import type { DisclosureFields } from '../../../src/domain/disclosure.ts'
import { snap } from '../../../src/sources/snap/source.ts'
import { type SnapCells, snapCsv, snapRecord } from '../../support/snap-csv.ts'

const [snapFormat] = snap.formats
if (snapFormat?.tells !== 'ads') throw new Error('Snap’s format tells of ads')

const read = (cells: SnapCells): DisclosureFields => snapFormat.normalise(snapRecord(cells)).fields
const header = (csv: string) => ({ shape: 'csv' as const, header: csv.split('\r\n', 1)[0]?.split(',') ?? [] })

test('SN-5: zero spend with impressions is a zero that was told, and remarked', () => {
  const fields = read({ Spend: '0', Impressions: '512' })
  expect(fields.spend).toEqual({ lower: 0n, upper: 0n, currency: 'USD' })
  expect(fields.remarks).toEqual(['spend_below_one_unit'])
})

test('SN-6: an ad that ends before it starts keeps both days, and is remarked', () => {
  const fields = read({ StartDate: '2019/11/20 17:00:00Z', EndDate: '2019/04/12 21:00:00Z' })
  expect([fields.startsOn, fields.endsOn]).toEqual(['2019-11-20', '2019-04-12'])
  expect(fields.remarks).toContain('ends_before_it_starts')
})

test('SN-7: a payer of 32 characters is kept letter by letter, and marked as cut', () => {
  const fields = read({ PayingAdvertiserName: 'New River City Campaign Finance B'.slice(0, 32) })
  expect(fields.disclaimer).toHaveLength(32)
  expect(fields.remarks).toContain('payer_cut_at_32_characters')
})

test('SN-8: agency and payer are two names of one ad', () => {
  const fields = read({ OrganizationName: 'C+K', PayingAdvertiserName: 'Young Voters of Tomorrow' })
  expect([fields.advertiserName, fields.disclaimer]).toEqual(['C+K', 'Young Voters of Tomorrow'])
})

test('SN-9: lists are cut at commas outside brackets only', () => {
  const fields = read({ AdvancedDemographics: 'Occupation (Business, Finance or Mgmt),Marital Status (Single)' })
  expect(fields.targeting).toEqual([
    {
      criterion: 'Demographics',
      mode: 'included',
      values: ['Occupation (Business, Finance or Mgmt)', 'Marital Status (Single)'],
    },
  ])
})

test('SN-10: a cell of twenty thousand characters is read whole', () => {
  const codes = Array.from({ length: 4_000 }, (_, n) => String(10_000 + n))
  expect(read({ 'Postal Codes (Included)': codes.join(',') }).targeting).toEqual([
    { criterion: 'Postal codes', mode: 'included', values: codes },
  ])
})

test('SN-11: files of 34 columns are read, and what they lack is not collected rather than blank', () => {
  const record = snapRecord()
  for (const column of [
    'CommitteeName',
    'CommitteeIdentificationNumber',
    'DisclosureNameOfCommittee',
    'AdvertisingJurisdiction',
  ]) {
    delete record[column]
  }
  expect(snapFormat.recognises({ shape: 'csv', header: Object.keys(record) }, '')).toBe(true)
  expect(snapFormat.normalise(record).fields.disclaimer).toBe('Friends of the Old Dam')
})

test('SN-11: the readme’s spelling of the header is the same file', () => {
  const spelt = snapCsv([])
    .replace('ADID', 'AD ID')
    .replace('StartDate', 'Start Date')
    .replace('OrganizationName', 'Organization Name')
    .replace('Postal Codes (Included)', 'Postal Code (Included)')
    .replace('Location Categories (Excluded)', 'Location Categories (Exlcuded)')
    .replace('Targeting Connection Type', 'Target Connection Type')
  expect(snapFormat.recognises(header(spelt), '')).toBe(true)
})

test('SN-11: a file without a required column is no file of Snap’s, and the column is named', () => {
  const cut = header(snapCsv([]).replace('Spend', 'Cost'))
  expect(snapFormat.recognises(cut, '')).toBe(false)
  expect(snapFormat.lacks?.(cut)).toEqual(['spend'])
})

test.each(['', 'N/A', 'NA', 'na', 'Not Applicable'])('SN-12: “%s” for a payer is not disclosed', (filler) => {
  const fields = read({ PayingAdvertiserName: filler, CandidateBallotInformation: filler })
  expect(fields.disclaimer).toEqual({ absent: 'not_disclosed' })
  expect(fields.otherFacts).toEqual({ absent: 'not_disclosed' })
})

test.each([
  ['united states', 'US'],
  ['slovakia (slovak republic)', 'SK'],
  ['czech republic', 'CZ'],
  ['united arab emirates', 'AE'],
  ['erewhon', null],
])('SN-13: the country “%s” resolves to %s, and keeps its name', (name, code) => {
  expect(read({ CountryCode: name }).countries).toEqual([{ name, code }])
})

test('SN-13: a blank country is not disclosed', () => {
  expect(read({ CountryCode: '' }).countries).toEqual({ absent: 'not_disclosed' })
})

test.each([
  ['17-', 'up to 17'],
  ['25+', '25 and over'],
  ['35++', '35 and over'],
  ['18-34', '18-34'],
])('SN-14: the age bracket “%s” means %s', (bracket, meaning) => {
  expect(read({ AgeBracket: bracket }).targeting).toEqual([{ criterion: 'Age', mode: 'included', values: [meaning] }])
})

test('SN-15: stray blanks in a name are kept word for word', () => {
  expect(read({ OrganizationName: ' Harbour  Lane ' }).advertiserName).toBe(' Harbour  Lane ')
})

test('of a billing address only the country is kept: the rest may be where a person lives', () => {
  const fields = read({ BillingAddress: '1 Example Street,Sampletown,00000,GB' })
  expect(fields.billingCountry).toEqual({ name: 'GB', code: 'GB' })
  expect(fields.payerAddress).toEqual({ absent: 'withheld' })
  expect(JSON.stringify(fields, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
    'Example',
  )
  expect(snapFormat.publicKeys.has('billingaddress')).toBe(false)
})

test('landing addresses may hold commas and semicolons of their own', () => {
  const cell = 'ios_app:https://apps.example/a,b;c,android_app:https://play.example/?id=x'
  expect(read({ CreativeProperties: cell }).landingUrls).toEqual([
    'https://apps.example/a,b;c',
    'https://play.example/?id=x',
  ])
})

test.each([
  [{ CreativeUrl: 'https://www.snap.com/political-ads/asset/a?mediaType=hologram' }, 'record.schema_changed'],
  [{ Spend: '1,5' }, 'record.malformed'],
  [{ ADID: '12' }, 'record.malformed'],
  [{ StartDate: '20.10.2024' }, 'record.malformed'],
] as const)('what is new or broken is refused, not guessed: %j', (cells, code) => {
  expect(() => read(cells)).toThrow(expect.objectContaining({ code }))
})

test('SN-1: a date in the name of a copy tells when it was published', () => {
  expect(snap.dateInName('2024-09-11_2020.csv.gz')).toBe('2024-09-11')
  expect(snap.dateInName('PoliticalAds.csv')).toBeNull()
  expect(snap.dateInName('2024-13-45_2024.csv')).toBeNull()
})

test.each([
  ['kuwait', 'Al Jahrah', 'KW-JA'],
  ['belgium', 'West - Vlaanderen', 'BE-VWV'],
  ['norway', 'More Og Romsdal', 'NO-15'],
  ['united states', 'Georgia', 'US-GA'],
  ['united kingdom', 'Atlantis', null],
])('SN-13: in %s the region “%s” is %s', (country, name, code) => {
  expect(read({ CountryCode: country, 'Regions (Included)': name }).regions).toEqual([{ name, code, share: null }])
})
