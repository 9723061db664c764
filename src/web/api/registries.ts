import { z } from 'zod'
import { count, countryCode, day, instant, path, whole } from './values.ts'

const scheme = z.string().describe('Whose number it is: us-fec, us-fara, lei.')
const key = z.string().describe('The number there.')
const registryId = z.string().describe('A registry, by its short name: fec, fara, ofac.')
const blob = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 of the kept bytes.')
const from = z.string().nullable().describe('Cycle or day from which. Null: not told.')
const to = z.string().nullable().describe('Cycle or day up to which. Null: not told.')
const facts = z.record(z.string(), z.string()).describe('What else it says, in the registry’s own words and codes.')
const nameKind = z.enum(['name', 'former', 'alias', 'weak_alias'])
const readFrom = z.string().describe('First cycle, or day of a copy, in which it was read.')
const readTo = z.string().describe('Last cycle, or day of a copy, in which it was read.')

/** Where a statement stands. */
const pin = {
  file: z.string().describe('Name of the copy as it came.'),
  blob,
  retrievedOn: day.describe('When the copy was retrieved.'),
  row: z.int().positive().describe('Which row of it; counted from 1.'),
  isCurrent: z.boolean().describe('Whether no later copy of the same is held.'),
}

const copy = z.strictObject({
  format: z.string(),
  series: z.string().describe('What it is a complete copy of. Empty: a part of something.'),
  name: z.string(),
  blob,
  member: z.string().nullable().describe('Path within the archive file. Null: the file is no archive file.'),
  retrievedOn: day,
  retrievedBy: z.enum(['operator', 'content', 'name', 'folder', 'modified']).describe('Who told that day.'),
  isCurrent: z.boolean(),
  rows: count,
  rejected: count.describe('How many of the rows could not be understood.'),
  loadedAt: instant,
})

const named = z.strictObject({
  ...{ registry: registryId, scheme, key },
  ...{ name: z.string(), kind: nameKind, from: readFrom, to: readTo },
  page: path,
})

export const registriesSchema = z.strictObject({
  registries: z.array(
    z.strictObject({
      id: registryId,
      name: z.string(),
      publisherUrl: z.url(),
      terms: z.string(),
      licence: z.string().nullable().describe('What must cover a use of it. Null: anybody may use it.'),
      schemes: z.array(scheme),
      copies: z.array(copy).describe('By what they are copies of, the newest first.'),
    }),
  ),
  found: z.array(named).nullable().describe('The first 200 records of the name asked for. Null: none was asked for.'),
  ...whole,
})

const relation = z.strictObject({
  kind: z.enum(['candidate_committee', 'registrant_principal', 'direct_parent', 'ultimate_parent', 'pays']),
  role: z
    .enum(['subject', 'object'])
    .describe('What the record is: candidate, registrant, child, payer; or the other.'),
  other: z.strictObject({
    ...{ scheme, key },
    name: z.string().nullable().describe('Null: nothing of it is kept.'),
    page: path.nullable().describe('Null: nothing of it is kept.'),
  }),
  ...{ from, to, facts },
  ...pin,
})

export const registryRecordSchema = z.strictObject({
  ...{ registry: registryId, scheme, key },
  type: z.string().nullable().describe('Null: not told.'),
  country: countryCode.nullable().describe('Null: not told, or a name without a code, which is among the facts.'),
  state: z.string().nullable().describe('As the registry has it. Null: not told.'),
  publisherPage: z.string().nullable().describe('Its page at the registry. Null: no address is known.'),
  names: z.array(z.strictObject({ name: z.string(), kind: nameKind, from: readFrom, to: readTo })),
  facts,
  relations: z.array(relation).describe('The first 200.'),
  relationCount: count,
  rows: z
    .array(z.strictObject({ part: z.string(), from, to, facts, ...pin }))
    .describe('Every row of every copy that tells of it, of the newest time first.'),
  ...whole,
})
