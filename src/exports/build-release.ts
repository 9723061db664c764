import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../domain/errors.ts'
import { momentText } from '../domain/moment.ts'
import type { ManifestFile, ReleaseBatch, ReleaseManifest, ReleasePlan, ReleaseShelf } from '../ports/releases.ts'
import { writeDocuments } from './documents.ts'
import { openTableFiles, type TableFiles } from './table-files.ts'

type BuildOptions = Parameters<ReleaseShelf['build']>[2]

/** What begins so is not whole, and is taken away before the next build. Only one process builds at a time. */
const UNFINISHED = '.unfinished-'

/** Writes a release beside where it is to lie, brings it to the disk, and gives it its name. */
export async function buildRelease(
  shelf: string,
  plan: ReleasePlan,
  batches: AsyncIterable<ReleaseBatch>,
  options: BuildOptions,
): Promise<ReleaseManifest> {
  const id = momentText(plan.moment)
  const unfinished = join(shelf, `${UNFINISHED}${id}`)
  try {
    await mkdir(shelf, { recursive: true })
    await clear(shelf)
    await mkdir(unfinished)
    const files = await writeTables(unfinished, plan, batches, options)
    const manifest = await writeDocuments(unfinished, plan, manifestOf(id, plan, files))
    options.signal.throwIfAborted()
    await syncFolder(unfinished)
    await giveName(unfinished, join(shelf, id))
    await syncFolder(shelf)
    return manifest
  } catch (problem) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined)
    throw inWords(problem, shelf, options.signal)
  }
}

async function clear(shelf: string): Promise<void> {
  for (const name of await readdir(shelf)) {
    if (name.startsWith(UNFINISHED)) await rm(join(shelf, name), { recursive: true, force: true })
  }
}

/** Each file is written from beginning to end before the next is begun. */
async function writeTables(
  folder: string,
  plan: ReleasePlan,
  batches: AsyncIterable<ReleaseBatch>,
  { signal, onRows }: BuildOptions,
): Promise<ManifestFile[]> {
  const finished: ManifestFile[] = []
  let current: TableFiles | null = null
  try {
    for await (const batch of batches) {
      signal.throwIfAborted()
      if (current === null || !current.isOf(batch)) {
        if (current !== null) finished.push(...(await current.finish()))
        current = await openTableFiles(folder, tableOf(plan, batch), batch)
      }
      onRows(current.name, await current.add(batch.rows))
    }
    if (current !== null) finished.push(...(await current.finish()))
    return finished
  } finally {
    await current?.abandon()
  }
}

function tableOf({ tables }: ReleasePlan, { table: name }: ReleaseBatch) {
  const table = tables.find((each) => each.name === name)
  if (table === undefined) throw new RangeError(`a release has no table ${name}`)
  return table
}

function manifestOf(
  id: string,
  { moment, schemaVersion, tables, sources }: ReleasePlan,
  files: readonly ManifestFile[],
): Omit<ReleaseManifest, 'documents'> {
  const { day, revision, madeAt } = moment
  const rowsOf = (name: string) =>
    files.filter(({ table, format }) => table === name && format === 'csv.gz').reduce((sum, { rows }) => sum + rows, 0)
  return {
    id,
    changesToken: id,
    asOf: { day, revision, madeAt },
    schemaVersion,
    sources,
    totals: tables.map(({ name }) => ({ table: name, rows: rowsOf(name) })),
    files,
  }
}

async function giveName(unfinished: string, folder: string): Promise<void> {
  await rename(unfinished, folder).catch((cause) => {
    if (cause.code !== 'EEXIST' && cause.code !== 'ENOTEMPTY') throw cause
    const message = `In ${folder} lies something that is no whole release. Take it away and try again.`
    throw new Problem('folder.unusable', message, { cause })
  })
}

/** Names reach the disk with their folder. Where a system cannot do that for a folder, they do so by themselves. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

function inWords(problem: unknown, shelf: string, signal: AbortSignal): unknown {
  if (signal.aborted) return new Problem('import.stopped', 'Stopped: no release was made.', { cause: problem })
  const code = (problem as { code?: unknown }).code
  if (problem instanceof Problem || typeof code !== 'string' || !UNWRITABLE.has(code)) return problem
  const message = `A release cannot be written into ${shelf} (${code}): check the space on that disk and who may write there.`
  return new Problem('folder.unusable', message, { cause: problem })
}

const UNWRITABLE: ReadonlySet<string> = new Set([
  ...['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'EIO', 'ENOENT', 'ENOTEMPTY', 'EFBIG'],
])
