import type { CalendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import type { ObservedBy } from '../ports/disclosure-store.ts'
import type { IncomingContent } from '../ports/raw-archive.ts'
import type { RecordReader } from '../ports/record-reader.ts'
import type { RawRecord, Source, WireFormat } from '../ports/source.ts'

/** When a content was published, and who says so. */
export interface Dating {
  readonly observedOn: CalendarDate
  readonly observedBy: ObservedBy
}

/** What several contents tell together. */
export interface DayAround {
  readonly day: CalendarDate
  /** A file that holds nothing but a day says so. */
  readonly isItsOwn: boolean
}

interface DayDeps {
  readonly reader: RecordReader
  readonly today: () => CalendarDate
}

/** The latest day that the source wrote into any record and that is not still to come; null when none tells. */
export async function latestDayIn(
  { reader, today }: DayDeps,
  source: Source,
  format: WireFormat,
  content: Pick<IncomingContent, 'open'>,
): Promise<CalendarDate | null> {
  const now = today()
  let latest: CalendarDate | null = null
  for await (const record of reader.records(format, await content.open())) {
    const day = 'problem' in record ? null : dayOfRecord(source, format, record)
    if (day !== null && day <= now && (latest === null || day > latest)) latest = day
  }
  return latest
}

/** The latest day of several contents: of those that hold nothing but a day if there is one, else of all. */
export async function latestDayAround(
  deps: DayDeps,
  source: Source,
  contents: readonly IncomingContent[],
): Promise<DayAround | null> {
  const days: DayAround[] = []
  for (const content of contents) {
    const day = await dayOfContent(deps, source, content)
    if (day !== null) days.push(day)
  }
  const told = days.filter(({ isItsOwn }) => isItsOwn)
  const [latest] = (told.length > 0 ? told : days).sort((a, b) => (a.day > b.day ? -1 : 1))
  return latest ?? null
}

async function dayOfContent(deps: DayDeps, source: Source, content: IncomingContent): Promise<DayAround | null> {
  try {
    const head = await deps.reader.head(await content.open())
    const format = source.formats.find((each) => each.recognises(head, content.name))
    const day = format === undefined ? null : await latestDayIn(deps, source, format, content)
    return day === null ? null : { day, isItsOwn: format?.tells === 'day' }
  } catch (problem) {
    if (problem instanceof Problem) return null
    throw problem
  }
}

function dayOfRecord(source: Source, format: WireFormat, record: RawRecord): CalendarDate | null {
  if (format.tells !== 'ads') return format.latestDay(record.value)
  try {
    return source.latestDay(format.normalise(record.value))
  } catch (problem) {
    if (problem instanceof Problem || problem instanceof RangeError) return null
    throw problem
  }
}
