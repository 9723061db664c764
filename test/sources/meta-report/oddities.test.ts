import { isMaskedSponsor } from '../../../src/domain/masked-sponsor.ts'
import type { SpendStatement } from '../../../src/domain/spend-statement.ts'
import { metaReport } from '../../../src/sources/meta-report/source.ts'
import { AUSTRIA, HEADER, headOf, onlyStatement, readReport, WITHOUT } from './builders.ts'

const row = (cells: string) => onlyStatement(AUSTRIA, [HEADER, cells])

test('MR-1 metareport.le100: “≤100” is 0 to 100 units of the header’s currency, neither 100 nor 0', async () => {
  const { spend, roundedTo } = await row(`1234567890,A page,${WITHOUT},≤100,1`)
  expect(spend).toEqual({ lower: 0n, upper: 10_000n, currency: 'EUR' })
  expect(roundedTo).toBeNull()
  expect((await row('1234567890,A page,Us,<=100,1')).spend).toEqual(spend)
  expect((await row('1234567890,A page,Us,101,1')).spend).toEqual({ lower: 10_100n, upper: 10_100n, currency: 'EUR' })
})

test.each(['≤500', '1,234', '1.234', '-5', '', 'N/A', '99999999999999999999'])(
  'MR-1: an amount “%s” is put aside, naming column and value',
  async (amount) => {
    const [reason] = await readReport(AUSTRIA, [HEADER, `1234567890,A page,Us,"${amount}",1`])
    expect(reason).toBe(`record.schema_changed: “Amount spent (EUR)” says “${amount}”, which is no amount we know`)
  },
)

test('MR-2 metareport.page-repeated: a page and disclaimer on several rows are several statements of one key', async () => {
  const same = '1234567890,A page,Us,131,4'
  const read = await readReport(AUSTRIA, [HEADER, same, same, '1234567890,A page,Us,9264,154'])
  expect(read.map((each) => (each as SpendStatement).spend.lower)).toEqual([13_100n, 13_100n, 926_400n])
  expect(new Set(read.map((each) => (each as SpendStatement).key)).size).toBe(1)
})

test('MR-3 metareport.page-id-zero: page 0 is nobody in particular, each by the name it has', async () => {
  const read = await readReport(AUSTRIA, [HEADER, `0,Somebody 1,${WITHOUT},≤100,1`, `0,Somebody 2,${WITHOUT},≤100,1`])
  expect(read).toMatchObject([
    { about: { kind: 'nobody', name: 'Somebody 1', disclaimer: null } },
    { about: { kind: 'nobody', name: 'Somebody 2', disclaimer: null } },
  ])
  expect(new Set(read.map((each) => (each as SpendStatement).key)).size).toBe(2)
})

test('MR-4 metareport.masked-sponsor: the page is the advertiser, and the text that hides its sponsor tells so', async () => {
  const { about } = await row('1234567890,A page,an advertiser in Ukraine,9558,80')
  expect(about).toEqual({
    kind: 'advertiser',
    id: '1234567890',
    name: 'A page',
    disclaimer: 'an advertiser in Ukraine',
  })
  expect(isMaskedSponsor('an advertiser in Ukraine')).toBe(true)
  expect(isMaskedSponsor('Paid for by an advertiser in Ukraine')).toBe(false)
})

test('MR-5: a page under several disclaimers is one advertiser with several statements', async () => {
  const read = await readReport(AUSTRIA, [HEADER, '1234567890,P,Us,≤100,1', `1234567890,P,${WITHOUT},≤100,1`])
  expect(read).toMatchObject([{ about: { id: '1234567890', disclaimer: 'Us' } }, { about: { disclaimer: null } }])
  expect(new Set(read.map((each) => (each as SpendStatement).key)).size).toBe(2)
})

test('MR-6 metareport.page-name-empty: a page without a name keeps its id', async () => {
  expect((await row('1234567890,,Assistance,19105,263')).about).toMatchObject({ id: '1234567890', name: null })
})

test('MR-7 metareport.unbalanced-quotes: a quotation mark in a text costs no row', async () => {
  const read = await readReport(AUSTRIA, [
    HEADER,
    `1,You Do Not Think So",${WITHOUT},≤100,1`,
    `2,Bella"s Wreaths,${WITHOUT},≤100,1`,
    '3,Pat,"Pat." An Agent. 2020.,165,16',
    '4,"Never closed,Us,165,16',
    '5,"Dam, Friends of","Friends ""of"" the Dam",165,16',
    '6,"too","many, commas",in,this,165,16',
    '7,Next,Us,165,16',
  ])
  expect(read.map((each) => (typeof each === 'string' ? each : each.about))).toMatchObject([
    { name: 'You Do Not Think So"' },
    { name: 'Bella"s Wreaths' },
    { disclaimer: 'Pat. An Agent. 2020.' },
    { name: 'Never closed' },
    { name: 'Dam, Friends of', disclaimer: 'Friends "of" the Dam' },
    'the record has 7 cells, the header 5',
    { id: '7' },
  ])
})

test('MR-8: names and disclaimers are kept letter by letter, the invisible and broken ones too', async () => {
  const name = '\u200e\u2068 Vérité\u00a0\u3000\ufffd\u2028 '
  const { about } = await row(`1234567890,${name},Committee II\u200b,101,4`)
  expect(about).toMatchObject({ name, disclaimer: 'Committee II\u200b' })
})

test('MR-10 metareport.inner-date: the name of the CSV tells its day, not that of the zip', async () => {
  expect(metaReport.dateInName(AUSTRIA)).toBe('2025-07-12')
  expect((await row('1234567890,P,Us,101,4')).period).toEqual({ from: '2025-06-13', to: '2025-07-12' })
})

test('MR-11 metareport.day-missing: the report of a day tells of that day, and of none beside it', async () => {
  const name = 'FacebookAdLibraryReport_2023-07-02_US_yesterday_advertisers.csv'
  const { period } = await onlyStatement(name, [HEADER, '1234567890,P,Us,101,4'])
  expect(period).toEqual({ from: '2023-07-02', to: '2023-07-02' })
})

test('MR-12 metareport.header-2020: columns are known by name, whatever their case', async () => {
  const header = 'Page ID,Page Name,Disclaimer,Amount Spent (EUR),Number of Ads in Library'
  expect(await onlyStatement(AUSTRIA, [header, '1234567890,P,Us,101,4'])).toMatchObject({
    about: { name: 'P' },
    ads: 4,
  })
})

test('MR-12 metareport.header-2019: without page id and currency it is about nobody that we know, in no currency', async () => {
  const header = 'Page Name,Disclaimer,Amount Spent,Number of Ads in Library'
  const name = 'FacebookAdLibraryReport_2019-05-14_US_lifelong_advertisers.csv'
  expect(await onlyStatement(name, [header, 'Dam Friends,Us,2500,12'])).toMatchObject({
    about: { kind: 'nobody', name: 'Dam Friends', disclaimer: 'Us' },
    spend: { lower: 250_000n, currency: 'XXX' },
    key: 'lifelong/US// Dam Friends/Us',
  })
})

test('MR-12: new columns and those that are gone are told', () => {
  const [advertisers] = metaReport.formats
  const header = 'Page ID,Page name,Disclaimer,Amount spent (EUR),Payer'
  expect(advertisers?.drift?.(headOf(header))).toEqual([
    'the column “Payer” is new',
    'the column “Number of ads in Library” is gone',
  ])
  expect(advertisers?.drift?.(headOf(HEADER))).toEqual([])
})

test('MR-13 metareport.currency-per-country: sums past 32 bits stand, in obsolete currencies too', async () => {
  const header = HEADER.replace('EUR', 'VEF')
  const name = '2024-07_world_month.zip!VE.csv'
  const { spend, country } = await onlyStatement(name, [header, '114061055053463,P,Us,7146771475,67'])
  expect(spend).toEqual({ lower: 714_677_147_500n, upper: 714_677_147_500n, currency: 'VEF' })
  expect(country).toEqual({ name: 'VE', code: 'VE' })
  const yen = await onlyStatement(AUSTRIA, [HEADER.replace('EUR', 'JPY'), '1234567890,P,Us,≤100,67'])
  expect(yen.spend).toEqual({ lower: 0n, upper: 100n, currency: 'JPY' })
})

test('MR-14 metareport.no-regions: a zip without README, regions or locations is in order', () => {
  expect(metaReport.refuseArchive?.(['FacebookAdLibraryReport_2025-07-09_UA_last_30_days_advertisers.csv'])).toBeNull()
})

test('metareport.bom-every-500: a byte-order mark at the start of a line is no part of its page id', async () => {
  const lines = Array.from({ length: 1_200 }, (_, n) => `${n % 500 === 0 ? '\ufeff' : ''}${n + 1},P,Us,101,4`)
  const read = await readReport(AUSTRIA, [`\ufeff${HEADER}`, ...lines])
  expect(read.map((each) => (each as SpendStatement).key)).toEqual(
    Array.from({ length: 1_200 }, (_, n) => `last_30_days/2025-07-12/AT//${n + 1}/Us`),
  )
})

test('a page id that a spreadsheet has rounded is put aside', async () => {
  const [reason] = await readReport(AUSTRIA, [HEADER, '1.55174E+14,P,Us,101,4'])
  expect(reason).toBe('record.schema_changed: “Page ID” says “1.55174E+14”, which is no id of a page')
})
