import { parse } from 'csv-parse/sync'
import { anAd, country, day, money } from './support/builders.ts'
import { hrefs, textOf } from './support/html.ts'
import { testApp } from './support/test-app.ts'

test('each ad states the recorded fact plainly, with its field, its level and its record', async () => {
  const { text } = await testApp().get('/recorded-abroad?abroad=billing_country')
  expect(textOf(text)).toContain('3 ads found')
  expect(textOf(text)).toContain(
    'Billing country recorded by Snap is GB; the ad was aimed at US. Billing country: United Kingdom (GB). Countries: United States (US). Level of this indicator: low.',
  )
  expect(hrefs(text)).toContain('/ads/snap/made-24#recorded')
  expect(hrefs((await testApp().get('/ads/snap/made-24')).text)).toContain('/ads/snap/made-24/records/1')
})

test('an unusual currency is told with the usual one; currencies of the whole world are for information only', async () => {
  const { get } = testApp()
  const swiss = textOf((await get('/recorded-abroad?currency=CHF')).text)
  expect(swiss).toContain('The ad was paid in CHF; the usual currency for ads shown in US is USD.')
  expect(swiss).toContain('Level of this indicator: low.')
  expect(textOf((await get('/recorded-abroad?currency=EUR')).text)).toContain(
    'Level of this indicator: for information only, since EUR is used all over the world.',
  )
})

test('innocent explanations stand above the list, and it is called an indicator and no verdict', async () => {
  const text = textOf((await testApp().get('/recorded-abroad')).text)
  expect(text).toMatch(
    /An indicator, no verdict\..*an agency in another country.*charities.*border regions.*35 ads found/,
  )
  expect(text).not.toMatch(/foreign|fake|suspicious/i)
})

test('filters, facets, pages and files of the search hold here, and the list can be left', async () => {
  const { get } = testApp()
  const { text } = await get('/recorded-abroad?country=US&size=10')
  expect(hrefs(text)).toContain('/recorded-abroad?platform=snap&country=US&size=10')
  expect(hrefs(text)).toContain('/search?country=US&size=10')
  expect(text).toMatch(/rel="next" href="\/recorded-abroad\?[^"]*after=/)
  const csv = await get('/recorded-abroad?country=US&format=csv').expect('X-Total-Count', '34')
  const rows = parse(csv.text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  expect(rows.every((row) => row['recorded_abroad'] !== '')).toBe(true)
  const { body } = await get('/recorded-abroad?country=US&format=json&size=10')
  expect(body.ads[0].recordedAbroad).toEqual(['currency'])
  expect(body.next).toMatch(/^\/recorded-abroad\?/)
})

test('what fits is not listed, and what is not told is not guessed', async () => {
  const shared = { startsOn: day('2024-10-10'), endsOn: day('2024-10-11') }
  const fits = { ...shared, billingCountry: country('GB'), countries: [country('GB')], spend: money('1', '2', 'GBP') }
  const untold = { ...shared, billingCountry: country('GB'), spend: money('1', '2', 'CHF') }
  const { get } = testApp({ ads: [anAd({ adId: 'a', fields: fits }), anAd({ adId: 'b', fields: untold })] })
  expect(textOf((await get('/recorded-abroad')).text)).toContain('0 ads found')
  expect(textOf((await get('/search')).text)).not.toContain('Billing country recorded')
})
