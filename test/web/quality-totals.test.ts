import { parse } from 'csv-parse/sync'
import request from 'supertest'
import { postgresReconciler } from '../../src/store/postgres/reconciling/reconcile.ts'
import { qualitySchema } from '../../src/web/api/quality.ts'
import { totalsSchema } from '../../src/web/api/totals.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { bringLibrary, bringPass, CELLS, monday, sunday, wireAd } from '../support/planted-gaps.ts'
import { siteOver } from '../support/site.ts'
import { hrefs, textOf } from './support/html.ts'
import { testApp } from './support/test-app.ts'

let opened: TestArchive
let get: (url: string) => request.Test

/** In one week, a page of GB lacks an ad; another one has an ad that was paid in euros. */
beforeAll(async () => {
  opened = await openTestArchive()
  const lost = CELLS.filter(({ country, week, page }) => country === 'GB' && week === 2 && page === 4)
  await bringLibrary(opened, lost)
  const euro = wireAd({ number: 5_000, page: 7, start: '2026-11-03', stop: '2026-11-05', currency: 'EUR' })
  await bringPass(opened, { country: 'GB', week: 5, ads: [euro], published: 1 })
  await postgresReconciler(opened.database).reconcile()
  const site = siteOver(opened)
  get = (url) => request(site).get(url)
}, 60_000)
afterAll(() => opened.close())

type Row = Record<string, string>
const rowsOf = ({ text }: { text: string }) => parse(text, { columns: true, record_delimiter: '\r\n' }) as Row[]
const WEEK = `${monday(2)}/${sunday(2)}`

test('the page names what does not agree by source, country, days and advertiser, and what was paid in another currency', async () => {
  const { text } = await get('/quality').expect(200)
  const said = textOf(text)
  expect(said).toContain('11 of 13 parts complete; 1 advertiser in them differ')
  expect(said).toContain(
    'Part of the API: GB.2026-10-12.2026-10-18 Meta Ad Library, United Kingdom, 12 Oct 2026 to 18 Oct 2026 1 ad of those stated not held 40 39',
  )
  expect(said).toMatch(
    /Page 4 for All Meta Ad Library Report, United Kingdom, 12 Oct 2026 to 18 Oct 2026 1 ad of those stated not held the most that ads held can have cost is less than what is stated 2 1 GBP 500 GBP 200–299/,
  )
  expect(said).toContain('Page 7 for All United Kingdom EUR 1 EUR 200–299 yes, without these')
  const links = hrefs(text)
  expect(links).toContain('/quality?table=totals&format=csv')
  expect(links).toContain('/advertisers/meta/123456789015')
  const other = textOf((await get('/quality?country=CA')).text)
  expect(other).toContain('6 of 6 parts complete.')
  expect(other).not.toContain('Page 4 for All')
})

test('CSV and JSON hold every comparison, also those that agree, and tell the same', async () => {
  const rows = rowsOf(await get('/quality?table=totals&format=csv').expect('Content-Type', /text\/csv/))
  const { body } = await get('/quality?table=totals&format=json').expect(200)
  const told = totalsSchema.parse(body)
  expect(told).toMatchObject({ complete: true, slices: 13, incomplete: 2, differing: 1, otherCurrency: 1 })
  expect(told.totals).toHaveLength(rows.length)
  expect(rows.map((row) => [row['kind'], row['from'], row['to'], row['status']])).toEqual(
    told.totals.map(({ kind, from, to, status }) => [kind, from ?? '', to ?? '', status]),
  )
  expect(rows.filter((row) => row['status'] === 'complete')).toHaveLength(11)
  const [gap] = rows.filter((row) => row['advertiser'] === 'Page 4 for All')
  expect(gap).toMatchObject({
    source: 'meta-report',
    ads_source: 'meta',
    country: 'GB',
    stated_ads: '2',
    held_ads: '1',
  })
  expect(gap).toMatchObject({ currency: 'GBP', stated_lower: '500', held_upper: '299', status: 'incomplete' })
  const all = qualitySchema.parse((await get('/quality?format=json')).body)
  expect(all.totals).toMatchObject({ slices: 13, incomplete: 2 })
  const ofWeek = rowsOf(await get(`/quality?table=totals&format=csv&from=${monday(2)}&to=${sunday(2)}&source=meta`))
  expect(new Set(ofWeek.map((row) => row['from']))).toEqual(new Set([monday(2), '']))
})

test('a table without a format, and one that is none of ours, are refused', async () => {
  await get('/quality?table=totals').expect(400)
  await get('/quality?table=days&format=csv').expect(400)
})

test('figures and ads of the country and week say that not all is held, and no others', async () => {
  const codes = async (url: string) => {
    const rows = rowsOf(await get(url).expect(200))
    expect(rows.length).toBeGreaterThan(0)
    return [...new Set(rows.flatMap((row) => (row['data_quality'] ?? '').split(' | ')))].filter((code) =>
      /^partial/.test(code),
    )
  }
  const spending = (country: string, currency: string, week: number) =>
    codes(`/spending?format=csv&currency=${currency}&place=${country}&from=${monday(week)}&to=${sunday(week)}`)
  expect(await spending('GB', 'GBP', 2)).toEqual([`partial:${WEEK}`])
  expect(await spending('CA', 'CAD', 2)).toEqual([])
  expect(await spending('GB', 'GBP', 1)).toEqual([])
  const ads = (country: string, week: number) =>
    codes(`/search?format=csv&country=${country}&from=${monday(week)}&to=${sunday(week)}`)
  expect(await ads('GB', 2)).toEqual([`partial:${WEEK}`])
  expect(await ads('CA', 2)).toEqual([])
  expect(await ads('GB', 1)).toEqual([])
  const page = textOf((await get(`/search?country=GB&from=${monday(2)}&to=${sunday(2)}`)).text)
  expect(page).toContain('Read with care. Meta Ad Library: not all of 12 Oct 2026 to 18 Oct 2026 is held.')
  const { body } = await get(`/search?format=json&size=10&country=CA&from=${monday(2)}&to=${sunday(2)}`)
  expect(body.ads.map(({ dataQuality }: { dataQuality: string }) => dataQuality)).toEqual(Array(10).fill(''))
})

test('where nothing was compared, the page says nothing of it', async () => {
  expect(textOf((await testApp().get('/quality')).text)).not.toContain('Against what is published')
})
