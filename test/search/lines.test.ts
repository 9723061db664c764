import { COLUMNS, toldOf } from '../../src/domain/columns.ts'
import { csvRow } from '../../src/domain/csv.ts'
import type { SearchQuery } from '../../src/domain/search.ts'
import { neverDisclosedBy } from '../../src/sources/registry.ts'
import type { TestArchive } from '../support/archive.ts'
import { openSmallElection } from '../support/small-election.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

const everything: SearchQuery = { terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' }

let opened: TestArchive
beforeAll(async () => {
  opened = await openSmallElection()
  const rows = (spend: string) =>
    [1, 2, 3].map((id) => ({ ADID: snapAdId(id), Spend: spend, OrganizationName: '=Cmd, "Inc"' }))
  await opened.importText('snap', '2025-01-01_2025.csv', snapCsv(rows('1')))
  await opened.importText('snap', '2025-01-02_2025.csv', snapCsv(rows('2')))
  await opened.importText('snap', '2025-01-03_2025.csv', snapCsv(rows('2').slice(1)))
})
afterAll(() => opened.close())

async function read<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const found: Row[] = []
  for await (const row of rows) found.push(row)
  return found
}

async function made(): Promise<string[]> {
  const { rows } = await opened.archive.stream(everything)
  return (await read(rows)).map((held) => {
    const told = toldOf(held, neverDisclosedBy(held.source))
    const cells = COLUMNS.map(({ name, kind, value }) => ({ kind, value: name === 'data_quality' ? 'x' : value(told) }))
    return csvRow(cells)
  })
}

test('lines are the rows that the columns make, however they came to be', async () => {
  const { total, rows } = await opened.archive.lines(everything, () => 'x')
  const lines = await read(rows)
  expect(lines).toHaveLength(total)
  expect(total).toBeGreaterThan(10)
  expect(lines).toEqual(await made())
})

test('nearly all were written ahead: also of ads that changed, and of ads that a file lacks', async () => {
  const sql = `SELECT count(*)::int AS all, count(line)::int AS written FROM disclosure_state WHERE to_revision IS NULL`
  const [{ all, written }] = await opened.database.query(sql)
  expect(written).toBe(all)
})

test('what was written by other rules is made anew', async () => {
  const expected = await made()
  await opened.database.query(`UPDATE disclosure_state SET line = 'otherwise' || substr(line, 9)`)
  expect(await read((await opened.archive.lines(everything, () => 'x')).rows)).toEqual(expected)
  await opened.database.query('UPDATE disclosure_state SET line = NULL')
  expect(await read((await opened.archive.lines(everything, () => 'x')).rows)).toEqual(expected)
})
