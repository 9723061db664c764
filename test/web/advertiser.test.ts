import { parse } from 'csv-parse/sync'
import { hrefs, textOf } from './support/html.ts'
import { testApp } from './support/test-app.ts'

test('the page of an advertiser says what each witness tells and how they combine', async () => {
  const { get } = testApp()
  const both = hrefs((await get('/?top=50')).text).find((href) => href.startsWith('/advertisers/meta/n-'))
  const known = textOf((await get('/advertisers/google/AR0001')).text)
  expect(known).toContain('Only Google’s own totals tell: no ad at hand tells an amount.')
  expect(textOf((await get('/advertisers/meta/104821')).text)).toContain(
    'USD 1,234–5,678 USD 1,234–5,678, from 1 ad say nothing Only ads tell',
  )
  expect(textOf((await get(both ?? '')).text)).toContain('Both bounds are told by Meta’s own totals.')
})

test('it names the account, its former ids, its names with dates, and what the platform tells about it', async () => {
  const { get } = testApp()
  expect(textOf((await get('/advertisers/google/AR0001')).text)).toMatch(
    /Account id AR0001 Listed before as AR00042.*Public ids EIN 12-3456789, FEC C00000042 Google Ad Library/,
  )
  expect(textOf((await get('/advertisers/meta/104821')).text)).toMatch(
    /Friends of the Dam name 1 Oct 2024 5 Nov 2024 Friends of the Dam PAC paid for by/,
  )
})

test('every bar of its weeks is a row of the table beside them, and unsettled weeks are marked', async () => {
  const { text } = await testApp().get('/advertisers/google/AR0001')
  expect(text.match(/week-chart__sure/g)).toHaveLength(18)
  expect(textOf(text)).toContain('13 Oct 2024 – 19 Oct 2024 5,600 5,699')
  expect(textOf((await testApp().get('/advertisers/meta/104821')).text)).toContain('3 Nov 2024 – 9 Nov 2024 unsettled')
})

test('places lead to who else spent there', async () => {
  const { text } = await testApp().get('/advertisers/meta/104821')
  expect(hrefs(text)).toEqual(
    expect.arrayContaining(['/spending?place=US&currency=USD', '/spending?place=US-GA&currency=USD']),
  )
})

test('statements stand as published, with rounding, repetition and the record of each', async () => {
  const { get } = testApp()
  const { text } = await get('/advertisers/google/AR0001')
  expect(textOf(text)).toContain('rounded to USD 100')
  expect(textOf((await get('/advertisers/google/AR0002')).text)).toContain('alike to an earlier row of its file')
  const link = hrefs(text).find((href) => href.includes('/statements/'))
  const record = textOf((await get(link ?? '').expect(200)).text)
  expect(record).toContain('Statement 19 as the source wrote it')
  expect(record).toContain('BillingAddress ▒ Withheld')
  await testApp({ rawRecord: null })
    .get(link ?? '')
    .expect(404)
  for (const number of ['0', '20', '01', 'x']) {
    await get(`/advertisers/google/AR0001/statements/${number}?currency=USD`).expect(404)
  }
})

test('its newest ads are shown, with ways to all of them and to those withdrawn', async () => {
  const { get } = testApp()
  const { text } = await get('/ads/meta/made-7')
  const page = hrefs(text).find((href) => href.startsWith('/advertisers/'))
  const advertiser = await get(page ?? '').expect(200)
  const account = encodeURIComponent((page ?? '').replace('/advertisers/', ''))
  expect(hrefs(advertiser.text)).toEqual(
    expect.arrayContaining([`/search?account=${account}`, `/search?account=${account}&listed=withdrawn`]),
  )
  expect(textOf(advertiser.text)).toContain('1 ad withdrawn')
  expect(advertiser.text).toContain('/ads/meta/made-7')
})

test('an advertiser that its platform no longer lists is said to be gone, with the dates', async () => {
  expect(textOf((await testApp().get('/advertisers/google/AR0002')).text)).toContain(
    'Google no longer lists this advertiser: it is not in the lists of 1 Nov 2024 and 3 Nov 2024.',
  )
})

test('every figure of the page is a line of its CSV and stands in its JSON', async () => {
  const { get } = testApp()
  const { text } = await get('/advertisers/google/AR0001?format=csv').expect('Content-Type', /text\/csv/)
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  const count = (figure: string) => rows.filter((row) => row['figure'] === figure).length
  expect([count('all_time'), count('week'), count('statement')]).toEqual([1, 18, 19])
  expect(rows.find((row) => row['figure'] === 'statement')).toMatchObject({ record_number: '1201', rounded_to: '100' })
  const { body } = await get('/advertisers/google/AR0001?format=json').expect(200)
  expect(body).toMatchObject({ platform: 'google', key: 'AR0001', formerIds: ['AR00042'] })
  expect(body.money[0]).toMatchObject({ lower: '29000', upper: '30782', method: 'statements', ads: null })
  expect(body.spending.statements).toHaveLength(19)
})

test('an advertiser that no file names is not found', async () => {
  const { get } = testApp()
  await get('/advertisers/meta/nobody').expect(404)
  await get('/advertisers/%E2%80%AE/x').expect(404)
  await get(`/advertisers/meta/${'x'.repeat(300)}`).expect(404)
  await get('/advertisers/meta/104821?currency=dollars').expect(400)
})
