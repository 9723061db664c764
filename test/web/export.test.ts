import { parse } from 'csv-parse/sync'
import { COLUMNS } from '../../src/domain/columns.ts'
import { unguarded } from '../../src/domain/csv.ts'
import { testApp } from './support/test-app.ts'

interface JsonPage {
  readonly total: number
  readonly ads: readonly { readonly id: string }[]
  readonly next: string | null
}

const SEARCHES = ['', 'q=vote', 'platform=snap', 'q=zzz', 'currency=USD&spend_min=300&sort=most-spent']

test.each(SEARCHES)(
  'the CSV of /search?%s has as many rows as the page says, in the order of the page',
  async (query) => {
    const { get } = testApp()
    const page = (await get(`/search?${query}&size=200`.replace('?&', '?'))).text
    const onPage = [...page.matchAll(/hit__headline[^>]*><a href="\/ads\/([^"]*)"/g)].map(([, id]) => id)
    const csv = await get(`/search?${query}&format=csv`.replace('?&', '?')).expect(200)
    const [header, ...rows] = parse(csv.text, { record_delimiter: '\r\n' }) as string[][]
    expect(header).toEqual(COLUMNS.map(({ name }) => name))
    expect(rows.map(([id]) => id)).toEqual(onPage)
    expect(csv.headers['x-total-count']).toBe(String(onPage.length))
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.headers['content-disposition']).toMatch(/^attachment; filename="paidfor-search-\d{4}-\d\d-\d\d\.csv"$/)
  },
)

test('what a payer wrote comes back from the CSV letter by letter, and runs in no spreadsheet', async () => {
  const { text } = await testApp().get('/search?format=csv')
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  const payers = new Set(rows.map((row) => row['paid_for_by'] ?? ''))
  expect(payers).toContain(`'=HYPERLINK("x")`)
  expect([...payers].map(unguarded)).toContain('=HYPERLINK("x")')
})

test('the JSON of a search is whole, valid, and says so', async () => {
  const { body } = await testApp().get('/search?q=vote&format=json').expect(200)
  expect(body).toMatchObject({ total: 63, revision: 7, complete: true })
  expect(body.ads).toHaveLength(63)
  expect((await testApp().get('/search?q=zzz&format=json')).body).toEqual({
    total: 0,
    revision: 7,
    asOf: null,
    ads: [],
    complete: true,
  })
})

test('with a size, JSON comes in pages whose links visit every ad once', async () => {
  const { get } = testApp()
  const seen: string[] = []
  let url: string | null = '/search?q=vote&format=json&size=10'
  while (url !== null) {
    const { body }: { body: JsonPage } = await get(url).expect(200)
    expect(body.total).toBe(63)
    seen.push(...body.ads.map(({ id }) => id))
    url = body.next
  }
  expect(new Set(seen).size).toBe(63)
  expect(seen).toHaveLength(63)
})

test('HEAD tells the size of a file without reading it', async () => {
  let opened = 0
  const { head } = testApp({ faults: { onLeft: () => (opened += 1) } })
  await head('/search?q=vote&format=csv').expect(200).expect('X-Total-Count', '63')
  expect(opened).toBe(0)
})
