import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { look } from '../../src/inbox.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { sources } from '../../src/sources/registry.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'

/** The sandbox's report files, with each trap that it can set, through the inbox. */
let opened: TestArchive
let sandbox: Sandbox
let inbox: string
beforeEach(async () => {
  opened = await openTestArchive()
  sandbox = await startSandbox({ day: '2026-11-20' as CalendarDate })
  inbox = join(opened.folder, 'inbox', 'meta-report')
  await mkdir(inbox, { recursive: true })
})
afterEach(async () => {
  await sandbox[Symbol.asyncDispose]()
  await opened.close()
})

test('zips of one byte are put aside, and are no report of nothing', async () => {
  await bring('metareport.one-byte-zip')
  expect((await readdir(join(inbox, 'refused'))).filter((name) => name.endsWith('.zip')).length).toBe(4)
  expect(await statements()).toBe(0)
})

test('zips without their table of advertisers are put aside as a whole', async () => {
  await bring('metareport.no-advertisers-csv')
  const refused = await readdir(join(inbox, 'refused'))
  expect(refused.filter((name) => name.endsWith('.why.txt')).length).toBeGreaterThan(0)
  expect(await statements()).toBe(0)
})

test('byte-order marks in the middle of a table change nothing of what is read', async () => {
  await bring('metareport.bom-every-500')
  const marked = await told()
  await opened.close()
  opened = await openTestArchive()
  inbox = join(opened.folder, 'inbox', 'meta-report')
  await mkdir(inbox, { recursive: true })
  await bring()
  expect(await told()).toEqual(marked)
  expect(marked.length).toBeGreaterThan(1_000)
})

test('a masked sponsor is nobody: pages stay apart, and no advertiser bears the mask for a name', async () => {
  await bring('metareport.masked-sponsor')
  const masked = await opened.database.query(
    "SELECT said.text FROM advertiser_name said WHERE said.kind = 'name' AND said.text LIKE 'an advertiser in %'",
  )
  expect(masked).toEqual([])
  const [{ count }] = await opened.database.query('SELECT count(*)::int AS count FROM advertiser')
  await opened.close()
  opened = await openTestArchive()
  inbox = join(opened.folder, 'inbox', 'meta-report')
  await mkdir(inbox, { recursive: true })
  await bring()
  const [plain] = await opened.database.query('SELECT count(*)::int AS count FROM advertiser')
  expect(count).toBe(plain.count)
  expect(count).toBeGreaterThan(100)
})

async function bring(...switches: readonly string[]): Promise<void> {
  sandbox.setSwitches(switches)
  for (const { name, bytes } of await sandbox.metaReportFiles()) await writeFile(join(inbox, name), bytes)
  const deps = { folder: join(opened.folder, 'inbox'), sources, importDeps: opened.importDeps, log: () => undefined }
  await look(deps, await look(deps, new Map()))
}

async function statements(): Promise<number> {
  const [{ count }] = await opened.database.query('SELECT count(*)::int AS count FROM spend_statement')
  return count
}

/** What is stated, whatever the keys of the rows. */
function told(): Promise<unknown[]> {
  return opened.database.query(
    `SELECT advertiser.key, held.place, held.currency, held.from_day::text, held.to_day::text, held.lower_minor,
       held.upper_minor
     FROM spend_statement held LEFT JOIN advertiser ON advertiser.id = held.advertiser_id
     WHERE held.is_current ORDER BY 1, 2, 3, 4, 5, 6, 7`,
  )
}
