import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importRegistries, listRegistries, listRejects } from '../../src/commands/registries.ts'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { registries } from '../../src/registries/all.ts'
import { postgresRegistryStore } from '../../src/store/postgres/registries/store.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

/** What `paidfor registries import` says, and whether all went well: what it takes its exit code from. */
async function imported(paths: readonly string[], day: string | null = null, isJson = false) {
  const lines: string[] = []
  const deps = {
    rawArchive: opened.rawArchive,
    store: postgresRegistryStore(opened.database),
    registries,
    licences: [],
    onProgress: () => undefined,
  }
  const isWhole = await importRegistries(deps, {
    paths,
    registry: null,
    retrievedOn: day as CalendarDate | null,
    acceptFewer: false,
    isJson,
    say: (line) => lines.push(line),
  })
  return { isWhole, lines }
}

const committees = 'C00000011|DOE FOR DAM|||||GA||P|H|DEM|Q|||H0GA01011\nC1|X\n'
const registrants =
  '"Registration Number","Registration Date","Termination Date","Name","Business Name"\r\n"701","02/15/2024","","Dam & Co.",""\r\n'

async function bring(name: string, content: string): Promise<string> {
  const path = join(opened.folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, content)
  return path
}

test('a folder of several registries is sorted by what its files hold, and what is none is passed over', async () => {
  await bring('registers/2025-04/r.csv', registrants)
  await bring('registers/fec/cm20.txt', committees)
  await bring('registers/notes.txt', 'nothing\n')
  const { isWhole, lines } = await imported([join(opened.folder, 'registers')], null)
  expect(lines).toEqual([
    'r.csv: fara (fara-registrants) as of 2025-04-30: 1 rows, 0 rejected, 1 new records',
    expect.stringMatching(/^cm20\.txt: fec \(fec-cm\) as of \d{4}-\d{2}-\d{2}: 2 rows, 1 rejected, 1 new records$/),
    expect.stringMatching(/^notes\.txt: skipped: it is no file of any registry/),
  ])
  expect(isWhole).toBe(true)
})

test('a file that was named and is no registry’s is a failure', async () => {
  const { isWhole, lines } = await imported([await bring('notes.txt', 'nothing\n'), join(opened.folder, 'nowhere.csv')])
  expect(lines).toEqual([
    expect.stringMatching(/^notes\.txt: not imported: it is no file of any registry/),
    expect.stringMatching(/^nowhere\.csv: not imported: it is not there/),
  ])
  expect(isWhole).toBe(false)
})

test('list tells each copy with its day, hash and counts; rejects tells each row with its reason, without its text', async () => {
  await imported([await bring('cm20.txt', committees)], '2026-11-01')
  const store = postgresRegistryStore(opened.database)
  expect(await listRegistries(store, false)).toEqual([
    expect.stringMatching(/^fec {2}cm 2020 {2}2026-11-01 {2}[0-9a-f]{12} {2}2 rows, 1 rejected {2}cm20\.txt$/),
  ])
  const lines: string[] = []
  await listRejects(store, { isJson: false, say: (line) => lines.push(line) })
  expect(lines).toEqual([
    'fec: cm20.txt of 2026-11-01, row 2 (4 bytes): the row has 2 cells, the header 15',
    '1 rows rejected',
  ])
})

test('as JSON, one line a file', async () => {
  const { lines } = await imported([await bring('cm20.txt', committees)], '2026-11-01', true)
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      file: 'cm20.txt',
      registry: 'fec',
      format: 'fec-cm',
      rows: 2,
      rejected: 1,
      added: 1,
      wasKnown: false,
      retrievedOn: '2026-11-01',
    },
  ])
})
