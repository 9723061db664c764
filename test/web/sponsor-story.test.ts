import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse } from 'csv-parse/sync'
import request from 'supertest'
import type { SponsorId } from '../../src/domain/ids.ts'
import { SCHEMAS } from '../../src/web/api/schemas.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { loadPaidAds, type PaidAd, type SponsorBench, sponsorBench } from '../support/sponsors.ts'
import { hrefs, textOf } from './support/html.ts'

/** One group under three names on two platforms, renamed between two crawls, beside another that is written nearly so. */
const FIRST: PaidAd[] = [
  { id: 'a1', account: '11', name: 'Save Old Quarry', payer: 'Quarry Lake Preservation League', cents: 120_000n },
  { id: 'a2', account: '11', name: 'Save Old Quarry', payer: 'Quarry Lake Preservation League Inc', cents: 30_000n },
]
const LATER: PaidAd[] = [
  {
    id: 'a1',
    account: '11',
    name: 'Quarry Lake For Everyone',
    payer: 'Quarry Lake Preservation League',
    cents: 120_000n,
  },
  {
    id: 'a3',
    account: '11',
    name: 'Quarry Lake For Everyone',
    payer: 'Quarry Lake Preservation League',
    cents: 5_000n,
  },
]
const OF_SNAP: PaidAd[] = [
  {
    id: 's1',
    account: null,
    name: 'Quarry Lake Preservation League',
    payer: 'QUARRY LAKE PRESERVATION LEAGUE',
    cents: 45_050n,
  },
]
const OTHER: PaidAd[] = [
  { id: 'o1', account: '77', name: 'Tidal Mill Heritage Circle', payer: 'Tidal Mill Heritage Circle', cents: 700n },
]

let opened: TestArchive
let bench: SponsorBench
let server: Server

beforeAll(async () => {
  opened = await openTestArchive()
  bench = sponsorBench(opened)
  await loadPaidAds(opened, 'meta', 'first.json', FIRST, '2024-11-01')
  await loadPaidAds(opened, 'snap', 'snap.csv', OF_SNAP, '2024-11-02')
  await loadPaidAds(opened, 'meta', 'other.json', OTHER, '2024-11-02')
  await bench.resolve()
  await loadPaidAds(opened, 'meta', 'later.json', LATER, '2024-11-09')
  await bench.resolve()
  server = createServer(siteOver(opened, undefined, undefined, undefined, bench.desk))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await opened.close()
})

const get = (url: string) => request(server).get(url)
async function moneyOf(page: string) {
  const { body } = await get(`${page}?format=json`).expect(200)
  expect(SCHEMAS.Sponsor.parse(body)).toEqual(body)
  return body.money[0]
}

function press(path: string, fields: Readonly<Record<string, string>>): Promise<number> {
  const { port } = server.address() as AddressInfo
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' }
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, method: 'POST', path, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
      .on('error', reject)
      .end(new URLSearchParams(fields).toString())
  })
}

async function foundBy(text: string): Promise<{ page: string; foundAs: string | null }> {
  const { body } = await get(`/sponsors?q=${encodeURIComponent(text)}&format=json`).expect(200)
  return body.sponsors[0]
}

test('a misspelt search and an old name both lead to the page of the sponsor', async () => {
  const page = (await foundBy('Quarry Lake Preservation League')).page
  expect((await foundBy('Quary Lake Preservaton Leage')).page).toBe(page)
  expect(await foundBy('Save Old Quarry')).toMatchObject({ page, foundAs: 'Save Old Quarry' })
  const search = (await get('/search?q=save+old+quarry').expect(200)).text
  expect(textOf(search)).toContain('Sponsors by this name: Quarry Lake Preservation League')
  expect(hrefs(search)).toContain(page)
})

test('the page lists every account and payer with its reason, all names with dates, and sums both platforms to the cent', async () => {
  const { page } = await foundBy('Quarry Lake Preservation League')
  const { text } = await get(page).expect(200)
  const told = textOf(text)
  for (const name of ['Save Old Quarry', 'Quarry Lake For Everyone', 'Quarry Lake Preservation League Inc']) {
    expect(told).toContain(name)
  }
  expect(told).toContain('1 Nov 2024')
  expect(told).not.toMatch(/No reason is recorded|_n2|undefined/)
  const rows = parse((await get(`${page}?format=csv`)).text, { columns: true, record_delimiter: '\r\n' })
  expect(rows).toHaveLength(3)
  const id = page.replace('/sponsors/', '') as SponsorId
  const seen: string[] = []
  for (let after: string | null = null, first = true; first || after !== null; first = false) {
    const next = await bench.sponsors.members(id, after, 1)
    seen.push(...next.rows.map((member) => member.id))
    after = next.next
  }
  expect(seen).toEqual(rows.map((row) => (row as Record<string, string>)['mention']))
  for (const row of rows as Record<string, string>[]) expect(row['reason']).toMatch(/^[a-z0-9_;:V]+$/)
  expect(await moneyOf(page)).toMatchObject({ currency: 'USD', lower: '2000.5', upper: '2000.5' })
  expect(told).toContain('USD 2,000.50, from 4 ads')
})

test('its ads lead to it, say why, and are all in its file', async () => {
  const { page } = await foundBy('Quarry Lake Preservation League')
  const ad = (await get('/ads/snap/s1').expect(200)).text
  expect(hrefs(ad)).toContain(page)
  expect(hrefs((await get('/advertisers/meta/11').expect(200)).text)).toContain(page)
  const { body } = await get(`${page}/ads?format=json`).expect(200)
  expect(SCHEMAS.SponsorAds.parse(body)).toEqual(body)
  expect(body.ads.map((each: { id: string }) => each.id).sort()).toEqual(['meta/a1', 'meta/a2', 'meta/a3', 'snap/s1'])
})

test('what a person joins changes the totals as was shown before; undone, all is as it was, and old ids still lead on', async () => {
  const [mine, other] = [(await foundBy('Quarry Lake Preservation League')).page, (await foundBy('Tidal Mill')).page]
  const before = await Promise.all([moneyOf(mine), moneyOf(other)])
  const moment = await opened.archive.newestMoment()
  const cited = `${mine}?as_of=${moment?.day}.${moment?.revision}`
  const then = (await get(`${cited}&format=json`).expect(200)).body
  const pair = await bench.pairOf('meta/a1', 'meta/o1')
  await opened.database.query(QUEUED, pair.split('-'))
  const shown = textOf((await get(`/review/${pair}`).expect(200)).text)
  expect(shown).toMatch(/USD 2,000\.50.* USD 2,007\.50/)
  const word = { verdict: 'same', actor: 'Ana Example', why: 'One address, one treasurer.' }
  expect(await press(`/review/${pair}/judge`, word)).toBe(303)

  const joined = (await get(other)).status === 301 ? mine : other
  const gone = joined === mine ? other : mine
  expect((await get(gone)).headers['location']).toBe(joined)
  expect(await moneyOf(joined)).toMatchObject({ lower: '2007.5', upper: '2007.5' })
  const page = (await get(joined).expect(200)).text
  expect(textOf(page)).toContain('Judged by a person Ana Example One address, one treasurer.')
  expect((await get(`${joined}?format=json`)).body.referents).toContain(gone.replace('/sponsors/', ''))
  expect((await get(`${cited}&format=json`)).body).toEqual(then)

  const [judgement] = (await bench.desk.judgements(null, 1)).rows
  const undo = { actor: 'Ben Example', why: 'Two treasurers of one name.' }
  expect(await press(`/review/judgements/${judgement?.id}/undo`, undo)).toBe(303)
  expect(await Promise.all([moneyOf(mine), moneyOf(other)])).toEqual(before)
  expect(textOf((await get(mine)).text)).toContain('Judgement undone Ben Example Two treasurers of one name.')
  expect((await get(gone)).status).toBe(200)
})

const QUEUED = `
INSERT INTO sponsor_queue (a, b, rank, relation, score, features, vetoes, reason)
VALUES (least($1::bigint, $2::bigint), greatest($1::bigint, $2::bigint), 1, 'same_as', 0.5, '{"prior": -4, "fuzzy_name": 4}', '{}', 'fuzzy_name')
ON CONFLICT DO NOTHING`
