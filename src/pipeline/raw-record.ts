import { Problem } from '../domain/errors.ts'
import type { RawRecordView } from '../ports/archive.ts'
import type { RawArchive } from '../ports/raw-archive.ts'
import type { RecordPointer } from '../ports/record-pointer.ts'
import type { RecordReader } from '../ports/record-reader.ts'
import type { Source, WireFormat } from '../ports/source.ts'

interface RawRecordDeps {
  readonly rawArchive: RawArchive
  readonly reader: RecordReader
  readonly sources: readonly Source[]
}

/**
 * The public view of a raw record, read from the kept file: the values of the keys that its wire format allows, and the
 * names alone of all others. Null when the pointer leads nowhere.
 */
export async function rawRecord(deps: RawRecordDeps, pointer: RecordPointer): Promise<RawRecordView | null> {
  const format = formatOf(deps.sources, pointer.parser)
  if (format === null) return null
  const content = await deps.rawArchive.open(pointer.blob, pointer.member)
  try {
    for await (const record of deps.reader.records(format, content)) {
      if (record.number === pointer.recordNumber) return 'problem' in record ? null : publicView(format, record.value)
    }
  } catch (problem) {
    if (problem instanceof Problem) return null
    throw problem
  } finally {
    content.destroy()
  }
  return null
}

function formatOf(sources: readonly Source[], parser: string): WireFormat | null {
  const id = parser.slice(0, parser.lastIndexOf('/'))
  return sources.flatMap(({ formats }) => formats).find((format) => format.id === id) ?? null
}

function publicView(format: WireFormat, record: Readonly<Record<string, unknown>>): RawRecordView {
  const isPrivate = format.isPrivate?.(record) === true
  return { fields: shownFields(record, isPrivate ? NONE : new Set([...format.publicKeys].map(plain)), '') }
}

const NONE: ReadonlySet<string> = new Set()

/** An object that holds a key the public may see is opened; of all else that it may not see, the name alone is told. */
function shownFields(record: object, allowed: ReadonlySet<string>, within: string): RawRecordView['fields'] {
  return Object.entries(record).flatMap(([key, value]) => {
    const name = `${within}${key}`
    if (allowed.has(plain(name))) return [{ name, value: asText(value) }]
    const isOpened = isObject(value) && [...allowed].some((each) => each.startsWith(`${plain(name)}.`))
    return isOpened ? shownFields(value, allowed, `${name}.`) : [{ name, value: null }]
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function plain(key: string): string {
  return key.toLowerCase().replace(/\s+/g, '')
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
