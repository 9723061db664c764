import type { Disclosure } from '../../src/domain/disclosure.ts'
import type { RecordReader } from '../../src/ports/record-reader.ts'
import type { AdFormat, RawRecord, Source, WireFormat } from '../../src/ports/source.ts'
import { recordReader } from '../../src/sources/shared/record-reader.ts'
import { snapAdId } from './snap-csv.ts'

/** The number of the record travels under this key, for the ids of ads whose own cannot be read. */
const NUMBER = 'number of the record'

/** A reader that gives up on nothing: what cannot be cut into cells is a record without any. */
export const tolerantReader: RecordReader = {
  head: recordReader.head,
  records: async function* (shape, content) {
    for await (const record of recordReader.records(shape, content)) {
      const value = 'problem' in record ? {} : record.value
      const known: RawRecord = { number: record.number, raw: record.raw, value: { ...value, [NUMBER]: record.number } }
      yield known
    }
  },
}

/** The sources after a fix, one version on: what no normaliser understood is an ad of which little is known. */
export function tolerantSources(sources: readonly Source[]): readonly Source[] {
  return sources.map((source) => ({ ...source, formats: source.formats.map((format) => tolerant(format)) }))
}

function tolerant(format: WireFormat): WireFormat {
  if (format.tells !== 'ads') return format
  return {
    ...format,
    version: format.version + 1,
    normalise: (record: RawRecord['value']) => understood(format, record),
  }
}

function understood(format: AdFormat, { [NUMBER]: number, ...record }: RawRecord['value']): Disclosure {
  try {
    return format.normalise(record)
  } catch {
    const adId =
      format.id === 'snap-csv' ? `f${snapAdId(Number(number)).slice(1)}` : `9${String(number).padStart(15, '0')}`
    return { adId, observedAt: null, fields: { advertiserName: 'Recovered' } }
  }
}
