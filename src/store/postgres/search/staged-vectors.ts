import type { QuarantinedRecord, ReadRecord, SearchWords } from '../../../ports/disclosure-store.ts'
import type { Stemmer } from './stemmer.ts'
import { vectorText, type Weight } from './vector-text.ts'

/** The vectors of a record's fields, in the order of the staging table; null where a field was not collected. */
export type FieldVectors = readonly (string | null)[]

const FIELDS: readonly (readonly [Exclude<keyof SearchWords, 'language'>, Weight])[] = [
  ['advertiserName', 'A'],
  ['disclaimer', 'A'],
  ['otherFacts', 'B'],
  ['texts', 'D'],
]

/** A record with its vectors; null for one that could not be read. */
export type RecordWithVectors = readonly [ReadRecord, FieldVectors] | readonly [QuarantinedRecord, null]

/** So many records share one question to the engine. */
const BATCH = 200

export async function* withVectors(
  records: AsyncIterable<ReadRecord | QuarantinedRecord>,
  stemmer: Stemmer,
): AsyncGenerator<RecordWithVectors> {
  let batch: (ReadRecord | QuarantinedRecord)[] = []
  for await (const record of records) {
    batch.push(record)
    if (batch.length < BATCH) continue
    yield* finished(batch, stemmer)
    batch = []
  }
  yield* finished(batch, stemmer)
}

async function* finished(
  batch: readonly (ReadRecord | QuarantinedRecord)[],
  stemmer: Stemmer,
): AsyncGenerator<RecordWithVectors> {
  stemmer.forget()
  await stemmer.learn(unknownWords(batch, stemmer))
  for (const record of batch) yield 'code' in record ? [record, null] : [record, vectorsOf(record.words, stemmer)]
}

function vectorsOf(words: SearchWords, stemmer: Stemmer): FieldVectors {
  const stems = stemmer.stemsOf(words.language)
  return FIELDS.map(([field, weight]) => {
    const folded = words[field]
    return folded === undefined ? null : vectorText(folded, weight, stems)
  })
}

function unknownWords(batch: readonly (ReadRecord | QuarantinedRecord)[], stemmer: Stemmer): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const record of batch) {
    if ('code' in record || record.words.language === undefined) continue
    const { language } = record.words
    const known = stemmer.stemsOf(language)
    const unknown = found.get(language) ?? new Set()
    for (const [field] of FIELDS) {
      for (const word of record.words[field]?.split(' ') ?? []) if (known?.has(word) !== true) unknown.add(word)
    }
    found.set(language, unknown)
  }
  return found
}
