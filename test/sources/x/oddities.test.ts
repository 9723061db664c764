import { createReadStream, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { CalendarDate } from '../../../src/domain/calendar.ts'
import type { Disclosure } from '../../../src/domain/disclosure.ts'
import type { FileHead } from '../../../src/ports/source.ts'
import { xlsxBytes } from '../../../src/sandbox/xlsx-bytes.ts'
import { recordReader } from '../../../src/sources/shared/record-reader.ts'
import { x } from '../../../src/sources/x/source.ts'

const [csv, xlsx] = x.formats
if (csv?.tells !== 'ads' || xlsx?.tells !== 'ads') throw new Error('X’s formats tell of ads')

const ROW = {
  'Screen Name': 'CleanWaterPAC',
  'Tweet Id': '1965000000000000001',
  'Tweet Url': 'https://x.com/CleanWaterPAC/status/1965000000000000001',
  'Day of Start Date Adgroup': '9/14/2026',
  'Day of End Date Adgroup': '9/30/2026',
  'Targeting Name': 'Keyword',
  'Interest Targeting': '',
  'Geo Targeting': 'Virginia, US',
  'Gender Targeting': 'Any',
  'Age Targeting': '18 and up',
  Impressions: '48211',
  Spend_USD: '1320.55',
}
const HEADER = Object.keys(ROW)

const read = (cells: Partial<typeof ROW> = {}): Disclosure => csv.normalise({ ...ROW, ...cells })
const fieldsOf = (cells: Partial<typeof ROW>) => read(cells).fields
const headOf = (header: readonly string[]): FileHead => ({ shape: 'csv', header })

const TODAY = '2026-02-28' as CalendarDate
const PAGE = 'https://business.x.com/en/help/political-ads-disclosure'
const filesIn = (page: string, address = PAGE) => x.collecting?.filesIn?.(page, address, TODAY) ?? []
const link = (name: string) => `<a href="/content/dam/business-twitter/political-ads-data/${name}">x</a>`

describe('X-1: releases are told apart by the days in their names', () => {
  test.each([
    '08-february-2026-political-ads-data.zip',
    '8-february-2026-political-ads-data.zip',
    '08-February-2026-political-ads-data.zip',
    '8-February-2026-political-ads-data.zip',
  ])('%s is of 8 February 2026', (name) => {
    expect(x.dateInName(name)).toBe('2026-02-08')
    const [file] = filesIn(link(name))
    expect(file).toMatchObject({ key: '2026-02-08', url: expect.stringContaining(`business.x.com/content/dam`) })
    expect(file?.nameAt('2026-02-09T00:00:00Z' as never)).toBe('2026-02-08_political-ads-data.zip')
  })

  test('the newest comes first, though 8 stands behind 10 as text', () => {
    const page = ['8-february-2026', '10-February-2026', '09-february-2026', '27-january-2026']
      .map((day) => link(`${day}-political-ads-data.zip`))
      .join('')
    expect(filesIn(page).map(({ key }) => key)).toEqual(['2026-02-10', '2026-02-09', '2026-02-08', '2026-01-27'])
  })

  test('one day linked in two spellings is two files, of which either may be absent', () => {
    const page = link('10-FEBRUARY-2026-political-ads-data.zip') + link('10-february-2026-political-ads-data.zip')
    expect(filesIn(page)).toMatchObject([
      { key: '2026-02-10', mayBeAbsent: true },
      { key: '2026-02-10-2', mayBeAbsent: true },
    ])
  })

  test('older than thirty days before the newest, of tomorrow, of no month, of another host: not asked for', () => {
    const page = [
      link('1-january-2026-political-ads-data.zip'),
      link('1-march-2026-political-ads-data.zip'),
      link('10-smarch-2026-political-ads-data.zip'),
      link('31-february-2026-political-ads-data.zip'),
      '<a href="https://elsewhere.example/9-february-2026-political-ads-data.zip">x</a>',
      link('10-february-2026-political-ads-data.zip'),
    ].join('')
    expect(filesIn(page).map(({ key }) => key)).toEqual(['2026-02-10'])
  })

  test('links in scripts of the page count too, and addresses of the old host', () => {
    const page = String.raw`{"url":"https:\/\/business.twitter.com\/content\/dam\/9-february-2026-political-ads-data.zip"}`
    expect(filesIn(page).map(({ url }) => url)).toEqual([
      'https://business.twitter.com/content/dam/9-february-2026-political-ads-data.zip',
    ])
  })

  test('a page without such links tells of no file', () => {
    expect(filesIn('<a href="/en/help.html">Help</a>')).toEqual([])
  })
})

describe('X-4: ids of posts', () => {
  test.each([
    ['1.965E+18', '1965000000000000777'],
    ['1.96500000000000E+18', '1965000000000000777'],
    ['1965000000000000000', '1965000000000000777'],
    ['1965000000000000777', '1965000000000000777'],
    ['', '1965000000000000777'],
  ])('%s is completed from the address of the post', (id, post) => {
    const { adId } = read({ 'Tweet Id': id, 'Tweet Url': `https://x.com/a/status/${post}?s=20` })
    expect(adId).toMatch(new RegExp(`^${post}-[0-9a-f]{8}$`))
  })

  test.each(['1.966E+18', '1965000000000000001', '1965'])('%s is of another post than the address: put aside', (id) => {
    const cells = { 'Tweet Id': id, 'Tweet Url': 'https://x.com/a/status/1965000000009000777' }
    expect(() => read(cells)).toThrow(/another post/)
  })

  test.each(['1.965E+18', '1965000000000000000'])('%s without an address is no id', (id) => {
    expect(() => read({ 'Tweet Id': id, 'Tweet Url': '' })).toThrow(/names no post/)
  })

  test('an exact id needs no address', () => {
    expect(read({ 'Tweet Url': '' }).adId).toBe(read().adId)
  })
})

test('a post has an ad for each ad group: rows alike but for their figures are the same ad, and no others', () => {
  expect(read({ Spend_USD: '2', Impressions: '1', 'Screen Name': 'New' }).adId).toBe(read().adId)
  const others = [
    { 'Targeting Name': 'Geo' },
    { 'Day of End Date Adgroup': '' },
    { 'Day of Start Date Adgroup': '' },
    { 'Geo Targeting': 'Ohio, US' },
    { 'Interest Targeting': 'Politics' },
    { 'Gender Targeting': 'Women' },
    { 'Age Targeting': '25 and up' },
  ]
  expect(new Set([read(), ...others.map(read)].map(({ adId }) => adId)).size).toBe(8)
  expect(x.manifest.adUrl(read().adId)).toBe('https://x.com/i/status/1965000000000000001')
})

describe('figures', () => {
  test.each([
    ['1320.55', 132055n, 132055n],
    ['1,320.55', 132055n, 132055n],
    ['$20', 2000n, 2000n],
    ['0', 0n, 0n],
    ['5.0000000000000003E-2', 5n, 5n],
    ['0.30000000000000004', 30n, 30n],
    ['1320.5500000000002', 132055n, 132055n],
    ['0.005', 0n, 1n],
    ['12.345', 1234n, 1235n],
  ])('%s dollars are exact to the cent, or lie between two', (cell, lower, upper) => {
    expect(fieldsOf({ Spend_USD: cell }).spend).toEqual({ lower, upper, currency: 'USD' })
  })

  test.each(['-1', 'about 5', '1.2.3', '1,2', '€5'])('%s is no amount', (cell) => {
    expect(() => read({ Spend_USD: cell })).toThrow(/Spend_USD is “/)
  })

  test('what is blank was not told, and zero was', () => {
    const { spend, impressions } = fieldsOf({ Spend_USD: '', Impressions: ' ' })
    expect([spend, impressions]).toEqual([{ absent: 'not_disclosed' }, { absent: 'not_disclosed' }])
    expect(fieldsOf({ Impressions: '0' }).impressions).toEqual({ lower: 0n, upper: 0n })
    expect(() => read({ Impressions: '1.5' })).toThrow(/no whole number/)
  })
})

test.each([
  ['9/14/2026', '2026-09-14'],
  ['09/04/2026 00:00', '2026-09-04'],
  ['2026-09-14', '2026-09-14'],
  ['2026-09-14T00:00:00Z', '2026-09-14'],
  ['September 14, 2026', '2026-09-14'],
  ['Sep 4, 2026', '2026-09-04'],
  ['46279', '2026-09-14'],
  ['46279.5', '2026-09-14'],
])('%s is %s', (cell, day) => {
  expect(fieldsOf({ 'Day of Start Date Adgroup': cell }).startsOn).toBe(day)
})

test.each(['14/9/2026', '14.9.2026', '2026-02-30', 'soon'])('%s is put aside, not guessed', (cell) => {
  expect(() => read({ 'Day of Start Date Adgroup': cell })).toThrow(/no day as X writes it/)
})

test.each([
  ['Virginia, US', ['US'], ['US-VA']],
  ['Virginia, US; Ontario, CA', ['US', 'CA'], ['US-VA', 'CA-ON']],
  ['US, CA', ['US', 'CA'], []],
  ['United States', ['US'], []],
  ['Nowhere, US', ['US'], [null]],
  ['Middle of Nowhere', [null], []],
])('aimed at %s', (cell, countries, regions) => {
  const fields = fieldsOf({ 'Geo Targeting': cell })
  expect(fields.countries).toMatchObject(countries.map((code) => ({ code })))
  const expected = regions.length === 0 ? { absent: 'not_disclosed' } : regions.map((code) => ({ code }))
  expect(fields.regions).toMatchObject(expected)
})

describe('the header', () => {
  test('all twelve columns must be there, in any spelling of case and blanks', () => {
    expect(csv.recognises(headOf(HEADER.map((name) => name.toUpperCase().replaceAll(' ', '_'))), 'a.csv')).toBe(true)
    for (const name of HEADER) {
      const head = headOf(HEADER.filter((each) => each !== name))
      expect([csv.recognises(head, 'a.csv'), csv.lacks?.(head)]).toEqual([false, [expect.any(String)]])
    }
  })

  test('unnamed columns and repeated cells are no news; a new column is', () => {
    const usual = [...HEADER, 'column_13', 'Unnamed: 14', 'Impressions#2']
    expect(csv.drift?.(headOf(usual))).toEqual([])
    expect(csv.drift?.(headOf([...usual, 'Funding Entity']))).toEqual(['the column “Funding Entity” is new'])
  })
})

test('X-3: a workbook reads as the CSV does, to the same ids', async () => {
  const row = Object.values(ROW)
  const bytes = await xlsxBytes([
    HEADER,
    row.map((cell, index) => (index === 1 ? { number: '1.965E+18' } : index === 3 ? { number: '46279' } : cell)),
  ])
  const head = await recordReader.head(Readable.from([bytes]))
  expect([xlsx.recognises(head, 'a.xlsx'), csv.recognises(head, 'a.xlsx')]).toEqual([true, false])
  const records = []
  for await (const record of recordReader.records(xlsx, Readable.from([bytes]))) records.push(record)
  const [record] = records
  if (record === undefined || 'problem' in record) throw new Error('no record')
  expect(xlsx.normalise(record.value)).toEqual(read())
})

test('a zip with two tables, or none, is refused as a whole', () => {
  expect(x.refuseArchive?.(['a.csv', 'readme.txt'])).toBeNull()
  expect(x.refuseArchive?.(['a.csv', 'b.xlsx'])).toMatch(/2 tables/)
  expect(x.refuseArchive?.(['readme.txt'])).toMatch(/neither a CSV nor a workbook/)
})

test('a broken line is put aside with its own bytes, and those behind it are read', async () => {
  const path = fileURLToPath(new URL('fixtures/by-hand-2026-09-20.csv', import.meta.url))
  const asides: string[] = []
  for await (const record of recordReader.records(csv, createReadStream(path))) {
    if ('problem' in record) asides.push(Buffer.from(record.raw).toString())
  }
  expect(asides).toEqual(['MapleVoters,1965000000000000901\n'])
  expect(readFileSync(path, 'utf8')).toContain(asides[0])
})
