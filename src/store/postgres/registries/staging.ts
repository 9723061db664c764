import { registryNameKey } from '../../../domain/registry-name.ts'
import type { ReadRow, RegistryRecord, RegistryRelation, RejectedRow } from '../../../ports/registries.ts'
import { copyLine } from '../copy-text.ts'

/** What rows of a copy say, all kinds in one table, so that one stream fills it. `is`: record, name, relation or reject. */
export const STAGING = `
CREATE TEMP TABLE staged_registry (
  "is" text NOT NULL,
  row_number integer NOT NULL,
  ordinal smallint NOT NULL,
  scheme text,
  key text,
  part text,
  type text,
  country text,
  state text,
  valid_from text,
  valid_to text,
  facts jsonb,
  kind text,
  name text,
  name_key text,
  object_scheme text,
  object_key text,
  relation_key text,
  reason text,
  raw bytea
) ON COMMIT DROP`

export interface Staged {
  rows: number
  rejected: number
}

/** Lines of COPY; counts rows as they go by. */
export async function* stagedLines(rows: AsyncIterable<ReadRow | RejectedRow>, counts: Staged): AsyncGenerator<string> {
  for await (const row of rows) {
    counts.rows++
    if ('reason' in row) {
      counts.rejected++
      yield rejectLine(row)
    } else yield* readLines(row)
  }
}

function* readLines({ number, records, relations }: ReadRow): Generator<string> {
  for (const record of records) {
    yield recordLine(number, record)
    yield* nameLines(number, record)
  }
  for (const [index, relation] of relations.entries()) yield relationLine(number, index + 1, relation)
}

function recordLine(
  number: number,
  { scheme, key, part, type, country, state, from, to, facts }: RegistryRecord,
): string {
  const of = [clean(scheme), clean(key), clean(part), type, country, state, from, to, factsText(facts)]
  return copyLine(['record', number, 0, ...of, ...nothing(8)])
}

function* nameLines(number: number, { scheme, key, names }: RegistryRecord): Generator<string> {
  for (const [index, { name, kind }] of names.entries()) {
    const text = clean(name)
    const named = [kind, text, registryNameKey(text)]
    yield copyLine(['name', number, index + 1, clean(scheme), clean(key), ...nothing(7), ...named, ...nothing(5)])
  }
}

function relationLine(number: number, ordinal: number, relation: RegistryRelation): string {
  const { kind, key, subject, object, from, to, facts } = relation
  const ends = [clean(object.scheme), clean(object.key), clean(key)]
  const said = [...nothing(4), from, to, factsText(facts), kind, null, null]
  return copyLine([
    'relation',
    number,
    ordinal,
    clean(subject.scheme),
    clean(subject.key),
    ...said,
    ...ends,
    ...nothing(2),
  ])
}

function rejectLine({ number, reason, raw }: RejectedRow): string {
  const bytes = `\\x${Buffer.from(raw).toString('hex')}`
  return copyLine(['reject', number, 0, ...nothing(15), clean(reason), bytes])
}

/** By how many: rows are many, and so much need not be made anew for each. */
const NOTHING = Array.from({ length: 16 }, (_, count) => Array.from({ length: count }, () => null))

function nothing(count: number): readonly null[] {
  return NOTHING[count] ?? []
}

function factsText(facts: Readonly<Record<string, string>>): string {
  return JSON.stringify(facts, (_name, value) => (typeof value === 'string' ? clean(value) : value))
}

const UNSTORABLE = /[\0\p{Surrogate}]/gu

/** No text of the database may hold a NUL or half a character; the kept file has them still. */
function clean(text: string): string {
  return text.replace(UNSTORABLE, '\ufffd')
}
