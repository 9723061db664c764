import type { CalendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import { refuseStopped } from '../domain/stopped.ts'
import type { IncomingContent } from '../ports/raw-archive.ts'
import type { RunProgress } from '../ports/run-log.ts'
import type { Source, WireFormat } from '../ports/source.ts'
import { type ImportDeps, type ImportOutcome, importFile } from './import-file.ts'
import { formatOf } from './plan-content.ts'

export type CollectedDeps = Omit<ImportDeps, 'onProgress'>

/** A pull that is under way. */
export interface Pull {
  readonly source: Source
  readonly signal: AbortSignal
  readonly onProgress: (progress: RunProgress) => void
}

/** Rows as an import counts them. */
interface Counts {
  readonly rows: number
  readonly loaded: number
  readonly changed: number
  readonly unchanged: number
  readonly quarantined: number
}

/** What a file, or several, brought. */
export interface Added {
  readonly counts: Counts
  readonly bytes: number
  /** How many the source used to list, and no more: held for a person. */
  readonly held: number
  /** A sentence for each member that is not of the shape we know. */
  readonly drift: readonly string[]
}

const NO_ROWS: Counts = { rows: 0, loaded: 0, changed: 0, unchanged: 0, quarantined: 0 }
export const NOTHING_ADDED: Added = { counts: NO_ROWS, bytes: 0, held: 0, drift: [] }

export function addCounts(before: Added, { counts }: Added, bytes: number | null): Added {
  return { ...before, bytes: before.bytes + (bytes ?? 0), counts: sum(before.counts, counts) }
}

/**
 * Imports a file that was fetched, if it is one: a readme in place of the data, or a header without a row, is refused
 * before anything is kept.
 * @throws {Problem} `collect.suspect`; `import.stopped` when the signal is given
 */
export async function importCollected(
  deps: CollectedDeps,
  { source, signal, onProgress }: Pull,
  { path, name }: { readonly path: string; readonly name: string },
): Promise<Added> {
  await refuseEmpty(deps, source, { path, name })
  const own = {
    ...deps,
    onProgress: (what: string, done: number) => {
      refuseStopped(signal)
      onProgress({ what, done, total: null, unit: 'records' })
    },
  }
  refuseStopped(signal)
  let added = NOTHING_ADDED
  try {
    for await (const outcome of importFile(own, { source, path, name, observedOn: null }))
      added = withOutcome(added, outcome)
  } catch (problem) {
    asSuspect(problem)
  }
  return added
}

export function withOutcome(added: Added, outcome: ImportOutcome): Added {
  if ('problem' in outcome) {
    const isAside = !/\.(csv|jsonl?|xlsx)$/i.test(outcome.name)
    return isAside ? added : { ...added, drift: [...added.drift, `${outcome.name}: ${outcome.problem.message}.`] }
  }
  const { report } = outcome
  const { rows, loaded, changed, unchanged, quarantined } = report
  const counts = sum(added.counts, { rows, loaded, changed, unchanged, quarantined })
  return { ...added, counts, held: added.held + (report.held?.absent ?? 0) }
}

export function sumOfAdded(a: Added, b: Added): Added {
  return {
    counts: sum(a.counts, b.counts),
    bytes: a.bytes + b.bytes,
    held: a.held + b.held,
    drift: [...a.drift, ...b.drift],
  }
}

function sum(a: Counts, b: Counts): Counts {
  return {
    rows: a.rows + b.rows,
    loaded: a.loaded + b.loaded,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    quarantined: a.quarantined + b.quarantined,
  }
}

/** A file whose absences would count, and that lists nobody, says nothing: the source has never held nothing. */
async function refuseEmpty(
  { rawArchive, reader }: CollectedDeps,
  source: Source,
  { path, name }: { readonly path: string; readonly name: string },
): Promise<void> {
  const { contents } = await rawArchive.receive(path, name).catch(asSuspect)
  const members = contents.flatMap(({ member }) => (member === null ? [] : [member.slice(member.lastIndexOf('/') + 1)]))
  const refusal = source.refuseArchive?.(members) ?? null
  if (refusal !== null) throw new Problem('collect.suspect', refusal)
  let known = 0
  for (const content of contents) {
    const format = await formatAt({ reader }, source, content)
    if (format === null) continue
    known++
    const isListing = source.seriesOf?.({ name: content.name, folder: '', observedOn: NO_DAY }, format.id) != null
    if (isListing && !(await hasRecord({ reader }, content, format))) {
      throw new Problem('collect.suspect', `${content.name} holds a header and no record: nothing of it is believed.`)
    }
  }
  if (known === 0 && !contents.some(({ name: each }) => /\.(csv|xlsx)$/i.test(each))) {
    throw new Problem('collect.suspect', 'it holds no data file at all: nothing of it is believed.')
  }
}

/** Series go by names. */
const NO_DAY = '2000-01-01' as CalendarDate

function asSuspect(problem: unknown): never {
  if (!(problem instanceof Problem) || !problem.code.startsWith('file.')) throw problem
  throw new Problem('collect.suspect', `it cannot be read: ${problem.message}.`, { cause: problem })
}

async function formatAt(
  { reader }: Pick<CollectedDeps, 'reader'>,
  source: Source,
  content: IncomingContent,
): Promise<WireFormat | null> {
  try {
    return formatOf(source, await reader.head(await content.open()), content.name)
  } catch (problem) {
    if (problem instanceof Problem) return null
    throw problem
  }
}

async function hasRecord(
  { reader }: Pick<CollectedDeps, 'reader'>,
  content: IncomingContent,
  format: WireFormat,
): Promise<boolean> {
  const stream = await content.open()
  try {
    for await (const _record of reader.records(format, stream)) return true
    return false
  } finally {
    stream.destroy()
  }
}
