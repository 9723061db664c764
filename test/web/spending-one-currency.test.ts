import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import request from 'supertest'
import { importRates } from '../../src/pipeline/import-rates.ts'
import { ecbRates } from '../../src/rates/ecb/read-rates.ts'
import { postgresRatesStore } from '../../src/store/postgres/rates/store.ts'
import { SCHEMAS } from '../../src/web/api/schemas.ts'
import type { TestArchive } from '../support/archive.ts'
import { attribute } from '../support/attribute.ts'
import { siteOver } from '../support/site.ts'
import { openSmallElection } from '../support/small-election.ts'
import { hrefs, textOf } from './support/html.ts'

/** (d) of the scenarios: mixed currencies are never added without a stated rate and date. */
let opened: TestArchive
let site: ReturnType<typeof siteOver>
beforeAll(async () => {
  opened = await openSmallElection()
  site = siteOver(opened)
})
afterAll(() => opened.close())

async function loadRates(text: string) {
  const path = join(opened.folder, 'eurofxref-hist.csv')
  await writeFile(path, text)
  const store = postgresRatesStore(opened.database)
  await importRates({ rawArchive: opened.rawArchive, store, readers: [ecbRates] }, path)
}

interface JsonRow {
  readonly advertiser: { readonly key: string }
  readonly lower: string
  readonly why: string
}

const json = async (url: string) => (await request(site).get(url).expect(200)).body

test('without rates, one currency cannot be asked for, and is not offered', async () => {
  const refused = await request(site).get('/spending?in=EUR').expect(400)
  expect(textOf(refused.text)).toContain('holds no reference rates of those days')
  expect((await request(site).get('/spending').expect(200)).text).not.toContain('name="in"')
})

test('with rates, all currencies stand in one: page, CSV and JSON name rate and date, and what is left out', async () => {
  await loadRates('Date,USD,GBP,\n2024-11-05,1.0897,0.8403,\n2024-11-01,1.2,0.9,\n')
  const body = await json('/spending?in=EUR&format=json')
  expect(SCHEMAS.Spending.parse(body)).toEqual(body)
  expect(body.converted).toMatchObject({
    currency: 'EUR',
    rates: expect.arrayContaining([{ currency: 'USD', perEuro: '1.0897', day: '2024-11-05' }]),
  })
  const csv: Record<string, string>[] = parse(
    (await request(site).get('/spending?in=EUR&format=csv').expect(200)).text,
    {
      columns: true,
      skip_records_with_error: true,
    },
  )
  expect(csv.map((row) => [row['advertiser_key'], row['lower']])).toEqual(
    body.rows.map((row: JsonRow) => [row.advertiser.key, row.lower]),
  )
  expect(csv[0]?.['converted_by']).toContain('USD 1.0897 of 2024-11-05')
  const page = (await request(site).get('/spending?in=EUR').expect(200)).text
  expect(textOf(page)).toMatch(/One currency. Amounts stand in EUR.*USD 1.0897 of 5 Nov 2024/)
  expect(textOf(page)).not.toContain('never added')
  expect(hrefs(page)).toContain(body.rows[0].why)
  const sum = csv.reduce((total, row) => total + Math.round(Number(row['lower']) * 100), 0)
  expect(Math.round(Number(body.total.lower) * 100)).toBe(sum)
})

test('each row is what each currency tells, converted to the cent and added', async () => {
  const { rows, converted } = await json('/spending?in=EUR&by=advertiser&format=json')
  const per = new Map<string, bigint>([['EUR', 10_000n]])
  for (const { currency, perEuro } of converted.rates) per.set(currency, BigInt(Math.round(Number(perEuro) * 10_000)))
  const expected = new Map<string, bigint>()
  for (const [currency, rate] of per) {
    const own = await json(`/spending?currency=${currency}&by=advertiser&format=json`)
    for (const row of own.rows as JsonRow[]) {
      const cents = BigInt(Math.round(Number(row.lower) * 100))
      expected.set(row.advertiser.key, (expected.get(row.advertiser.key) ?? 0n) + (cents * 10_000n) / rate)
    }
  }
  const found = new Map(
    (rows as JsonRow[]).map((row) => [row.advertiser.key, BigInt(Math.round(Number(row.lower) * 100))]),
  )
  expect(found).toEqual(expected)
})

test('the rate is that of the last day of the window on or before which there is one', async () => {
  const { converted } = await json('/spending?in=USD&to=2024-11-03&format=json')
  expect(converted.rates).toContainEqual({ currency: 'USD', perEuro: '1.2', day: '2024-11-01' })
  await request(site).get('/spending?in=USD&to=2024-10-01').expect(400)
  await request(site).get('/spending?in=CHF').expect(400)
})

test('why a figure in one currency is so: what it is in each, and from there to what counts', async () => {
  const { rows } = await json('/spending?in=EUR&format=json')
  for (const row of (rows as JsonRow[]).slice(0, 4)) {
    const body = await json(`${row.why}&format=json`)
    expect(SCHEMAS.WhyConverted.parse(body)).toEqual(body)
    expect(body.lower).toBe(row.lower)
    const page = await request(site).get(row.why).expect(200)
    expect(hrefs(page.text)).toContain(body.parts[0].why)
    await request(site).get(body.parts[0].why).expect(200)
    expect((await request(site).get(`${row.why}&format=csv`).expect(200)).text).toContain('converted_by')
  }
})

test('a sponsor’s money of all currencies stands in one, too: page, CSV and JSON', async () => {
  const id = 'sp-damdamdamdamdamd'
  const { rows } = await json('/spending?in=EUR&format=json')
  const mentions = (rows as JsonRow[]).slice(0, 3).map(({ advertiser }) => `${advertiser.key} `)
  await attribute(opened.database, new Map(mentions.map((mention) => [mention, id])))
  const body = await json(`/sponsors/${id}?in=EUR&format=json`)
  expect(SCHEMAS.Sponsor.parse(body)).toEqual(body)
  const [row] = (await json('/spending?in=EUR&format=json')).rows.filter(
    (each: { sponsor: unknown }) => each.sponsor !== null,
  )
  expect([body.inOne.lower, body.inOne.upper]).toEqual([row.lower, row.upper])
  const page = (await request(site).get(`/sponsors/${id}?in=EUR`).expect(200)).text
  expect(textOf(page)).toMatch(/All currencies together: EUR .*USD 1.0897 of 5 Nov 2024/)
  expect(hrefs(page)).toEqual(expect.arrayContaining([`/spending/why?sponsor=${id}&in=EUR`, `/sponsors/${id}?in=USD`]))
  const csv = (await request(site).get(`/sponsors/${id}?in=EUR&table=figures&format=csv`).expect(200)).text
  expect(csv).toContain('all_currencies')
})

test('as of a moment, the rates of then hold', async () => {
  const moment = await opened.archive.newestMoment()
  const url = `/spending?in=EUR&as_of=${moment?.day}.${moment?.revision}`
  const before = (await request(site).get(`${url}&format=csv`).expect(200)).text
  await loadRates('Date,USD,GBP,\n2024-11-06,1.5,0.5,\n2024-11-05,1.7,0.7,\n')
  expect((await request(site).get(`${url}&format=csv`).expect(200)).text).toBe(before)
  expect((await json('/spending?in=EUR&format=json')).converted.rates).toContainEqual({
    ...{ currency: 'USD', perEuro: '1.5', day: '2024-11-06' },
  })
})
