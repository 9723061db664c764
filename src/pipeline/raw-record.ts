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
  const allowed = new Set([...format.publicKeys].map(plain))
  const fields = Object.entries(record).map(([name, value]) => ({
    name,
    value: allowed.has(plain(name)) ? asText(value) : null,
  }))
  return { fields }
}

function plain(key: string): string {
  return key.toLowerCase().replace(/\s+/g, '')
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
