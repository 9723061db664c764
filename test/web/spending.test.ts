import { parse } from 'csv-parse/sync'
import { anAd, country, day, money, region } from './support/builders.ts'
import { hrefs, textOf, unescaped } from './support/html.ts'
import { testApp } from './support/test-app.ts'

const A1 = '/spending?place=US-GA&from=2024-10-06&to=2024-11-04&currency=USD'

async function csvRows(url: string): Promise<Record<string, string>[]> {
  const { text } = await testApp().get(url).expect(200)
  return parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
}

test('who spent most in a state and a window is ranked by what is certain, with both bounds', async () => {
  const text = textOf((await testApp().get(A1)).text)
  expect(text).toContain('Who spent most: Georgia (US state)')
  expect(text).toContain('from 6 Oct 2024 to 4 Nov 2024, in USD')
  expect(text).toMatch(/1 Committee to Re-open the Dam Google.*300 or more.*2 Page number 5 Meta.*150 249/)
  expect(text).toContain('60% certain, 40% range')
  expect(text).toContain('All 5 advertisers, on every page 450 or more')
})

test('the days that statements were really used for are named', async () => {
  const text = textOf((await testApp().get(A1)).text)
  expect(text).toContain(
    'True dates. Google tells totals for periods of its own: 6 Oct 2024 – 12 Oct 2024 lie inside your dates and raise lower bounds; none covers them.',
  )
})

test('Georgia is never ambiguous: options and headings say which, a bare name is refused with both', async () => {
  const { get } = testApp({
    ads: [georgia('GE'), georgia('US')],
  })
  const { text } = await get('/spending?place=US')
  expect(textOf(text)).toContain('Georgia (US state)')
  expect(textOf(text)).toContain('Georgia (country)')
  const refused = await get('/spending?place=Georgia').expect(400)
  expect(textOf(refused.text)).toContain(
    '“Georgia” is not the code of a place: GE is Georgia (country); US-GA is Georgia (US state).',
  )
  const state = textOf((await get('/spending?place=US-GA&currency=USD')).text)
  expect(state).toContain('Payer in US')
  expect(state).not.toContain('Payer in GE')
})

function georgia(code: 'GE' | 'US') {
  const regions = code === 'US' ? [region('US-GA')] : []
  const fields = { advertiserName: `Payer in ${code}`, countries: [country(code)], regions, spend: money('5', '9') }
  return anAd({ adId: code, fields: { ...fields, startsOn: day('2024-10-10'), endsOn: day('2024-10-11') } })
}

test('an ad of at most 100 counts as 0 to 100, and one that runs beyond the window adds nothing that is certain', async () => {
  const small = {
    advertiserName: 'Small',
    spend: money('0', '100'),
    startsOn: day('2024-10-10'),
    endsOn: day('2024-10-11'),
  }
  const long = {
    advertiserName: 'Long',
    spend: money('500', '599'),
    startsOn: day('2024-09-01'),
    endsOn: day('2024-10-11'),
  }
  const { get } = testApp({ ads: [anAd({ adId: 's', fields: small }), anAd({ adId: 'l', fields: long })] })
  const rows = (await get('/spending?from=2024-10-01&to=2024-10-31&format=json')).body.rows
  expect(rows.map((row: { lower: string; upper: string }) => [row.lower, row.upper])).toEqual(
    expect.arrayContaining([
      ['0', '100'],
      ['0', '599'],
    ]),
  )
})

test('what is not divided by region is told in percent of the upper bound', async () => {
  const fields = {
    advertiserName: 'Two states',
    countries: [country('US')],
    regions: [region('US-GA'), region('US-AL')],
    spend: money('100', '199'),
    startsOn: day('2024-10-10'),
    endsOn: day('2024-10-11'),
  }
  const { get } = testApp({ ads: [anAd({ adId: 'two', fields })] })
  expect(textOf((await get('/spending?place=US-GA')).text)).toContain('0% certain, 100% not divided by region')
})

test('currencies are ranked apart: one is chosen where none is asked for', async () => {
  const text = textOf((await testApp().get('/spending')).text)
  expect(text).toContain('over all time, in USD; other currencies are ranked apart and never added')
  expect(textOf((await testApp().get('/spending?currency=EUR')).text)).not.toContain('Friends of the Dam')
})

test('windows that touch the last seven days before the newest file of a platform are marked as unsettled', async () => {
  const marked = async (query: string) =>
    textOf((await testApp().get(`/spending?${query}`)).text).includes('Unsettled.')
  expect(await marked('')).toBe(true)
  expect(await marked('to=2024-10-30')).toBe(true)
  expect(await marked('to=2024-10-28')).toBe(false)
  expect(await marked('to=2024-10-29&platform=snap')).toBe(true)
  expect(await marked('from=2024-10-01&to=2024-10-29&platform=meta')).toBe(false)
})

test('rows of reports that name nobody are told apart and ranked nowhere', async () => {
  const text = textOf((await testApp().get('/spending?currency=USD')).text)
  expect(text).toContain('Nobody named. 1 row of reports (USD 0–100 in all) names nobody')
})

test('an account whose name is blank stands under its id', async () => {
  const text = textOf((await testApp().get('/spending?currency=USD')).text)
  expect(text).toContain('AR0002')
  expect(text).toContain('the account’s id: its name is blank')
})

test('regions and what is not told by region make the row of the whole country, on the page and in its CSV', async () => {
  const { get } = testApp()
  const text = textOf((await get('/spending?place=US&to=2024-10-25&currency=EUR')).text)
  expect(text).toMatch(/Not told by region .* United States, the whole country, by ads/)
  const rows = await csvRows('/spending?place=US&to=2024-10-25&currency=EUR&table=regions&format=csv')
  const cents = (side: 'lower' | 'upper', kind: string) =>
    rows.filter(({ row }) => row === kind).map((row) => Math.round(Number(row[side]) * 100))
  for (const side of ['lower', 'upper'] as const) {
    const parts = [...cents(side, 'region'), ...cents(side, 'not_regional')]
    expect(parts.reduce((a, b) => a + b, 0)).toBe(cents(side, 'national')[0])
  }
  expect(rows.filter(({ row }) => row === 'region').length).toBeGreaterThan(3)
})

test('a map of the states has every figure in the table beside it; other countries have the table alone', async () => {
  const { get } = testApp()
  const us = (await get('/spending?place=US&currency=USD')).text
  expect(us).toMatch(/<svg class="tile-map__drawing"[^>]*role="img" aria-labelledby/)
  expect(us.match(/tile-map__tile /g)).toHaveLength(51)
  expect((await get('/spending?place=FR&currency=EUR')).text).not.toContain('tile-map')
})

test('the CSV has the rows of the pages in their order, and the page’s total is the sum of its columns', async () => {
  const { get } = testApp()
  const rows = await csvRows('/spending?currency=EUR&format=csv')
  const page = (await get('/spending?currency=EUR')).text
  const names = [...page.matchAll(/spender-table__name">\s*<a href="([^"]*)"/g)].map(([, href]) =>
    unescaped(href ?? ''),
  )
  expect(rows.map((row) => row['advertiser_page'])).toEqual(names)
  expect(rows.map((row) => row['rank'])).toEqual(names.map((_, index) => String(index + 1)))
  const sum = (side: string) => rows.reduce((all, row) => all + Number(row[side]), 0)
  const { total } = (await get('/spending?currency=EUR&format=json')).body
  expect([Number(total.lower), Number(total.upper)]).toEqual([sum('lower'), sum('upper')])
  for (const row of rows) expect(Number(row['lower'])).toBeLessThanOrEqual(Number(row['upper'] || Infinity))
})

test('a row of the CSV says by what method, as of which day, and which days were used', async () => {
  const [first] = await csvRows('/spending?currency=USD&platform=meta&format=csv&place=US')
  expect(first).toMatchObject({ advertiser_key: '104821', method: 'ads', as_of: '2024-11-06', place: 'US', ads: '1' })
  const stated = (await csvRows('/spending?currency=USD&format=csv')).find(({ method }) => method === 'ads+statements')
  expect(stated).toMatchObject({
    stated_lower: '500',
    stated_upper: '500',
    effective_inside_from: '2024-10-01',
    effective_inside_to: '2024-11-05',
    effective_covering_to: '2024-11-05',
  })
})

test('the JSON holds the same rows, the total, the dates and the regions, and says that it is complete', async () => {
  const { body } = await testApp().get('/spending?place=US&currency=USD&format=json').expect(200)
  expect(body).toMatchObject({ complete: true, query: { place: 'US', currency: 'USD' } })
  expect(body.unsettled[0]).toEqual({ platform: 'meta', from: '2024-10-30', newestFile: '2024-11-06' })
  expect(body.rows).toHaveLength(body.total.advertisers)
  expect(body.effective[0]).toMatchObject({ source: 'google', covering: { to: '2024-11-09' } })
  expect(body.regional.regions.length).toBeGreaterThan(3)
})

test('pages follow one another, and ranks go on', async () => {
  const ads = Array.from({ length: 120 }, (_, index) =>
    anAd({ adId: `p${index}`, fields: { advertiserName: `Payer ${index}`, spend: money(String(index), '500') } }),
  )
  const { get } = testApp({ ads })
  const seen: string[] = []
  let url: string | undefined = '/spending?currency=USD'
  while (url !== undefined) {
    const { text }: { text: string } = await get(url).expect(200)
    seen.push(...[...text.matchAll(/spender-table__rank">(\d+)</g)].map(([, rank]) => rank ?? ''))
    const next: string | undefined = /rel="next" href="([^"]*)"/.exec(text)?.[1]
    url = next === undefined ? undefined : unescaped(next)
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, index) => String(index + 1)))
})

const REFUSED: [string, string][] = [
  ['place=Atlantis', 'write a country as US, a region as US-GA'],
  ['place=ZZ', 'is not a country code'],
  ['place=US-ZZ', 'is not a region code'],
  ['platform=myspace', 'There is no platform “myspace” here. Choose one of: meta, snap, google.'],
  ['currency=dollars', 'cannot be used'],
  ['from=2024-02-02&to=2024-02-01', 'ends before it begins'],
  ['after=mad&currency=USD', 'not one of ours'],
  ['after=e30&currency=USD', 'not one of ours'],
  ['after=e30', 'needs its “currency”'],
  ['after=e30&format=csv', 'A file holds all rows'],
  ['table=regions', 'give “place” a country'],
  ['colour=red', 'There is no parameter “colour” here.'],
]

test.each(REFUSED)('/spending?%s is refused in one sentence', async (query, sentence) => {
  expect(textOf((await testApp().get(`/spending?${query}`).expect(400)).text)).toContain(sentence)
})

test('an archive without money says so, and its file is empty', async () => {
  const { get } = testApp({ ads: [] })
  expect(textOf((await get('/spending').expect(200)).text)).toContain('No file that we have read tells of any money')
  expect((await get('/spending?format=csv').expect(200)).text.trim().split('\r\n')).toHaveLength(1)
})

test('presets lead to windows before the newest file', async () => {
  const { text } = await testApp().get('/spending?place=US-GA')
  expect(hrefs(text)).toContain('/spending?place=US-GA&from=2024-10-07&to=2024-11-05')
  expect(hrefs(text)).toContain('/spending?place=US-GA&from=2024-01-01')
})
