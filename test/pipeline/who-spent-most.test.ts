import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import request from 'supertest'
import type { TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { openSmallElection, SMALL_ELECTION } from '../support/small-election.ts'

/** A1 and A6 of the scenarios over the real archive: the files of a small election, and pages that a reader opens. */
let opened: TestArchive
let site: ReturnType<typeof siteOver>
beforeAll(async () => {
  opened = await openSmallElection()
  site = siteOver(opened)
})
afterAll(() => opened.close())

const WINDOWS = ['place=US-GA&from=2024-10-06&to=2024-11-04', 'place=US', 'place=GB&currency=GBP', 'currency=EUR', '']

interface CsvRow {
  readonly advertiser_key: string
  readonly currency: string
  readonly lower: string
  readonly upper: string
}

test.each(WINDOWS)('A1: the number on screen, in the CSV and in the JSON are the same: %s', async (window) => {
  const html = (await request(site).get(`/spending?${window}`).expect(200)).text
  const csv = await request(site).get(`/spending?${window}&format=csv`).expect(200)
  const rows: CsvRow[] = parse(csv.text, { columns: true, skip_records_with_error: true })
  const json = JSON.parse((await request(site).get(`/spending?${window}&format=json`).expect(200)).text)
  expect(rows.length).toBeGreaterThan(0)
  const listed = json.rows.map((row: { advertiser: { key: string } }) => row.advertiser.key)
  expect(rows.map((row) => row.advertiser_key)).toEqual(listed)
  for (const [index, row] of rows.entries()) {
    expect([row.lower, row.upper === '' ? null : row.upper]).toEqual([json.rows[index].lower, json.rows[index].upper])
    expect(row.upper === '' || Number(row.lower) <= Number(row.upper)).toBe(true)
    expect(html).toContain(`/advertisers/${json.rows[index].advertiser.platform}/${row.advertiser_key}`)
  }
  const sum = rows.reduce((total, row) => total + Number(row.lower), 0)
  expect(Number(json.total.lower)).toBeCloseTo(sum, 2)
  expect(html).toContain(new Intl.NumberFormat('en').format(sum))
})

test('A1: “Georgia” is never taken for the other one', async () => {
  await request(site).get('/spending?place=Georgia').expect(400)
  const state = await request(site).get('/spending?place=US-GA').expect(200)
  expect(state.text).toContain('Georgia (US state)')
})

test('every figure of an advertiser leads to the record it was published in', async () => {
  const page = await request(site).get('/advertisers/google/AR90000000000000000001').expect(200)
  const links = [...page.text.matchAll(/href="(\/advertisers\/google\/[^"]*\/statements\/[^"]*)"/g)]
  expect(links.length).toBeGreaterThan(2)
  const first = (links[0]?.[1] ?? '').replaceAll('&amp;', '&')
  const record = await request(site).get(first).expect(200)
  expect(record.text).toContain('Spend_USD')
  expect(record.text).toContain('15800')
})

test('A6: an ad that vanished is found, says what it said and since when it is gone', async () => {
  const file = readFileSync(join(SMALL_ELECTION, 'snap-2024-11-04_2024.csv'), 'utf8')
  const [header, gone, ...rest] = file.trimEnd().split('\n')
  const shrunk = `${[header, ...rest].join('\n')}\n`
  await opened.importText('snap', 'snap-2024-11-05_2024.csv', shrunk)
  await opened.importText('snap', 'snap-2024-11-06_2024.csv', shrunk)
  const id = gone?.split(',')[0] ?? ''
  const page = (await request(site).get(`/ads/snap/${id}`).expect(200)).text
  expect(page).toMatch(/[Ww]ithdrawn/)
  expect(page).toContain('6 Nov 2024')
  expect(page).toContain('Friends of the Old Dam')
  const found = (await request(site).get('/search?listed=withdrawn').expect(200)).text
  expect(found).toContain(id)
  const [exported] = parse<Record<string, string>>(
    (await request(site).get('/search?listed=withdrawn&format=csv').expect(200)).text,
    { columns: true, skip_records_with_error: true },
  )
  expect(exported).toMatchObject({ missing_since: '2024-11-05T00:00:00Z', withdrawn_at: '2024-11-06T00:00:00Z' })
})
