import { parse } from 'csv-parse/sync'
import { hrefs, textOf } from './support/html.ts'
import { testApp } from './support/test-app.ts'

test('every source tells its counts, its newest files, and what was new in their shape', async () => {
  const text = textOf((await testApp().get('/sources')).text)
  expect(text).toContain('Meta Ad Library Ads 50 Statements of totals 2')
  expect(text).toContain(
    'meta-2024-11-06.csv.gz meta-csv Shape: new column “PayerCountry” 6 Nov 2024 7 Nov 2024 1,204 12 190 1,000 2',
  )
})

test('days without a file are listed, and where the list is cut it says so', async () => {
  const text = textOf((await testApp().get('/sources')).text)
  expect(text).toContain('14 days, the newest 3 of them 3 Nov 2024; 30 Oct 2024; 29 Oct 2024')
})

test('a file that waits says what is absent and how to decide; earlier decisions are kept', async () => {
  const text = textOf((await testApp().get('/sources')).text)
  expect(text).toContain('1 file waits for a person’s decision.')
  expect(text).toContain(
    'Hold 3: snap-2024-11-06.csv.gz of 6 Nov 2024 (series 2024) lacks 640 of the 812 ads that earlier files listed.',
  )
  expect(text).toContain('paidfor holds accept 3')
  expect(text).toContain('paidfor holds reject 3')
  expect(text).toMatch(/Hold 2: .* rejected on 5 Nov 2024/)
  expect(text).not.toContain('paidfor holds accept 2')
})

test('what was withdrawn, missing and quarantined is counted, and leads to the ads', async () => {
  const { text } = await testApp().get('/sources')
  expect(hrefs(text)).toEqual(
    expect.arrayContaining(['/search?platform=meta&listed=withdrawn', '/search?platform=meta&listed=missing']),
  )
  expect(textOf(text)).toContain('The row has 37 cells, not 38. record.malformed 2')
})

test('the same is a CSV with a line a fact, days without a file among them, and a JSON', async () => {
  const { get } = testApp()
  const { text } = await get('/sources?format=csv').expect('Content-Type', /text\/csv/)
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  expect(rows.filter(({ source, row }) => source === 'meta' && row === 'missing_day').map((row) => row['day'])).toEqual(
    ['2024-11-03', '2024-10-30', '2024-10-29'],
  )
  expect(rows.find(({ row, status }) => row === 'hold' && status === 'held')).toMatchObject({
    listed: '812',
    absent: '640',
  })
  expect(rows.find(({ row }) => row === 'file')).toMatchObject({ records: '1204', unchanged: '1000', quarantined: '2' })
  const { body } = await get('/sources?format=json').expect(200)
  expect(body.complete).toBe(true)
  expect(body.sources.map(({ source }: { source: string }) => source)).toEqual(['meta', 'snap', 'google'])
})

test('an archive without files says so', async () => {
  expect(textOf((await testApp({ ads: [] }).get('/sources')).text)).toContain('No file was read yet.')
  await testApp().get('/sources?format=xlsx').expect(400)
})
