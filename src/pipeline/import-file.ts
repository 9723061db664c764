import { type CalendarDate, dayOf } from '../domain/calendar.ts'
import type { Disclosure } from '../domain/disclosure.ts'
import { Problem } from '../domain/errors.ts'
import { fingerprint } from '../domain/fingerprint.ts'
import { unstorable } from '../domain/storable.ts'
import type { DisclosureStore, LoadReport, QuarantinedRecord, ReadRecord } from '../ports/disclosure-store.ts'
import type { IncomingContent, KeptContent, RawArchive } from '../ports/raw-archive.ts'
import type { RecordReader, UnreadableRecord } from '../ports/record-reader.ts'
import type { FileHead, RawRecord, Source, WireFormat } from '../ports/source.ts'
import { type DetectLanguage, searchWords } from './search-words.ts'

export interface ImportDeps {
  readonly rawArchive: RawArchive
  readonly store: DisclosureStore
  /** All there are: a file of one may be brought for another. */
  readonly sources: readonly Source[]
  readonly reader: RecordReader
  readonly detectLanguage: DetectLanguage
  /** Today, for dates that cannot be. */
  readonly today: () => CalendarDate
  /** Called about every thousand records, with the number read so far of the content at work. */
  readonly onProgress: (name: string, records: number) => void
}

export interface ImportRequest {
  readonly source: Source
  readonly path: string
  /** The operator's word on when the file was published; a date in the file's name outranks it. */
  readonly observedOn: CalendarDate | null
}

/** What became of one content. `kind` is its wire format. */
export type ImportOutcome =
  | { readonly name: string; readonly kind: string; readonly report: LoadReport }
  | { readonly name: string; readonly kind: 'unrecognised' | 'refused'; readonly problem: Problem }

/**
 * A file from outside: looked into, kept byte for byte, read back from what was kept, loaded. Each content is loaded
 * whole or not at all; a file of which nothing can be understood, or that is damaged, is not kept.
 * @throws {Problem} `file.…` when the file as a whole cannot be read
 */
export async function* importFile(deps: ImportDeps, request: ImportRequest): AsyncGenerator<ImportOutcome> {
  const file = await deps.rawArchive.receive(request.path)
  const plans = new Map<string, Plan>()
  for (const content of file.contents) {
    const plan = await makePlan(deps, request, content)
    if (plan instanceof Problem) yield { name: content.name, kind: kindOf(plan, content), problem: plan }
    else plans.set(content.name, plan)
  }
  if (plans.size === 0) return
  for (const kept of await file.keep()) {
    const plan = plans.get(kept.name)
    if (plan === undefined) continue
    yield { name: kept.name, kind: plan.format.id, report: await loadContent(deps, request.source, kept, plan) }
  }
}

interface Plan {
  readonly format: WireFormat
  readonly observedOn: CalendarDate
  readonly observedBy: 'name' | 'operator' | 'content'
}

/** An archive may hold other things beside ads, empty ones and ones of other encodings too. */
function kindOf({ code }: Problem, { member }: IncomingContent): 'unrecognised' | 'refused' {
  const isOther = code === 'file.unknown_format' || (code === 'file.unreadable' && member !== null)
  return isOther ? 'unrecognised' : 'refused'
}

async function makePlan(deps: ImportDeps, request: ImportRequest, content: IncomingContent): Promise<Plan | Problem> {
  try {
    const { source } = request
    const head = await deps.reader.head(await content.open())
    const format = source.formats.find((each) => each.recognises(head))
    if (format === undefined) return unrecognised(deps.sources, source, head)
    return { format, ...(await observation(deps, request, content, format)) }
  } catch (problem) {
    if (problem instanceof Problem) return problem
    throw problem
  }
}

function unrecognised(sources: readonly Source[], source: Source, head: FileHead): Problem {
  const other = sources.find(({ formats }) => formats.some((format) => format.recognises(head)))
  if (other !== undefined) {
    const { id, name } = other.manifest
    return new Problem('file.unknown_format', `it is a file of ${name}: import it as “${id}”`)
  }
  const lacking = source.formats.flatMap(({ lacks }) => lacks?.(head) ?? [])
  const some = lacking.slice(0, 5).join(', ') + (lacking.length > 5 ? ', …' : '')
  const why = lacking.length === 0 ? '' : `; it lacks ${some}`
  const { id, name } = source.manifest
  const message = `it is no file of ads as known from ${name}${why}. See src/sources/${id}/README.md`
  return new Problem('file.unknown_format', message)
}

/** Name, then operator, then the latest day that the source wrote into the file. */
async function observation(
  deps: ImportDeps,
  { source, observedOn }: ImportRequest,
  content: IncomingContent,
  format: WireFormat,
): Promise<Omit<Plan, 'format'>> {
  const named = source.dateInName(content.name)
  if (named !== null && named > deps.today()) {
    throw new Problem('file.undated', `its name says ${named}, which has not come yet: mend the name`)
  }
  if (named !== null) return { observedOn: named, observedBy: 'name' }
  if (observedOn !== null) return { observedOn, observedBy: 'operator' }
  const latest = await latestDay(deps, source, content, format)
  if (latest !== null) return { observedOn: latest, observedBy: 'content' }
  throw new Problem('file.undated', 'nothing tells when it was published: add --observed-at YYYY-MM-DD')
}

async function latestDay(
  deps: ImportDeps,
  source: Source,
  content: IncomingContent,
  format: WireFormat,
): Promise<CalendarDate | null> {
  const today = deps.today()
  let latest: CalendarDate | null = null
  for await (const record of deps.reader.records(format.shape, await content.open())) {
    const day = 'problem' in record ? null : dayOfRecord(source, format, record)
    if (day !== null && day <= today && (latest === null || day > latest)) latest = day
  }
  return latest
}

function dayOfRecord(source: Source, format: WireFormat, record: RawRecord): CalendarDate | null {
  try {
    return source.latestDay(format.normalise(record.value))
  } catch (problem) {
    asProblem(problem)
    return null
  }
}

async function loadContent(deps: ImportDeps, source: Source, kept: KeptContent, plan: Plan): Promise<LoadReport> {
  const file = {
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
  }
  return deps.store.load(file, understood(deps, kept, plan.format))
}

async function* understood(
  deps: ImportDeps,
  kept: KeptContent,
  format: WireFormat,
): AsyncGenerator<ReadRecord | QuarantinedRecord> {
  let count = 0
  const how = { format, detectLanguage: deps.detectLanguage, today: deps.today() }
  for await (const record of deps.reader.records(format.shape, await kept.open())) {
    count++
    if (count % 1_000 === 0) deps.onProgress(kept.name, count)
    yield understand(record, how)
  }
  deps.onProgress(kept.name, count)
}

interface Understanding {
  readonly format: WireFormat
  readonly detectLanguage: DetectLanguage
  readonly today: CalendarDate
}

function understand(
  record: RawRecord | UnreadableRecord,
  { format, detectLanguage, today }: Understanding,
): ReadRecord | QuarantinedRecord {
  if ('problem' in record) return quarantined(record.number, record.raw, record.problem)
  try {
    const disclosure = format.normalise(record.value)
    refuseUnkeepable(disclosure, today)
    const words = searchWords(disclosure.fields, detectLanguage)
    return { recordNumber: record.number, disclosure, fingerprint: fingerprint(disclosure.fields), words }
  } catch (problem) {
    return quarantined(record.number, record.raw, asProblem(problem))
  }
}

/** What no database may hold, and what cannot have been seen yet: it would outrank every sighting to come. */
function refuseUnkeepable({ observedAt, fields }: Disclosure, today: CalendarDate): void {
  const trouble = unstorable(fields)
  if (trouble !== null) throw new Problem('record.unreadable_text', trouble)
  if (observedAt !== null && dayOf(observedAt) > today) {
    throw new Problem('record.malformed', `it says it was seen on ${dayOf(observedAt)}, which has not come yet`)
  }
}

/** The domain refuses values with a RangeError; whoever let one through, the record is put aside for it. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof RangeError) return new Problem('record.malformed', error.message, { cause: error })
  throw error
}

function quarantined(recordNumber: number, raw: Uint8Array, problem: Problem): QuarantinedRecord {
  return { recordNumber, code: problem.code, reason: problem.message, raw }
}
