import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { releaseByHand, releaseJob } from '../../jobs/release.ts'
import { runOnce } from '../../jobs/run-once.ts'
import { runExport } from '../../src/commands/export.ts'
import { parseAsOf } from '../../src/domain/moment.ts'
import { fileShelf } from '../../src/exports/file-shelf.ts'
import { redistributionOf } from '../../src/pipeline/redistribution.ts'
import { sources } from '../../src/sources/registry.ts'
import { postgresRunLog } from '../../src/store/postgres/run-log.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { openSmallElection } from '../support/small-election.ts'
import { snapCsv } from '../support/snap-csv.ts'
import { releaseDeps } from './support/released.ts'

let opened: TestArchive
let folder: string
beforeEach(async () => {
  opened = await openTestArchive()
  folder = mkdtempSync(join(tmpdir(), 'paidfor-release-job-'))
})
afterEach(async () => {
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
})

/** In place of the empty archive. */
async function bringElection(): Promise<void> {
  await opened.close()
  opened = await openSmallElection()
}

const run = (job: ReturnType<typeof releaseJob>, stop = new AbortController().signal) =>
  runOnce(job, { runLog: postgresRunLog(opened.database), stop, log: () => undefined })

test('the job releases what is new, says so where nothing is, and stands in the run log', async () => {
  const job = releaseJob(releaseDeps(opened, folder), 'weekly')
  expect(job.schedule).toBe('30 4 * * 1')
  expect(await run(job)).toMatchObject({ outcome: 'unchanged', message: expect.stringContaining('nothing newer') })
  await opened.importText('snap', '2024-10-01_2024.csv', snapCsv([{}]))
  expect(await run(job)).toMatchObject({ outcome: 'done', counts: { rows: expect.any(Number) } })
  expect(readdirSync(folder)).toHaveLength(1)
  expect(await run(job)).toMatchObject({ outcome: 'unchanged' })
  expect(readdirSync(folder)).toHaveLength(1)
  const [state] = await postgresRunLog(opened.database).states()
  expect(state).toMatchObject({ job: 'release', last: { outcome: 'unchanged' } })
})

test('a build that is asked to stop ends as stopped and leaves nothing', async () => {
  await bringElection()
  const stop = new AbortController()
  const job = releaseByHand(releaseDeps(opened, folder), null, () => stop.abort())
  expect(await run(job, stop.signal)).toMatchObject({ outcome: 'stopped' })
  expect(readdirSync(folder)).toEqual([])
})

function exporting(asOf: string | null, into = folder) {
  const said: string[] = []
  const archive = { releasing: () => releaseDeps(opened, into), runLog: postgresRunLog(opened.database) }
  const isThere = runExport(archive, {
    asOf: asOf === null ? null : parseAsOf(asOf),
    folder: into,
    stop: new AbortController().signal,
    show: () => undefined,
    say: (line) => said.push(line),
  })
  return isThere.then((is) => ({ is, said: said.join('\n') }))
}

test('the command says where a release is, and looks through one that is there', async () => {
  await bringElection()
  const first = await exporting(null)
  const [id] = readdirSync(folder)
  expect(first).toMatchObject({ is: true, said: expect.stringContaining(`Release ${id} was made.`) })
  expect(first.said).toMatch(/[\d,]+ rows in \d+ files, [\d.]+ MB/)
  expect(await exporting(id ?? null)).toMatchObject({
    is: true,
    said: expect.stringContaining('all of its files are whole'),
  })
})

test('the command says in a sentence why there is none', async () => {
  expect(await exporting(null)).toEqual({ is: false, said: 'There is nothing to release: the archive is empty.' })
  await bringElection()
  writeFileSync(join(folder, 'file'), '')
  expect(await exporting('2020-01-01.7')).toMatchObject({
    is: false,
    said: expect.stringContaining('no moment 2020-01-01.7'),
  })
  expect(await exporting('2020-01-01')).toMatchObject({
    is: false,
    said: expect.stringContaining('nothing by the end of'),
  })
  expect(await exporting(null, join(folder, 'file', 'within'))).toMatchObject({
    is: false,
    said: expect.stringContaining('cannot be written'),
  })
})

test('a setting that publishes what is no source is refused by name', () => {
  const manifests = sources.map(({ manifest }) => manifest)
  expect(() => redistributionOf(manifests, ['metta'])).toThrow('REDISTRIBUTE names “metta”, which is no source')
})

test('a folder in which there is nothing, or something else, is a shelf without releases', async () => {
  expect(await fileShelf(join(folder, 'nowhere')).releases()).toEqual([])
  expect(await fileShelf(folder).release('../../etc')).toBeNull()
  expect(await fileShelf(folder).file('2026-01-01.1', '../manifest.json')).toBeNull()
})
