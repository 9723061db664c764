import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from './domain/errors.ts'
import { runImport } from './import-command.ts'
import { plainLine } from './import-report.ts'
import type { ImportDeps } from './pipeline/import-file.ts'
import type { Source } from './ports/source.ts'

export interface InboxDeps {
  /** Holds a folder for each source: `inbox/meta-report`. */
  readonly folder: string
  readonly sources: readonly Source[]
  readonly importDeps: ImportDeps
  readonly log: (line: string) => void
  /** Compares what is stated and held, once files were taken. */
  readonly reconcile?: () => Promise<void>
  /** Asks who is behind what was taken. */
  readonly attribute?: (signal: AbortSignal) => Promise<void>
}

/** Sources that nobody can collect: their folder is made, so that an operator finds it. */
const BROUGHT_BY_HAND = ['meta-report']

const LOOK_EVERY_MS = 5_000

/**
 * Takes files that are put into the inbox, one after another: a file that is still being written is left until it has
 * stayed the same from one look to the next. What was taken moves to `taken/`, what was refused to `refused/` with the
 * reason beside it. Nothing is deleted.
 */
export async function watchInbox(deps: InboxDeps): Promise<AsyncDisposable> {
  for (const name of BROUGHT_BY_HAND) await mkdir(join(deps.folder, name), { recursive: true })
  let isStopping = false
  const stopping = new AbortController()
  const own = { ...deps, importDeps: { ...deps.importDeps, onProgress: () => goOn(isStopping) } }
  let seen = new Map<string, string>()
  let looking = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(async () => {
      if (!isStopping) seen = await look(own, seen, stopping.signal)
    })
    looking = looking.catch((error) => deps.log(`inbox: ${error instanceof Error ? error.message : String(error)}`))
  }, LOOK_EVERY_MS)
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      isStopping = true
      stopping.abort()
      await looking
    },
  }
}

/** A load that is asked to stop leaves nothing behind: its file stays, and is taken at the next start. */
function goOn(isStopping: boolean): void {
  if (isStopping) throw new Problem('import.stopped', 'stopping: the file stays in the inbox')
}

/** One look: takes what has not changed since the last. @returns what it saw, for the next */
export async function look(
  deps: InboxDeps,
  before: ReadonlyMap<string, string>,
  stop: AbortSignal = new AbortController().signal,
): Promise<Map<string, string>> {
  const now = new Map<string, string>()
  let isAnyTaken = false
  for (const source of deps.sources) {
    const folder = join(deps.folder, source.manifest.id)
    for (const name of await filesIn(folder)) {
      const path = join(folder, name)
      const state = await stateOf(path)
      if (state === null) continue
      if (before.get(path) !== state) {
        now.set(path, state)
        continue
      }
      await take(deps, source, folder, name)
      isAnyTaken = true
    }
  }
  if (isAnyTaken) await deps.reconcile?.()
  if (isAnyTaken) await deps.attribute?.(stop)
  return now
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
}

async function stateOf(path: string): Promise<string | null> {
  const info = await stat(path).catch(() => null)
  return info === null ? null : `${info.size} ${info.mtimeMs}`
}

async function take(deps: InboxDeps, source: Source, folder: string, name: string): Promise<void> {
  const path = join(folder, name)
  const lines: string[] = []
  let isTaken = false
  try {
    for await (const outcome of runImport(deps.importDeps, { source, paths: [path], observedOn: null })) {
      lines.push(plainLine(outcome))
      if (!('problem' in outcome)) isTaken = true
    }
  } catch (problem) {
    // The database may be away: the file stays, and is tried again.
    if (!(problem instanceof Problem)) throw problem
    deps.log(`inbox: ${name}: ${problem.message}`)
    return
  }
  if ((await stateOf(path)) === null) return // as below
  for (const line of lines) deps.log(`inbox: ${line}`)
  const place = await placeFor(join(folder, isTaken ? 'taken' : 'refused'), name)
  if (!(await isMoved(path, place))) return
  if (!isTaken) await writeFile(`${place}.why.txt`, `${lines.join('\n')}\n`)
}

/** Not, where another process that looks into the same folder was faster: what both have loaded is held once. */
async function isMoved(path: string, place: string): Promise<boolean> {
  try {
    await rename(path, place)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Never over a file that is there already. */
async function placeFor(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (let number = 1; ; number++) {
    const place = join(folder, number === 1 ? name : `${number}-${name}`)
    if ((await stateOf(place)) === null) return place
  }
}
