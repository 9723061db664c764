import { parse } from 'csv-parse/sync'
import { hrefs, textOf } from './support/html.ts'
import { testApp } from './support/test-app.ts'

test('the home page says what is in here', async () => {
  const text = textOf((await testApp().get('/')).text)
  expect(text).toContain('66 ads from 2 ad libraries')
  expect(text).toContain('50 ads from 3 files')
  expect(text).toContain('28 Mar 2024 – 5 Nov 2024')
  expect(text).toContain('2 records in quarantine')
})

test('advertisers are ranked by lower bound within one currency; exact and open bounds are said in words', async () => {
  const { get } = testApp()
  const { text } = await get('/')
  expect(textOf(text)).toMatch(
    /Committee to Re-open the Dam.*29,000 30,782.*Friends of the Dam.*1,234 5,678.*exact.*or more/,
  )
  expect(hrefs(text)).toEqual(expect.arrayContaining(['/advertisers/meta/104821', '/spending?currency=USD']))
  expect(textOf((await get('/?currency=KWD')).text)).toMatch(/Biggest spenders, KWD.*2,000 or more/)
})

test('the file of the table has the rows of the table', async () => {
  const { get } = testApp()
  const csv = await get('/?format=csv').expect('Content-Type', 'text/csv; charset=utf-8').expect('X-Total-Count', '10')
  const rows = parse(csv.text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  expect(rows[1]).toMatchObject({ rank: '2', advertiser_name: 'Friends of the Dam', lower: '1234', upper: '5678' })
  expect(rows).toHaveLength(10)
  const json = await get('/?format=json&top=50')
  expect(json.body).toMatchObject({ currency: 'USD', total: 20, complete: true })
  expect(json.body.rows[1]).toMatchObject({ lower: '1234', upper: '5678', method: 'ads' })
})

test('the questions to start with find something', async () => {
  const { get } = testApp()
  const { text } = await get('/')
  const examples = text.slice(text.indexOf('class="examples"'), text.indexOf('sources-heading'))
  const links = hrefs(examples)
  expect(links).toHaveLength(3)
  for (const link of links) expect(textOf((await get(link)).text)).toMatch(/[1-9]\d* ads? found|Advertiser at/)
})

test('what the home page does not know is refused', async () => {
  expect(textOf((await testApp().get('/?currency=DOLLARS').expect(400)).text)).toContain('not a currency code')
  await testApp().get('/?currency=USD&currency=EUR').expect(400)
  await testApp().get('/?x=1').expect(400)
})
