import { parse } from 'csv-parse/sync'
import request from 'supertest'
import { SCHEMAS } from '../../src/web/api/schemas.ts'
import type { TestArchive } from '../support/archive.ts'
import { attribute } from '../support/attribute.ts'
import { siteOver } from '../support/site.ts'
import { openSmallElection } from '../support/small-election.ts'
import { hrefs, textOf, unescaped } from './support/html.ts'

/** A1 of the scenarios by sponsor, over the files of a small election. */
const DAM = 'sp-damdamdamdamdamd'
let opened: TestArchive
let site: ReturnType<typeof siteOver>
beforeAll(async () => {
  opened = await openSmallElection()
  const rows: { mention: string }[] = await opened.database.query(
    `SELECT advertiser.key || ' ' || coalesce(mention.payer, '') AS mention
     FROM mention JOIN advertiser ON advertiser.id = mention.advertiser_id
     WHERE EXISTS (SELECT FROM advertiser_name said WHERE said.advertiser_id = advertiser.id AND said.text ILIKE '%dam%')`,
  )
  await attribute(opened.database, new Map(rows.map(({ mention }) => [mention, DAM])))
  site = siteOver(opened)
})
afterAll(() => opened.close())

type Row = Record<string, string>

const A1 = 'place=US-GA&from=2024-10-06&to=2024-11-04&currency=USD'

test.each([A1, 'place=US&currency=USD', 'currency=USD', ''])(
  'A1: a ranking of sponsors says the same on screen, in the CSV and in the JSON: %s',
  async (window) => {
    const html = (await request(site).get(`/spending?${window}`).expect(200)).text
    const csv: Row[] = parse((await request(site).get(`/spending?${window}&format=csv`).expect(200)).text, {
      columns: true,
      skip_records_with_error: true,
    })
    const { body } = await request(site).get(`/spending?${window}&format=json`).expect(200)
    expect(SCHEMAS.Spending.parse(body)).toEqual(body)
    expect([body.query.by, body.rows.some((row: { sponsor: unknown }) => row.sponsor !== null)]).toEqual([
      'sponsor',
      true,
    ])
    expect(
      csv.map((row) => [row['lower'], row['upper'], row['sponsor_page'], row['advertiser_page'], row['why']]),
    ).toEqual(
      body.rows.map((row: JsonRow) => [
        ...[row.lower, row.upper ?? '', row.sponsor?.page ?? '', row.advertiser?.page ?? '', row.why],
      ]),
    )
    const cents = (side: 'lower' | 'undivided') =>
      csv.reduce((sum, row) => sum + Math.round(Number(row[side]) * 100), 0)
    expect([cents('lower'), cents('undivided')]).toEqual(
      [body.total.lower, body.total.undivided].map((each) => Math.round(Number(each) * 100)),
    )
    for (const row of csv) {
      expect(hrefs(html)).toContain(row['sponsor_page'] || row['advertiser_page'])
      expect(hrefs(html)).toContain(row['why'])
      expect(row['upper'] === '' || Number(row['lower']) <= Number(row['upper'])).toBe(true)
      expect(row['method']).toMatch(/^(ads|statements|ads\+statements)$/)
    }
  },
)

interface JsonRow {
  readonly lower: string
  readonly upper: string | null
  readonly sponsor: { readonly page: string } | null
  readonly advertiser: { readonly page: string } | null
  readonly why: string
}

test('sponsors link to their pages, with their platforms and accounts; accounts of none yet say so', async () => {
  const { text } = await request(site).get('/spending?place=US&currency=USD').expect(200)
  expect(hrefs(text)).toContain(`/sponsors/${DAM}`)
  expect(textOf(text)).toMatch(/Sponsor d .*\d accounts/)
  expect(textOf(text)).toContain('an account that is attributed to no sponsor yet')
  expect(textOf(text)).toMatch(/All 1 sponsor and \d+ accounts? of none yet, on every page/)
  const byAccount = textOf((await request(site).get('/spending?place=US&currency=USD&by=advertiser').expect(200)).text)
  expect(byAccount).not.toContain('attributed to no sponsor')
})

test('every figure leads to why it is so: the same bounds, its ads and totals, and the rule that decided', async () => {
  for (const window of [A1, 'place=US&currency=USD', 'currency=USD&by=advertiser']) {
    const { rows } = (await request(site).get(`/spending?${window}&format=json`).expect(200)).body
    for (const row of rows) {
      const { body } = await request(site).get(`${row.why}&format=json`).expect(200)
      expect(SCHEMAS.Why.parse(body)).toEqual(body)
      const { lower, upper, undivided, ads, stated, method } = body
      expect({ lower, upper, undivided, ads, stated, method }).toEqual({
        ...{ lower: row.lower, upper: row.upper, undivided: row.undivided },
        ...{ ads: row.ads, stated: row.stated, method: row.method },
      })
      const page = (await request(site).get(row.why).expect(200)).text
      expect(textOf(page)).toContain('Lower bound.')
    }
  }
})

test('from a figure a reader comes to the raw record of a total, and to the ads in the search', async () => {
  const { rows } = (await request(site).get(`/spending?${A1}&format=json`).expect(200)).body
  const why = rows.find((row: JsonRow) => row.sponsor !== null).why
  const page = (await request(site).get(why).expect(200)).text
  const links = hrefs(page).map(unescaped)
  for (const pattern of [/^\/search\?region=US-GA.*account=/, /^\/sponsors\/sp-/, /^\/advertisers\//]) {
    const link = links.find((href) => pattern.test(href))
    expect([pattern.source, link !== undefined]).toEqual([pattern.source, true])
    if (link?.startsWith('/sponsors') !== true)
      await request(site)
        .get(link ?? '')
        .expect(200)
  }
  const stated = (await request(site).get('/spending/why?account=google/AR90000000000000000001&currency=USD')).text
  const record = hrefs(stated)
    .map(unescaped)
    .find((href) => href.includes('/statements/'))
  expect(
    (
      await request(site)
        .get(record ?? '')
        .expect(200)
    ).text,
  ).toContain('Spend_USD')
})

test.each([
  ['currency=USD', 'Say whose figure it is'],
  ['account=google/AR1', 'Say in which “currency”'],
  ['account=google/AR1&sponsor=sp-damdamdamdamdamd&currency=USD', 'Say whose figure it is'],
  ['sponsor=dam&currency=USD', 'is not the id of a sponsor'],
])('/spending/why?%s is refused in one sentence', async (query, sentence) => {
  expect(textOf((await request(site).get(`/spending/why?${query}`).expect(400)).text)).toContain(sentence)
})

test('why is not found where nothing is told', async () => {
  await request(site).get('/spending/why?account=google/AR1&currency=USD').expect(404)
})

test('its CSV has the figure, its accounts and all that counts', async () => {
  const { rows } = (await request(site).get('/spending?currency=USD&format=json').expect(200)).body
  const why = rows.find((row: JsonRow) => row.sponsor !== null)
  const lines: Row[] = parse((await request(site).get(`${why.why}&format=csv`).expect(200)).text, {
    columns: true,
    skip_records_with_error: true,
  })
  expect(lines[0]).toMatchObject({ row: 'figure', lower: why.lower })
  const accounts = lines.filter(({ row }) => row === 'account')
  expect(accounts.reduce((sum, row) => sum + Number(row['lower']), 0)).toBeCloseTo(Number(why.lower), 2)
  expect(new Set(lines.map(({ row }) => row))).toEqual(new Set(['figure', 'account', 'ads', 'statement']))
})
