import type { Server } from 'node:http'
import { parse } from 'csv-parse/sync'
import request from 'supertest'
import { SCHEMAS, type SchemaName } from '../../src/web/api/schemas.ts'
import type { TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { openSmallElection } from '../support/small-election.ts'
import { DAM, LABOUR } from '../web/support/sample-sponsors.ts'
import { testApp } from '../web/support/test-app.ts'

/** Addresses over the made-up ads of the twin: every oddity of a field is among them. */
const OF_TWIN: [string, SchemaName][] = [
  ['/search?format=json', 'SearchFile'],
  ['/search?q=vote&format=json', 'SearchFile'],
  ['/search?q=zzz&format=json', 'SearchFile'],
  ['/search?format=json&size=200', 'SearchPage'],
  ['/search?format=json&size=10&q=vote', 'SearchPage'],
  ['/search?format=json&size=10&q=zzz', 'SearchPage'],
  ['/search?currency=USD&spend_min=10&sort=most-spent&format=json', 'SearchFile'],
  ['/recorded-abroad?format=json', 'SearchFile'],
  ['/recorded-abroad?format=json&size=10&abroad=currency', 'SearchPage'],
  ['/ads/meta/2811045?format=json', 'AdHistory'],
  ['/ads/meta/7700?format=json', 'AdHistory'],
  ['/ads/meta/hostile?format=json', 'AdHistory'],
  ['/ads/meta/made-7?format=json', 'AdHistory'],
  ['/ads/snap/made-4?format=json', 'AdHistory'],
  ['/spending?format=json', 'Spending'],
  ['/spending?place=US&format=json', 'Spending'],
  ['/spending?place=US-GA&from=2024-10-06&to=2024-11-04&currency=USD&format=json', 'Spending'],
  ['/spending?place=DE&currency=JPY&format=json', 'Spending'],
  ['/spending/why?account=google/AR0001&currency=USD&format=json', 'Why'],
  ['/advertisers/google/AR0001?format=json', 'Advertiser'],
  ['/advertisers/google/AR0002?format=json', 'Advertiser'],
  ['/advertisers/meta/104821?format=json', 'Advertiser'],
  ['/advertisers/meta/104821?currency=JPY&format=json', 'Advertiser'],
  ['/sponsors?format=json', 'SponsorList'],
  ['/sponsors?q=dam&size=10&format=json', 'SponsorList'],
  [`/sponsors/${DAM}?format=json`, 'Sponsor'],
  [`/sponsors/${LABOUR}?format=json`, 'Sponsor'],
  [`/sponsors/${LABOUR}?currency=JPY&format=json`, 'Sponsor'],
  [`/sponsors/${LABOUR}/ads?format=json`, 'SponsorAds'],
  [`/sponsors/${LABOUR}/ads?size=10&format=json`, 'SponsorAds'],
  ['/?format=json', 'Spenders'],
  ['/?currency=JPY&top=50&format=json', 'Spenders'],
  ['/registries?format=json', 'Registries'],
  ['/registries?name=doe+for+congress&format=json', 'Registries'],
  ['/registries/us-fec/C00000011?format=json', 'RegistryRecord'],
  ['/sources?format=json', 'Sources'],
  ['/sources/meta/runs?format=json', 'SourceRuns'],
  ['/sources/meta/runs?state=part&format=json', 'SourceRuns'],
  ['/sources/snap/runs?format=json', 'SourceRuns'],
  ['/healthz/sources', 'SourceHealth'],
  ['/search?format=json&colour=red', 'Problem'],
  ['/ads/meta/none?format=json', 'Problem'],
  ['/api/openapi.json?x=1', 'Problem'],
]

test.each(OF_TWIN)('%s is what the document says of %s, member by member', async (url, name) => {
  const { body } = await testApp().get(url)
  expect(SCHEMAS[name].parse(body)).toEqual(body)
})

test('a search that counts no further, and files that could not be finished, are documented too', async () => {
  const capped = await testApp({ faults: { countsTo: 20 } }).get('/search?format=json&size=10')
  expect(SCHEMAS.SearchPage.parse(capped.body)).toMatchObject({ total: 20, totalIsAtLeast: true })
  const empty = testApp({ ads: [] })
  for (const [url, name] of OF_TWIN.filter(([url]) => !/^\/ad|^\/sponsors\/|why|x=1/.test(url))) {
    SCHEMAS[name].parse((await empty.get(url)).body)
  }
})

describe('over an archive of files', () => {
  let opened: TestArchive
  let site: Server

  beforeAll(async () => {
    opened = await openSmallElection()
    site = siteOver(opened).listen(0)
  })
  afterAll(async () => {
    site.close()
    await opened.close()
  })

  const expectAnswer = async (url: string, name: SchemaName) => {
    const { body } = await request(site).get(url).expect(200)
    expect(SCHEMAS[name].parse(body)).toEqual(body)
    return body
  }

  test('every ad, every version, every advertiser is what the document says', async () => {
    const { ads } = await expectAnswer('/search?format=json', 'SearchFile')
    expect(ads.length).toBeGreaterThan(10)
    for (const { page } of ads) await expectAnswer(`${page}?format=json`, 'AdHistory')
    const { rows } = await expectAnswer('/spending?format=json', 'Spending')
    expect(rows.length).toBeGreaterThan(3)
    for (const { advertiser } of rows) await expectAnswer(`${advertiser.page}?format=json`, 'Advertiser')
  })

  test('every currency, region and sort is what the document says', async () => {
    const currencies = (await opened.archive.spendingChoices({})).currencies
    for (const { currency } of currencies) {
      await expectAnswer(`/spending?currency=${currency}&format=json`, 'Spending')
      await expectAnswer(`/?currency=${currency}&format=json`, 'Spenders')
    }
    await expectAnswer('/spending?place=US&currency=USD&format=json', 'Spending')
    await expectAnswer('/spending?place=US-GA&currency=USD&format=json', 'Spending')
    for (const sort of ['newest', 'oldest', 'most-spent', 'least-spent', 'most-shown', 'relevance']) {
      await expectAnswer(`/search?q=vote&sort=${sort}&format=json&size=10`, 'SearchPage')
    }
    await expectAnswer('/sources?format=json', 'Sources')
  })

  test('an answer as of a moment says so', async () => {
    const moment = await opened.archive.newestMoment()
    const asOf = `${moment?.day}.${moment?.revision}`
    for (const [url, name] of [
      ['/search?format=json&size=10', 'SearchPage'],
      ['/search?format=json&q=vote', 'SearchFile'],
      ['/spending?format=json&place=US', 'Spending'],
    ] as const) {
      expect(await expectAnswer(`${url}&as_of=${asOf}`, name)).toMatchObject({ asOf })
    }
  })

  test('the file of a search has as many rows as its page tells', async () => {
    const csv = await request(site).get('/search?format=csv').expect(200)
    expect(parse(csv.text, { columns: true, record_delimiter: '\r\n' })).toHaveLength(
      Number(csv.headers['x-total-count']),
    )
  })
})
