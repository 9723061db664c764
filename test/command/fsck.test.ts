import { spawnSync } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fsck } from '../../src/commands/fsck.ts'
import { projectRoot } from '../../src/project-root.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { proveReport } from '../support/prove-report.ts'
import { proofSize, seeded } from '../support/seeded.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
  await bring(1, 3)
})
afterEach(() => opened.close())

/** Files of one ad each, so many blobs. */
async function bring(first: number, last: number): Promise<void> {
  for (let n = first; n <= last; n++) {
    const [outcome] = await opened.importText('snap', `2024-10-01_${n}_2024.csv`, snapCsv([{ ADID: snapAdId(n) }]))
    reportOf(outcome)
  }
}

/** What `paidfor fsck` says, and whether all is well: what it takes its exit code from. */
async function checked(): Promise<{ isSound: boolean; lines: string[] }> {
  const lines: string[] = []
  return { isSound: await fsck(opened, (line) => lines.push(line)), lines }
}

async function blobs(): Promise<{ sha256: string; path: string }[]> {
  const rows: { sha256: string }[] = await opened.database.query('SELECT sha256 FROM blob ORDER BY sha256')
  return rows.map(({ sha256 }) => ({ sha256, path: join(opened.folder, 'raw', sha256.slice(0, 2), sha256) }))
}

async function turnOneBit(path: string, random: () => number): Promise<void> {
  const bytes = await readFile(path)
  const at = Math.floor(random() * bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  await writeFile(path, bytes)
}

test('I-15 fsck: a sound archive is said to be so', async () => {
  const { isSound, lines } = await checked()
  expect(isSound).toBe(true)
  expect(lines).toEqual([expect.stringMatching(/^3 kept files, [\d,]+ bytes, hashed anew: 0 missing or damaged$/)])
})

test('I-15 fsck: one bit turned in a kept file, and a kept file deleted, are found and named, each of them', async () => {
  const [bent, gone] = [proofSize(10), proofSize(10) / 10]
  await bring(4, bent + gone + 1)
  const random = seeded()
  const all = await blobs()
  const [turned, deleted] = [all.slice(0, bent), all.slice(bent, bent + gone)]
  for (const { path } of turned) await turnOneBit(path, random)
  for (const { path } of deleted) await rm(path)
  const { isSound, lines } = await checked()
  const wanted = [
    ...turned.map(
      ({ sha256 }) => `${sha256} is damaged: its bytes are not those that were kept. Restore it from a backup.`,
    ),
    ...deleted.map(({ sha256 }) => `${sha256} is missing. Restore it from a backup.`),
  ]
  proveReport({ bent, gone, found: lines.filter((line) => wanted.includes(line)).length })
  expect(isSound).toBe(false)
  expect(lines.slice(0, -1).sort()).toEqual(wanted.sort())
  expect(lines.at(-1)).toMatch(new RegExp(`^${all.length} kept files, .* ${bent + gone} missing or damaged$`))
})

test('I-15 fsck: a deleted file that is brought again is there again', async () => {
  const [first] = await blobs()
  await rm(first?.path ?? '')
  await bring(1, 3)
  expect((await checked()).isSound).toBe(true)
})

test('I-15 fsck: the command ends with 0 while all is sound, and with 1 when it is not', async () => {
  const [first] = await blobs()
  const url = new URL(process.env['PAIDFOR_TEST_SERVER'] ?? '')
  const [{ name }] = await opened.database.query('SELECT current_database() AS name')
  url.pathname = `/${name}`
  const env = { ...process.env, DATABASE_URL: url.href, DATA_DIR: opened.folder }
  const program = [join(projectRoot, 'scripts', 'paidfor.mjs'), 'fsck']
  const run = () => spawnSync(process.execPath, program, { env, encoding: 'utf8', timeout: 50_000 })
  expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('0 missing or damaged') })
  await turnOneBit(first?.path ?? '', seeded())
  expect(run()).toMatchObject({ status: 1, stdout: expect.stringContaining(`${first?.sha256} is damaged`) })
})
