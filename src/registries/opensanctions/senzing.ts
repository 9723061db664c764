import { z } from 'zod'
import type { ReadRow, RejectedRow } from '../../ports/registries.ts'
import { facts } from '../shared/facts.ts'
import { rejected } from '../shared/rejected.ts'
import { jsonLine } from '../shared/whole-json.ts'
import type { Line } from '../shared/whole-lines.ts'
import { OPEN_SANCTIONS } from './manifest.ts'

const entity = z.looseObject({
  DATA_SOURCE: z.string(),
  RECORD_ID: z.string().regex(/^[\w.-]{1,200}$/),
  RECORD_TYPE: z.string().nullish(),
  LAST_CHANGE: z.string().optional(),
  NAMES: z.array(
    z.looseObject({
      NAME_TYPE: z.string().optional(),
      NAME_FULL: z.string().optional(),
      NAME_ORG: z.string().optional(),
    }),
  ),
  RISKS: z.array(z.looseObject({ TOPIC: z.string() })).optional(),
})

const TYPES: Readonly<Record<string, string>> = { PERSON: 'person' }

/** An entity in Senzing's form, one a line. Who may be a person is kept only where it says what for (`RISKS`). */
export function senzingRow({ number, text }: Line): ReadRow | RejectedRow {
  const parsed = entity.safeParse(jsonLine(text))
  if (!parsed.success) return rejected(number, text, 'it is no entity with RECORD_ID and NAMES')
  const { RECORD_ID, NAMES, RISKS = [], DATA_SOURCE, LAST_CHANGE } = parsed.data
  const type = parsed.data.RECORD_TYPE ?? ''
  if (type !== 'ORGANIZATION' && RISKS.length === 0) return { number, records: [], relations: [] }
  const record = {
    scheme: OPEN_SANCTIONS,
    part: 'entry',
    key: RECORD_ID,
    names: NAMES.map(({ NAME_TYPE, NAME_FULL, NAME_ORG }) => ({
      name: NAME_FULL ?? NAME_ORG ?? '',
      kind: NAME_TYPE === 'PRIMARY' ? ('name' as const) : ('alias' as const),
    })).filter(({ name }) => name !== ''),
    type: TYPES[type] ?? 'unknown',
    country: null,
    state: null,
    from: null,
    to: null,
    facts: facts({
      listed_as: type,
      data_source: DATA_SOURCE,
      topics: RISKS.map(({ TOPIC }) => TOPIC).join('; '),
      last_change: LAST_CHANGE,
    }),
  }
  return { number, records: [record], relations: [] }
}
