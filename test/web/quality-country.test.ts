import { parse } from 'csv-parse/sync'
import request from 'supertest'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { dayNumber, dayOfNumber } from '../../src/domain/days.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { textOf } from './support/html.ts'

const day = (offset: number) => dayOfNumber(dayNumber('2024-10-01') + offset) as CalendarDate
const HEADER = 'Page ID,Page name,Disclaimer,Amount spent (USD),Number of ads in Library'
let opened: TestArchive
let get: (url: string) => request.Test

/** Meta's report of two countries, day by day; of day 2, that of the United States did not come. */
beforeAll(async () => {
  opened = await openTestArchive()
  for (let offset = 0; offset <= 11; offset++) {
    for (const [country, page] of [
      ['US', '123456789012'],
      ['GB', '210987654321'],
    ]) {
      if (country === 'US' && offset === 2) continue
      const name = `FacebookAdLibraryReport_${day(offset)}_${country}_lifelong_advertisers.csv`
      await opened.importText('meta-report', name, `${HEADER}\n${page},${country} for All,Friends,2000,7\n`)
    }
  }
  const site = siteOver(opened)
  get = (url) => request(site).get(url)
}, 60_000)
afterAll(() => opened.close())

type Row = Record<string, string>
async function rowsOf(url: string): Promise<Row[]> {
  const { text } = await get(url).expect(200)
  return parse(text, { columns: true, record_delimiter: '\r\n' })
}

test('a country whose file did not come is a line of that day, and no other country is blamed', async () => {
  const found = await rowsOf(`/quality?format=csv&from=${day(2)}&to=${day(3)}`)
  expect(found.map((row) => [row['day'], row['country'], row['reported'], row['held'], row['status']])).toEqual([
    [day(3), 'GB', '1', '1', 'complete'],
    [day(3), 'US', '1', '1', 'complete'],
    [day(2), 'GB', '1', '1', 'complete'],
    [day(2), 'US', '', '0', 'partial'],
  ])
  expect(found.map((row) => row['reason'])).toEqual(['', '', '', 'no file of US lifelong'])
  const [britain] = await rowsOf(`/quality?format=csv&country=GB&from=${day(2)}&to=${day(2)}`)
  expect(britain).toMatchObject({ country: 'GB', status: 'complete', reason: '' })
  const [america] = await rowsOf(`/quality?format=csv&country=US&from=${day(2)}&to=${day(2)}`)
  expect(america).toMatchObject({ country: 'US', reported: '', status: 'partial', reason: 'no file of US lifelong' })
  expect(textOf((await get(`/quality?country=US&to=${day(2)}`)).text)).toContain(
    'Partial Meta Ad Library Report not known 0',
  )
})

test('spending warns in the country that lacks a day and everywhere, and not in another', async () => {
  const told = async (place: string) => {
    const url = `/spending?to=${day(11)}&currency=USD${place}`
    const warning = textOf((await get(url).expect(200)).text).includes('not all of 3 Oct 2024 is held')
    const codes = (await rowsOf(`${url}&format=csv`)).map((row) => row['data_quality'])
    return [warning, [...new Set(codes)]]
  }
  expect(await told('')).toEqual([true, [`unsettled | partial:${day(2)}`]])
  expect(await told('&place=US')).toEqual([true, [`unsettled | partial:${day(2)}`]])
  expect(await told('&place=US-GA')).toEqual([true, []])
  expect(await told('&place=GB')).toEqual([false, ['unsettled']])
})
