import { type CalendarDate, dayOf } from '../domain/calendar.ts'
import type { Disclosure } from '../domain/disclosure.ts'
import { Problem } from '../domain/errors.ts'
import { fingerprint } from '../domain/fingerprint.ts'
import { unstorable } from '../domain/storable.ts'
import type { QuarantinedRecord, ReadRecord, ReadStatements } from '../ports/disclosure-store.ts'
import type { RecordReader, UnreadableRecord } from '../ports/record-reader.ts'
import type { AdFormat, FileContext, RawRecord, StatementFormat } from '../ports/source.ts'
import { type DetectLanguage, searchWords } from './search-words.ts'

export interface Understanding {
  readonly detectLanguage: DetectLanguage
  readonly today: CalendarDate
  readonly file: FileContext
}

type RawRecords = ReturnType<RecordReader['records']>

/** Each record as an ad, or put aside with its bytes and the reason. */
export async function* understoodAds(
  records: RawRecords,
  format: AdFormat,
  how: Understanding,
): AsyncGenerator<ReadRecord | QuarantinedRecord> {
  for await (const record of records) yield orQuarantined(record, (known) => ad(known, format, how))
}

/** Each record as what it states of advertisers, places and money, or put aside. */
export async function* understoodStatements(
  records: RawRecords,
  format: StatementFormat,
  file: FileContext,
): AsyncGenerator<ReadStatements | QuarantinedRecord> {
  for await (const record of records) yield orQuarantined(record, (known) => statements(known, format, file))
}

function ad(record: RawRecord, format: AdFormat, { detectLanguage, today, file }: Understanding): ReadRecord {
  const disclosure = format.normalise(record.value, file)
  refuseUnkeepable(disclosure, today)
  const words = searchWords(disclosure.fields, detectLanguage)
  return { recordNumber: record.number, disclosure, fingerprint: fingerprint(disclosure.fields), words }
}

function statements(record: RawRecord, format: StatementFormat, file: FileContext): ReadStatements {
  const told = format.normalise(record.value, file)
  const trouble = unstorable(told)
  if (trouble !== null) throw new Problem('record.unreadable_text', trouble)
  return { recordNumber: record.number, ...told }
}

/** What no database may hold, and what cannot have been seen yet: it would outrank every sighting to come. */
function refuseUnkeepable({ observedAt, fields }: Disclosure, today: CalendarDate): void {
  const trouble = unstorable(fields)
  if (trouble !== null) throw new Problem('record.unreadable_text', trouble)
  if (observedAt !== null && dayOf(observedAt) > today) {
    throw new Problem('record.malformed', `it says it was seen on ${dayOf(observedAt)}, which has not come yet`)
  }
}

function orQuarantined<Understood>(
  record: RawRecord | UnreadableRecord,
  understand: (record: RawRecord) => Understood,
): Understood | QuarantinedRecord {
  if ('problem' in record) return quarantined(record.number, record.raw, record.problem)
  try {
    return understand(record)
  } catch (problem) {
    return quarantined(record.number, record.raw, asProblem(problem))
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
