import { instantOf } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import type { ApiCalls } from '../ports/api-calls.ts'
import type { Clock } from '../ports/clock.ts'
import type { Collecting, Download, Downloads, KnownFile, KnownFiles, RemoteFile } from '../ports/collecting.ts'
import type { RunCounts, RunOutcome } from '../ports/run-log.ts'
import type { Source } from '../ports/source.ts'
import { type Trouble, troubleOf, worstOf } from './collect-trouble.ts'
import {
  type Added,
  addCounts,
  type CollectedDeps,
  importCollected,
  NOTHING_ADDED,
  type Pull,
} from './import-collected.ts'
import { linkedFiles } from './linked-files.ts'
import { shownAddress } from './shown-address.ts'

export interface CollectDeps extends CollectedDeps {
  readonly downloads: Downloads
  /** Reads the pages that link to files. */
  readonly api: ApiCalls
  readonly clock: Clock
  readonly knownFiles: KnownFiles
  readonly now: () => Date
}

export interface CollectRequest extends Pull {
  /** Where it lies: the source's own address, or the operator's. */
  readonly address: string
  /** What a person can do when it has moved: “set COLLECT_SNAP_URL to where it lies now”. */
  readonly hint?: string
  /** By hand, every file is asked for; on schedule, those whose time has come. */
  readonly isByHand: boolean
}

/** What became of a run: for the run log, and for the person who asked for it. */
export interface CollectReport {
  readonly outcome: Exclude<RunOutcome, 'lost'>
  /** One sentence for each file that is not as it should be; null when all are. */
  readonly message: string | null
  readonly counts: RunCounts
}

/**
 * Asks a source for its files, keeps what is new and imports it. A file that cannot be believed changes nothing, and is
 * never taken for “nothing new”: the next run asks for it again. What is known of a file is kept behind its import, so that
 * a run that died in between imports it again, without fetching it again.
 */
export async function collect(deps: CollectDeps, request: CollectRequest): Promise<CollectReport> {
  const { source, address } = request
  const collecting = collectingOf(source)
  const isLinked = collecting.filesIn !== undefined
  const state: State = { counts: NOTHING_ADDED, troubles: [], asked: 0, present: 0, changed: 0 }
  const files = isLinked ? await filesOfPage(deps, request, state) : collecting.files(address, deps.today())
  for (const file of files) {
    const known = await deps.knownFiles.known(source.manifest.id, file.key)
    if (known !== null) state.present++
    // Of linked files, those that we know and that are not the newest change no more.
    const mayBeNew = known === null || !isLinked || file === files[0]
    if (!mayBeNew || !(request.isByHand || isDue(file, known, deps.now()))) continue
    const endsTheRun = await askedFor(deps, request, { file, known, state })
    if (endsTheRun || (isLinked && state.troubles.length + state.changed > 0)) break
  }
  if (state.present === 0 && state.troubles.length === 0) state.troubles.push(nothingThere(request))
  return reportOf(state)
}

/** @returns whether nothing more is to be asked for in this run */
async function askedFor(deps: CollectDeps, request: CollectRequest, one: OneFile): Promise<boolean> {
  const { file, state } = one
  state.asked++
  const trouble = await oneFile(deps, request, one).catch((problem) => troubleOf(problem, file))
  if (trouble !== null) state.troubles.push(trouble)
  return trouble?.endsTheRun === true
}

interface State {
  counts: Added
  readonly troubles: Trouble[]
  asked: number
  /** How many of the files are there, or were the last time. */
  present: number
  changed: number
}

/** A page that cannot be read is a trouble of the run, and there are no files then. */
async function filesOfPage(deps: CollectDeps, request: CollectRequest, state: State): Promise<readonly RemoteFile[]> {
  try {
    return await linkedFiles(deps, collectingOf(request.source), request)
  } catch (problem) {
    state.troubles.push(troubleOf(problem, { key: 'the page' }))
    return []
  }
}

export function collectingOf({ manifest, collecting }: Source): Collecting {
  if (collecting !== undefined) return collecting
  const message = `${manifest.name} lies at no public address: get its files yourself, and import them.`
  throw new Problem('request.invalid', message)
}

function isDue({ everyHours }: RemoteFile, known: KnownFile | null, now: Date): boolean {
  return known === null || now.getTime() - Date.parse(known.checkedAt) >= everyHours * 3_600_000
}

interface OneFile {
  readonly file: RemoteFile
  readonly known: KnownFile | null
  readonly state: State
}

/** What is wrong with the file, or null. */
async function oneFile(deps: CollectDeps, request: CollectRequest, { file, known, state }: OneFile) {
  const { source, signal } = request
  const partName = `${source.manifest.id}-${file.key}`
  const fetched = await deps.downloads.fetch({
    url: file.url,
    leastBytes: file.leastBytes,
    mayBeAbsent: file.mayBeAbsent,
    partName,
    known: known?.validators ?? null,
    ...(request.hint === undefined ? {} : { hint: request.hint }),
    signal,
    onProgress: (done, total) => request.onProgress({ what: file.key, done, total, unit: 'bytes' }),
  })
  if (fetched.kind === 'absent') return known === null ? null : gone(file, known)
  if (known === null) state.present++
  const remember = (news: Partial<KnownFile>) =>
    deps.knownFiles.remember(source.manifest.id, file.key, { ...known, ...news } as KnownFile)
  if (fetched.kind === 'unchanged') {
    await remember({ checkedAt: instantOf(deps.now()) })
    return null
  }
  return takeIn(deps, request, { file, known, state }, { fetched, partName, remember })
}

/** A platform that takes a whole file away says nothing about the ads in it. */
function gone({ key }: RemoteFile, { checkedAt }: KnownFile): Trouble {
  const message = `${key}: it is not there any more, and was on ${checkedAt.slice(0, 10)}: what it held stays as it is.`
  return { outcome: 'suspect', message, endsTheRun: false }
}

interface Taking {
  readonly fetched: Extract<Download, { readonly kind: 'fetched' }>
  readonly partName: string
  readonly remember: (news: Partial<KnownFile>) => Promise<void>
}

async function takeIn(
  deps: CollectDeps,
  request: CollectRequest,
  { file, state }: OneFile,
  { fetched, partName, remember }: Taking,
): Promise<Trouble | null> {
  const { path, publishedAt, validators } = fetched
  const added = await importCollected(deps, request, { path, name: file.nameAt(publishedAt) }).catch(
    async (problem) => {
      // Of a file that is none, nothing is kept: the next run fetches it anew.
      if (problem instanceof Problem && problem.code === 'collect.suspect') await deps.downloads.forget(partName)
      throw problem
    },
  )
  state.counts = addCounts(state.counts, added, validators.bytes)
  state.changed++
  if (added.drift.length > 0) return { outcome: 'failed', message: added.drift.join(' '), endsTheRun: false }
  const lost = shrunk(file, added)
  if (lost !== null) return { outcome: 'suspect', message: lost, endsTheRun: false }
  const now = instantOf(deps.now())
  await remember({ validators, checkedAt: now, changedAt: now, records: added.counts.rows })
  await deps.downloads.forget(partName)
  return null
}

/**
 * What the file does hold is in; but it is no news to rest on, and is looked at again by every run until a person has decided
 * or the source has mended it.
 */
function shrunk({ key }: RemoteFile, { held }: Added): string | null {
  if (held === 0) return null
  return `${key}: what it holds was taken, but ${held} that it used to list are gone from it; nobody counts as missing until you decide: paidfor holds list.`
}

function nothingThere({ address }: CollectRequest): Trouble {
  const message = `None of the files is at ${shownAddress(address)}: check the address.`
  return { outcome: 'suspect', message, endsTheRun: true }
}

function reportOf({ counts, troubles, asked, changed }: State): CollectReport {
  return {
    outcome: worstOf(troubles) ?? (changed > 0 ? 'done' : 'unchanged'),
    message: troubles.length === 0 ? null : troubles.map(({ message }) => message).join(' '),
    counts: { files: asked, ...counts.counts, bytes: counts.bytes },
  }
}
