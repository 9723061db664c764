import { parse } from 'csv-parse/sync'
import request from 'supertest'
import type { TestArchive } from '../support/archive.ts'
import { siteOver } from '../support/site.ts'
import { openSmallElection } from '../support/small-election.ts'
import { sponsorBench } from '../support/sponsors.ts'

/** A13 of the scenarios: what was declared beside what platforms show. */
let opened: TestArchive
let site: ReturnType<typeof siteOver>
beforeAll(async () => {
  opened = await openSmallElection()
  await sponsorBench(opened).resolve()
  site = siteOver(opened)
})
afterAll(() => opened.close())

interface Row {
  readonly sponsor_id: string
  readonly standing: string
  readonly lower: string
  readonly upper: string
  readonly reasons: string
}

const send = (csv: string, address = '/declared?format=csv&currency=USD&from=2024-10-01&to=2024-11-03') =>
  request(site).post(address).set('Content-Type', 'text/csv').send(csv)
const rowsOf = async (csv: string): Promise<Row[]> => parse((await send(csv).expect(200)).text, { columns: true })
const declaring = (name: string, amount: string) => `sponsor,declared\n"${name}",${amount}\n`

async function bounds(name: string): Promise<Row> {
  const [row] = await rowsOf(declaring(name, '1'))
  if (row === undefined) throw new Error('no row')
  return row
}

const DAM = 'Friends of the Old Dam'

test('an amount is inside, below or above what the platforms show, and the bounds are those of the ranking', async () => {
  const { sponsor_id: id, lower, upper } = await bounds(DAM)
  expect(id).toMatch(/^sp-/)
  const ranked = await request(site).get('/spending?by=sponsor&currency=USD&from=2024-10-01&to=2024-11-03&format=json')
  const row = ranked.body.rows.find((each: { sponsor: { id: string } | null }) => each.sponsor?.id === id)
  expect([row.lower, row.upper ?? '']).toEqual([lower, upper])
  const standing = async (amount: number) => (await rowsOf(declaring(DAM, String(amount))))[0]?.standing
  expect(await standing(Number(lower) - 1)).toBe('below')
  expect(await standing(Number(lower))).toBe('inside')
  if (upper !== '') expect(await standing(Number(upper) + 1)).toBe('above')
})

test('why the two may differ is said: days that still move, and ranges', async () => {
  expect((await bounds(DAM)).reasons).toMatch(/still changes its figures/)
})

test('a name that no sponsor had is not guessed at: nearest names are told, and no money', async () => {
  const [row] = await rowsOf(declaring('Freinds of the Old Damm', '10'))
  expect(row).toMatchObject({ sponsor_id: '', standing: 'not_held', lower: '' })
  expect(row?.reasons).toContain(DAM)
})

test('a sponsor may be named by its permanent id', async () => {
  const { sponsor_id: id, lower } = await bounds(DAM)
  expect((await rowsOf(declaring(id, '1')))[0]).toMatchObject({ sponsor_id: id, lower })
})

test('a file with a bad cell is refused whole, and every place is named', async () => {
  const answer = await send('sponsor,declared\nA,1\nB,"1,5"\n').expect(400)
  expect(answer.text).toMatch(/line 3, declared/)
})

test('a browser sends the form, gets the page, and may ask for the same as a file', async () => {
  const form = () => request(site).post('/declared').field({ currency: 'USD', from: '2024-10-01', to: '2024-11-03' })
  const page = await form()
    .attach('file', Buffer.from(declaring(DAM, '1')), 'returns.csv')
    .expect(200)
  expect(page.text).toContain('below the lower bound')
  expect(page.text).toContain('Pacific time')
  const file = await form()
    .field({ returns: declaring(DAM, '1'), format: 'csv' })
    .expect(200)
  expect(file.text).toContain(',below,')
  const refused = await form().attach('file', Buffer.from('sponsor\nA\n'), 'returns.csv').expect(400)
  expect(refused.text).toContain('Line 1, declared')
})

test('what is sent cannot break the page', async () => {
  const hostile = declaring('<script>alert(1)</script>', '1')
  const page = await send(hostile, '/declared?currency=USD&from=2024-10-01&to=2024-11-03').expect(200)
  expect(page.text).not.toContain('<script>alert')
})

test('too large a file, another encoding and another kind of body are refused in words', async () => {
  await send(`sponsor,declared\n${'A,1\n'.repeat(300_000)}`).expect(413)
  const latin = Buffer.from('sponsor,declared\nM\xfcller,1\n', 'latin1')
  const answer = await request(site).post('/declared?format=csv').set('Content-Type', 'text/csv').send(latin)
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('UTF-8')])
  await request(site).post('/declared').set('Content-Type', 'application/json').send('{}').expect(415)
})
