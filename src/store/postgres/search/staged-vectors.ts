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
  await stemmer.learn(wordsByLanguage(batch))
  for (const record of batch) yield 'code' in record ? [record, null] : [record, vectorsOf(record.words, stemmer)]
}

function vectorsOf(words: SearchWords, stemmer: Stemmer): FieldVectors {
  const stemOf = (word: string) => stemmer.stem(words.language, word)
  return FIELDS.map(([field, weight]) => {
    const folded = words[field]
    return folded === undefined ? null : vectorText(folded, weight, stemOf)
  })
}

function wordsByLanguage(batch: readonly (ReadRecord | QuarantinedRecord)[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const record of batch) {
    if ('code' in record || record.words.language === undefined) continue
    const { language } = record.words
    const known = found.get(language) ?? new Set()
    for (const word of FIELDS.flatMap(([field]) => record.words[field]?.split(' ') ?? [])) known.add(word)
    found.set(language, known)
  }
  return found
}
