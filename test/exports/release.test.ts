import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COLUMNS, toldOf } from '../../src/domain/columns.ts'
import { parseAsOf } from '../../src/domain/moment.ts'
import { release } from '../../src/pipeline/release.ts'
import type { ReleaseBatch } from '../../src/ports/releases.ts'
import { neverDisclosedBy } from '../../src/sources/registry.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadLaterElection } from '../support/later-election.ts'
import { openSmallElection } from '../support/small-election.ts'
import { hostileSnapFile } from './support/hostile-files.ts'
import { csvFilesOf, csvRows, releaseDeps, releasedRows, releaseInto } from './support/released.ts'

let opened: TestArchive
let folder: string
beforeEach(async () => {
  opened = await openSmallElection()
  folder = mkdtempSync(join(tmpdir(), 'paidfor-releases-'))
  await opened.importText('snap', 'snap-2024-11-01_2023.csv', hostileSnapFile())
})
afterEach(async () => {
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
})

const bytesOf = (path: string) => Object.fromEntries(readdirSync(path).map((name) => [name, hashOf(join(path, name))]))
const hashOf = (path: string) => readFileSync(path).toString('base64')

test('the same moment, built again and after more imports, is the same byte for byte', async () => {
  const first = await releaseInto(opened, join(folder, 'a'))
  await loadLaterElection(opened)
  const again = await releaseInto(opened, join(folder, 'b'), { asOf: parseAsOf(first.manifest.id) })
  expect(again.manifest.id).toBe(first.manifest.id)
  expect(Object.keys(bytesOf(first.folder)).length).toBeGreaterThan(20)
  expect(bytesOf(again.folder)).toEqual(bytesOf(first.folder))
  const newest = await releaseInto(opened, join(folder, 'b'))
  expect(newest.manifest.asOf.revision).toBeGreaterThan(first.manifest.asOf.revision)
  expect(bytesOf(newest.folder)).not.toEqual(bytesOf(first.folder))
})

test('what is imported while a release is built is not in it', async () => {
  const first = await releaseInto(opened, join(folder, 'a'))
  let later: Promise<void> | undefined
  const second = await releaseInto(opened, join(folder, 'b'), {
    onRows: () => {
      later ??= loadLaterElection(opened)
    },
  })
  await later
  expect(bytesOf(second.folder)).toEqual(bytesOf(first.folder))
})

test('ads are those that the archive shows, in CSV letter by letter', async () => {
  const { manifest, folder: path } = await releaseInto(opened, folder, { redistribute: ['meta'] })
  const query = { terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' } as const
  const shown: (string | null)[][] = []
  for await (const held of (await opened.archive.stream(query)).rows) {
    const told = toldOf(held, neverDisclosedBy(held.source))
    shown.push(RELEASED.map(({ value }) => value(told) || null))
  }
  const files = csvFilesOf(manifest, 'ads')
  const rows = files.flatMap((file) => releasedRows(path, file))
  expect(csvRows(path, files[0]?.path ?? '')[0]).toEqual(RELEASED.map(({ name }) => name))
  expect(byId(rows)).toEqual(byId(shown))
  expect(rows.length).toBe(manifest.totals.find(({ table }) => table === 'ads')?.rows)
  for (const { year, period } of files) {
    if (year === 'undated') expect(period).toBeNull()
    else expect([period?.from.slice(0, 4), period?.to.slice(0, 4)]).toEqual([year, year])
  }
})

const RELEASED = COLUMNS.filter(({ name }) => name !== 'last_seen_at' && name !== 'data_quality')
const byId = (rows: readonly (readonly (string | null)[])[]) => Object.fromEntries(rows.map((row) => [row[0], row]))

test('a source that is withheld is in no file of records, and the manifest says so and why', async () => {
  const { manifest, folder: path } = await releaseInto(opened, folder)
  const meta = manifest.sources.find(({ id }) => id === 'meta')
  expect(meta).toMatchObject({ isRedistributed: false, withheldBecause: expect.stringContaining('withheld') })
  expect(manifest.files.filter(({ of, table }) => of === 'meta' && table !== 'advertisers')).toEqual([])
  const ids = csvFilesOf(manifest, 'ads').flatMap((file) => releasedRows(path, file).map(([id]) => id))
  expect(ids.some((id) => id?.startsWith('meta/'))).toBe(false)
  const { rows } = await opened.archive.stream({ terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' })
  const hidden: string[] = []
  for await (const held of rows) if (held.source === 'meta') hidden.push(held.adId)
  expect(hidden.length).toBeGreaterThan(0)
  const texts = manifest.files
    .filter(({ format }) => format === 'csv.gz')
    .map((file) => [file.path, JSON.stringify(csvRows(path, file.path))])
  const telling = hidden.flatMap((adId) =>
    texts.filter(([, text]) => text?.includes(`"${adId}"`)).map(([name]) => name),
  )
  expect(telling).toEqual([])
  const full = await releaseInto(opened, join(folder, 'full'), { redistribute: ['meta'] })
  expect(full.manifest.files.some(({ of, table }) => of === 'meta' && table === 'ads')).toBe(true)
})

test('every file is what its sum says', async () => {
  const { manifest, folder: path } = await releaseInto(opened, folder)
  const names = readdirSync(path).filter((name) => name !== 'SHA256SUMS')
  const sums = readFileSync(join(path, 'SHA256SUMS'), 'utf8').trim().split('\n')
  expect(sums.map((line) => line.slice(66)).sort()).toEqual(names.sort())
  expect(manifest.files.length + manifest.documents.length + 1).toBe(names.length)
  if (spawnSync('sha256sum', ['--version']).status === 0) {
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: path })
  }
  const { shelf } = releaseDeps(opened, folder)
  expect(await shelf.damaged(manifest.id, new AbortController().signal)).toEqual([])
})

test('a release that is there is looked through, and not built anew', async () => {
  const { manifest, folder: path } = await releaseInto(opened, folder)
  const before = bytesOf(path)
  await releaseInto(opened, folder)
  expect(bytesOf(path)).toEqual(before)
  writeFileSync(join(path, 'load.sql'), 'DROP TABLE ads;')
  await expect(releaseInto(opened, folder)).rejects.toMatchObject({
    code: 'archive.damaged',
    message: expect.stringContaining(`Release ${manifest.id} is not as it was written: load.sql`),
  })
})

test('a build that fails on its way leaves nothing, and what others left goes with the next', async () => {
  const deps = releaseDeps(opened, folder)
  const failing: AsyncIterable<ReleaseBatch> = failAfter(deps)
  mkdirSync(join(folder, '.unfinished-2020-01-01.1', 'deep'), { recursive: true })
  const cut = {
    ...deps,
    releaseArchive: { ...deps.releaseArchive, read: () => failing as AsyncGenerator<ReleaseBatch> },
  }
  const request = { asOf: null, signal: new AbortController().signal, onRows: () => undefined }
  await expect(release(cut, request)).rejects.toThrow('the disk is gone')
  expect(readdirSync(folder)).toEqual([])
  const stop = new AbortController()
  await expect(release(deps, { ...request, signal: stop.signal, onRows: () => stop.abort() })).rejects.toMatchObject({
    code: 'import.stopped',
  })
  expect(readdirSync(folder)).toEqual([])
})

async function* failAfter({ releaseArchive }: ReturnType<typeof releaseDeps>): AsyncGenerator<ReleaseBatch> {
  const moment = await releaseArchive.momentOf(null)
  if (moment === null) throw new Error('the archive is empty')
  let batches = 0
  for await (const batch of releaseArchive.read(moment, { released: [], mixedPlatforms: [] })) {
    yield batch
    batches++
    if (batches > 0) throw new Error('the disk is gone')
  }
}

test('an unknown moment, an empty archive and a folder that is none are said in words', async () => {
  const asOf = parseAsOf('2020-01-01.9999')
  await expect(releaseInto(opened, folder, { asOf })).rejects.toMatchObject({ code: 'request.not_found' })
  writeFileSync(join(folder, 'file'), '')
  await expect(releaseInto(opened, join(folder, 'file'))).rejects.toMatchObject({ code: 'folder.unusable' })
  const empty = await openTestArchive()
  try {
    await expect(releaseInto(empty, folder)).rejects.toThrow('the archive is empty')
  } finally {
    await empty.close()
  }
})
