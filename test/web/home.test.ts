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

test('sponsors are ranked by lower bound within one currency; exact and open bounds are said in words', async () => {
  const text = textOf((await testApp().get('/')).text)
  expect(text).toMatch(/Friends of the Dam PAC.*North Shore Labour.*Parents for Later Mornings/)
  expect(text).toMatch(/1,234 5,678.*or more.*exact/)
  expect(textOf((await testApp().get('/?currency=KWD')).text)).toMatch(/Biggest spenders, KWD.*2,000 or more/)
})

test('the file of the table has the rows of the table', async () => {
  const { get } = testApp()
  const csv = await get('/?format=csv').expect('Content-Type', 'text/csv; charset=utf-8').expect('X-Total-Count', '10')
  const [header, ...rows] = parse(csv.text, { record_delimiter: '\r\n' }) as string[][]
  expect(header).toEqual([
    'rank',
    'name',
    'name_is',
    'source',
    'currency',
    'ads',
    'spend_lower',
    'spend_upper',
    'open_ranges',
  ])
  expect(rows[0]).toEqual(['1', 'Friends of the Dam PAC', 'paid_for_by', 'meta', 'USD', '1', '1234', '5678', '0'])
  expect(rows.map((row) => row[1])).toContain(`'=HYPERLINK("x")`)
  expect(rows[1]?.slice(6)).toEqual(['900', '', '1'])
  const json = await get('/?format=json&top=50')
  expect(json.body).toMatchObject({ currency: 'USD', total: 13, complete: true })
  expect(json.body.sponsors[0].spend).toEqual({ currency: 'USD', lower: '1234', upper: '5678' })
})

test('the questions to start with find something', async () => {
  const { get } = testApp()
  const { text } = await get('/')
  const examples = text.slice(text.indexOf('class="examples"'), text.indexOf('sources-heading'))
  const links = hrefs(examples)
  expect(links).toHaveLength(3)
  for (const link of links) expect(textOf((await get(link)).text)).toMatch(/[1-9]\d* ads? found/)
})

test('what the home page does not know is refused', async () => {
  expect(textOf((await testApp().get('/?currency=DOLLARS').expect(400)).text)).toContain('not a currency code')
  await testApp().get('/?currency=USD&currency=EUR').expect(400)
  await testApp().get('/?x=1').expect(400)
})
