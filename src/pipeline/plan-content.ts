import type { CalendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import type { ObservedBy } from '../ports/disclosure-store.ts'
import type { IncomingContent } from '../ports/raw-archive.ts'
import type { RecordReader } from '../ports/record-reader.ts'
import type { FileHead, Source, WireFormat } from '../ports/source.ts'
import { type Dating, type DayAround, latestDayIn } from './latest-day.ts'

export interface PlanDeps {
  /** All there are: a file of one may be brought for another. */
  readonly sources: readonly Source[]
  readonly reader: RecordReader
  /** Today, for dates that cannot be. */
  readonly today: () => CalendarDate
}

/** Where a content stands: what may tell its date when it does not itself. */
export interface Surroundings {
  readonly source: Source
  /** The operator's word on when the file was published; a date in the file's name outranks it. */
  readonly observedOn: CalendarDate | null
  /** Name of the folder that the file lies in; empty when unknown. */
  readonly folder: string
  /** The latest day that the archive or folder around it tells, and whether it does so in words of its own. */
  readonly dayAround: () => Promise<DayAround | null>
}

/** How a content will be read, and when it was published. */
export interface Plan {
  readonly format: WireFormat
  readonly observedOn: CalendarDate
  readonly observedBy: ObservedBy
  readonly drift: readonly string[]
}

/** A Problem says why the content cannot be taken. */
export async function planContent(
  deps: PlanDeps,
  around: Surroundings,
  content: IncomingContent,
): Promise<Plan | Problem> {
  try {
    const { source } = around
    const head = await deps.reader.head(await content.open())
    const format = formatOf(source, head, content.name)
    if (format === null) return unrecognised(deps.sources, source, head, content.name)
    const drift = format.drift?.(head) ?? []
    return { format, drift, ...(await dating(deps, around, content, format)) }
  } catch (problem) {
    if (problem instanceof Problem) return problem
    throw problem
  }
}

export function formatOf(source: Source, head: FileHead, name: string): WireFormat | null {
  return source.formats.find((each) => each.recognises(head, name)) ?? null
}

function unrecognised(sources: readonly Source[], source: Source, head: FileHead, name: string): Problem {
  const other = sources.find((each) => formatOf(each, head, name) !== null)
  if (other !== undefined) {
    const { id, name: library } = other.manifest
    return new Problem('file.unknown_format', `it is a file of ${library}: import it as “${id}”`)
  }
  const lacking = nearestLack(source, head)
  const some = lacking.slice(0, 5).join(', ') + (lacking.length > 5 ? ', …' : '')
  const why = lacking.length === 0 ? '' : `; it lacks ${some}`
  const { id, name: library } = source.manifest
  const message = `it is no file as known from ${library}${why}. See src/sources/${id}/README.md`
  return new Problem('file.unknown_format', message)
}

/** What the format that comes nearest would need. */
function nearestLack(source: Source, head: FileHead): readonly string[] {
  const lacks = source.formats.map(({ lacks }) => lacks?.(head) ?? []).filter((each) => each.length > 0)
  return lacks.sort((a, b) => a.length - b.length)[0] ?? []
}

/**
 * The name, then the operator, a folder named after a day, a file beside the content that tells the day of them all, the
 * latest day that the source wrote into the content, a folder named after a month, and last what lies around the content.
 */
async function dating(
  deps: PlanDeps,
  around: Surroundings,
  content: IncomingContent,
  format: WireFormat,
): Promise<Dating> {
  const { source, observedOn, folder } = around
  const named = source.dateInName(content.name)
  if (named !== null && named > deps.today()) {
    throw new Problem('file.undated', `its name says ${named}, which has not come yet: mend the name`)
  }
  if (named !== null) return { observedOn: named, observedBy: 'name' }
  if (observedOn !== null) return { observedOn, observedBy: 'operator' }
  const byFolder = source.dateInFolder?.(folder) ?? null
  const isPast = byFolder !== null && byFolder.day <= deps.today()
  if (isPast && !byFolder.isMonth) return { observedOn: byFolder.day, observedBy: 'folder' }
  const tellsDays = source.formats.some(({ tells }) => tells === 'day')
  const told = tellsDays ? await around.dayAround() : null
  if (told?.isItsOwn === true) return { observedOn: told.day, observedBy: 'neighbours' }
  const latest = await latestDayIn(deps, source, format, content)
  if (latest !== null) return { observedOn: latest, observedBy: 'content' }
  if (isPast) return { observedOn: byFolder.day, observedBy: 'folder' }
  if (told !== null) return { observedOn: told.day, observedBy: 'neighbours' }
  throw new Problem('file.undated', 'nothing tells when it was published: add --observed-at YYYY-MM-DD')
}
