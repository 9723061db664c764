import { parse } from 'csv-parse/sync'
import { hrefs, textOf } from './support/html.ts'
import { DAM, FORMER_DAM, LABOUR } from './support/sample-sponsors.ts'
import { testApp } from './support/test-app.ts'

const { get, head } = testApp()

test('the page of a sponsor has its bounds over all platforms, and on each, with the way to why', async () => {
  const { text } = await get(`/sponsors/${DAM}`).expect(200)
  expect(textOf(text)).toContain('All platforms together, in USD USD 30,234–36,460')
  expect(textOf(text)).toContain('Meta, 1 account USD 1,234–5,678')
  expect(hrefs(text)).toEqual(
    expect.arrayContaining([
      `/spending/why?sponsor=${DAM}&currency=USD`,
      `/spending/why?sponsor=${DAM}&platform=meta&currency=USD`,
    ]),
  )
})

test('every mention stands with the reason for which it was joined, in words', async () => {
  const { text } = await get(`/sponsors/${DAM}`)
  expect(textOf(text)).toContain(
    'The “paid for by” text is the same but for case, marks and legal form; it is the same account. 97.3%',
  )
  expect(hrefs(text)).toEqual(expect.arrayContaining(['/advertisers/meta/104821', '/advertisers/google/AR0001']))
})

test('records in registries are claims: who says so, and what is affiliated stands apart', async () => {
  const { text } = await get(`/sponsors/${DAM}`)
  expect(textOf(text)).toContain('Declared: Google Ad Library publishes the number of this account.')
  expect(textOf(text)).toContain('Affiliated, and another body')
  expect(hrefs(text)).toContain('/registries/us-fec/C00000011')
  expect(textOf(text)).toContain('C00000043 that registry is not loaded here')
  expect(hrefs(text)).not.toContain('/registries/us-fec/C00000043')
})

test('who pays for whom is told, and is in no figure', async () => {
  const told = textOf((await get(`/sponsors/${DAM}`)).text)
  expect(told).toContain('Related sponsors: not added to the figures')
  expect(told).toContain('pays for ads of North Shore Labour disclaimer of 3 ads 91%')
})

test('what became of its id says who and why, a person’s words as they are', async () => {
  const { text } = await get(`/sponsors/${DAM}`)
  expect(textOf(text)).toContain('Judged by a person Ana Example The same treasurer signs both pages.')
  expect(textOf(text)).toContain('Merged by itself A person compared both and judged them to be the same.')
  expect(textOf(text)).toContain(`Former ids, which lead here ${FORMER_DAM}`)
})

test('a former id leads to the page, with all that was asked, for ever', async () => {
  await get(`/sponsors/${FORMER_DAM}?currency=USD&format=json`)
    .expect(301)
    .expect('Location', `/sponsors/${DAM}?currency=USD&format=json`)
  await get(`/sponsors/${FORMER_DAM}/ads?listed=withdrawn`)
    .expect(301)
    .expect('Location', `/sponsors/${DAM}/ads?listed=withdrawn`)
  const { body } = await get(`/sponsors/${DAM}?format=json`).expect(200)
  expect(body).toMatchObject({ id: DAM, referents: [FORMER_DAM], memberCount: 2 })
})

test('weeks, platforms and places are drawn, each beside its table', async () => {
  const { text } = await get(`/sponsors/${LABOUR}`)
  expect(text).toContain('small-multiples__drawing')
  expect(text).toContain('tile-map__drawing')
  expect(textOf(text)).toContain('All are drawn over the same weeks')
})

test('texts that several ads share are shown once, with examples', async () => {
  const told = textOf((await get(`/sponsors/${LABOUR}`)).text)
  expect(told).toContain('12 ads on Meta, Snap')
  expect(told).toContain('nearly the same words, in 12 wordings')
})

test('every mention is a line of the CSV, with its reason as a code', async () => {
  const { text } = await get(`/sponsors/${DAM}?format=csv`).expect('Content-Type', /text\/csv/)
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  expect(rows.map((row) => [row['account_id'], row['reason'], row['confidence']])).toEqual([
    ['104821', 'exact_payer_n2;exact_account', '0.973'],
    ['AR0001', 'exact_payer_n2;exact_account', '0.973'],
  ])
})

test('every figure of the page is a line of the other CSV, and the same in the JSON', async () => {
  const { text } = await get(`/sponsors/${DAM}?table=figures&format=csv`)
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  expect(rows.filter(({ figure }) => figure === 'platform')).toHaveLength(2)
  const { body } = await get(`/sponsors/${DAM}?format=json`)
  expect(rows[0]).toMatchObject({ figure: 'all_time', lower: body.money[0].lower, upper: body.money[0].upper })
})

test('its ads are turned page by page, and all of them are a file', async () => {
  const first = await get(`/sponsors/${LABOUR}/ads?size=10`).expect(200)
  expect(textOf(first.text)).toContain('Ads of North Shore Labour')
  const next = hrefs(first.text).find((href) => href.includes('after='))
  expect(textOf((await get(next ?? '').expect(200)).text)).toContain('End of the results')
  const csv = await get(`/sponsors/${LABOUR}/ads?format=csv`).expect('X-Total-Count', '12')
  expect(parse(csv.text, { columns: true, record_delimiter: '\r\n' })).toHaveLength(12)
  const { body } = await get(`/sponsors/${LABOUR}/ads?listed=withdrawn&format=json`)
  expect(body).toMatchObject({ total: 1, complete: true })
  await head(`/sponsors/${LABOUR}/ads?format=csv`).expect('X-Total-Count', '12')
  await get(`/sponsors/${LABOUR}/ads?format=csv&size=10`).expect(400)
})

test('a sponsor is found by a name that it had before, and the list says so', async () => {
  const told = textOf((await get('/sponsors?q=friends+of+the+damn')).text)
  expect(told).toContain('Friends of the Dam PAC found by its other name “Friends of the Damn PAC”')
  const { body } = await get('/sponsors?q=friends+of+the+damn&format=json')
  expect(body.sponsors).toEqual([expect.objectContaining({ id: DAM, foundAs: 'Friends of the Damn PAC' })])
  expect(textOf((await get('/sponsors?q=zzz')).text)).toContain('No sponsor here has or had a name like that.')
})

test('a page as of a moment keeps it in its links, and can be cited', async () => {
  const { text } = await get(`/sponsors/${DAM}?as_of=2026-11-25.7`).expect(200)
  expect(textOf(text)).toContain('This is the archive as it was on 25 Nov 2026')
  expect(hrefs(text)).toContain(`/sponsors/${DAM}/ads?as_of=2026-11-25.7`)
  const cited = await get(`/sponsors/${DAM}?cite=text`).expect(200)
  expect(cited.text).toContain(`/sponsors/${DAM}?currency=USD&as_of=2026-11-25.7`)
})

test.each(['sp-unknownunknownu', 'nobody', '%E2%80%AE', 'SP-DAMDAMDAMDAMDAMD'])('%s is no sponsor', async (id) => {
  await get(`/sponsors/${id}`).expect(404)
  await get(`/sponsors/${id}/ads`).expect(404)
})
