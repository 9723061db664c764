import type { CalendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import type { LoadReport, SourceFile } from '../ports/disclosure-store.ts'
import type { IncomingContent, IncomingFile, KeptContent, RawArchive } from '../ports/raw-archive.ts'
import type { FileContext, Source } from '../ports/source.ts'
import { latestDayAround } from './latest-day.ts'
import { type LoadDeps, loadContent } from './load-content.ts'
import { type Plan, type PlanDeps, planContent } from './plan-content.ts'

export interface ImportDeps extends PlanDeps, LoadDeps {
  readonly rawArchive: RawArchive
}

export interface ImportRequest {
  readonly source: Source
  readonly path: string
  /** Under which it is kept; its own where this is not given. */
  readonly name?: string
  /** The operator's word on when the file was published; a date in the file's name outranks it. */
  readonly observedOn: CalendarDate | null
  /** Name of the folder that the file lies in, and the paths of the files beside it: they may tell its day. */
  readonly folder?: string
  readonly neighbours?: () => Promise<readonly string[]>
}

/** What became of one content. `kind` is its wire format. */
export type ImportOutcome =
  | { readonly name: string; readonly kind: string; readonly report: LoadReport; readonly drift: readonly string[] }
  | { readonly name: string; readonly kind: 'unrecognised' | 'refused'; readonly problem: Problem }

/**
 * A file from outside: looked into, kept byte for byte, read back from what was kept, loaded. Each content is loaded
 * whole or not at all; a file of which nothing can be understood, or that is damaged, is not kept.
 * @throws {Problem} `file.…` when the file as a whole cannot be read
 */
export async function* importFile(deps: ImportDeps, request: ImportRequest): AsyncGenerator<ImportOutcome> {
  const received = await deps.rawArchive.receive(request.path, request.name)
  refuseArchive(request.source, received)
  const plans = new Map<string, Plan>()
  const around = surroundings(deps, request, received)
  for (const content of received.contents) {
    const plan = await planContent(deps, around, content)
    if (plan instanceof Problem) yield { name: content.name, kind: kindOf(plan, content), problem: plan }
    else plans.set(content.name, plan)
  }
  if (plans.size === 0) return
  for (const kept of await received.keep()) {
    const plan = plans.get(kept.name)
    if (plan === undefined) continue
    const context = { name: kept.name, folder: request.folder ?? '', observedOn: plan.observedOn }
    const file = sourceFile(request.source, kept, plan, context)
    const report = await loadContent(deps, file, plan.format, kept.open)
    yield { name: kept.name, kind: plan.format.id, report, drift: plan.drift }
  }
}

function refuseArchive({ refuseArchive: refusal }: Source, { contents }: IncomingFile): void {
  const members = contents.flatMap(({ member }) => (member === null ? [] : [member.slice(member.lastIndexOf('/') + 1)]))
  const why = members.length === 0 ? null : (refusal?.(members) ?? null)
  if (why !== null) throw new Problem('file.unreadable', why)
}

function surroundings(deps: ImportDeps, { source, observedOn, folder, neighbours }: ImportRequest, file: IncomingFile) {
  let known: ReturnType<typeof latestDayAround> | null = null
  const look = async () => {
    if (file.contents.length > 1) return latestDayAround(deps, source, file.contents)
    const around: IncomingContent[] = []
    for (const path of (await neighbours?.()) ?? []) around.push(...(await contentsOf(deps, path)))
    return latestDayAround(deps, source, around)
  }
  // Asked for each content of an archive, and looked for once.
  const dayAround = () => {
    known ??= look()
    return known
  }
  return { source, observedOn, folder: folder ?? '', dayAround }
}

/** Of a file that is not imported now: what is wrong with it will be said when it is. */
async function contentsOf(deps: ImportDeps, path: string): Promise<readonly IncomingContent[]> {
  try {
    return (await deps.rawArchive.receive(path)).contents
  } catch (problem) {
    if (problem instanceof Problem) return []
    throw problem
  }
}

/** An archive may hold other things beside ads, empty ones and ones of other encodings too. */
function kindOf({ code }: Problem, { member }: IncomingContent): 'unrecognised' | 'refused' {
  const isOther = code === 'file.unknown_format' || (code === 'file.unreadable' && member !== null)
  return isOther ? 'unrecognised' : 'refused'
}

function sourceFile(source: Source, kept: KeptContent, plan: Plan, context: FileContext): SourceFile {
  return {
    source: source.manifest.id,
    name: kept.name,
    blob: kept.blob,
    blobBytes: kept.blobBytes,
    member: kept.member,
    format: plan.format.id,
    formatVersion: plan.format.version,
    cutTokens: kept.cutTokens,
    observedOn: plan.observedOn,
    observedBy: plan.observedBy,
    series: source.seriesOf?.(context, plan.format.id) ?? null,
    drift: plan.drift,
    folder: context.folder,
  }
}
