import { z } from 'zod'
import type { ReadRow, RejectedRow } from '../../ports/registries.ts'
import { rejected } from '../shared/rejected.ts'
import { wholeJson } from '../shared/whole-json.ts'
import { entityRecord, LEI_FORM } from './entity.ts'
import { exceptionRow, parentRow } from './parents.ts'

const text = z.string().nullish()
const named = z.looseObject({ name: z.string(), type: text })
const links = z.looseObject({ links: z.looseObject({}).nullish() }).nullish()
const node = z.looseObject({ id: z.string().regex(LEI_FORM) })

const record = z.looseObject({
  type: z.literal('lei-records'),
  attributes: z.looseObject({
    lei: z.string().regex(LEI_FORM),
    entity: z.looseObject({
      legalName: z.looseObject({ name: z.string() }),
      otherNames: z.array(named).nullish(),
      legalAddress: z.looseObject({ country: text, region: text }).nullish(),
      status: text,
      category: text,
      jurisdiction: text,
      registeredAs: text,
      legalForm: z.looseObject({ id: text }).nullish(),
    }),
    registration: z.looseObject({ status: text }).nullish(),
  }),
  relationships: z.looseObject({ 'direct-parent': links, 'ultimate-parent': links }).nullish(),
})

const exception = z.looseObject({
  type: z.literal('reporting-exceptions'),
  attributes: z.looseObject({ lei: z.string().regex(LEI_FORM), category: z.string(), reason: text }),
})

const relationship = z.looseObject({
  type: z.literal('relationship-records'),
  attributes: z.looseObject({
    relationship: z.looseObject({ startNode: node, endNode: node, type: z.string(), status: text }),
  }),
})

const item = z.discriminatedUnion('type', [record, exception, relationship])

/** An answer of the API (JSON:API): records, relationships or exceptions, one or a list. */
export async function* answerRows(content: AsyncIterable<Buffer>): AsyncGenerator<ReadRow | RejectedRow> {
  const { data } = await wholeJson(content)
  const items: readonly unknown[] = Array.isArray(data) ? data : data === null || data === undefined ? [] : [data]
  for (const [index, each] of items.entries()) {
    const parsed = item.safeParse(each)
    const raw = Buffer.from(JSON.stringify(each)).toString('latin1')
    if (parsed.success) yield understood(index + 1, parsed.data)
    else
      yield rejected(
        index + 1,
        raw,
        parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '),
      )
  }
}

function understood(number: number, told: z.infer<typeof item>): ReadRow {
  if (told.type === 'reporting-exceptions') {
    const { lei, category, reason } = told.attributes
    return exceptionRow(number, lei, category, reason ? [reason] : [])
  }
  if (told.type === 'lei-records') return recordRow(number, told)
  const { startNode, endNode, type, status } = told.attributes.relationship
  const rest = { status: status ?? undefined, start: undefined, end: undefined }
  return parentRow(number, { child: startNode.id, parent: endNode.id, type, ...rest })
}

function recordRow(number: number, { attributes, relationships }: z.infer<typeof record>): ReadRow {
  const { lei, entity, registration } = attributes
  const told = entityRecord({
    lei,
    legalName: entity.legalName.name,
    otherNames: (entity.otherNames ?? []).map(({ name, type }) => ({ name, type: type ?? '' })),
    country: entity.legalAddress?.country ?? '',
    region: entity.legalAddress?.region ?? '',
    category: entity.category ?? '',
    facts: {
      status: entity.status,
      registration_status: registration?.status,
      jurisdiction: entity.jurisdiction,
      registered_as: entity.registeredAs,
      legal_form: entity.legalForm?.id,
      direct_parent: parentState(relationships?.['direct-parent']),
      ultimate_parent: parentState(relationships?.['ultimate-parent']),
    },
  })
  return { number, records: [told], relations: [] }
}

/** A link to an exception is not a parent, and not “no parent” either; without any link nothing is known. */
function parentState(told: z.infer<typeof links>): string | null {
  const names = Object.keys(told?.links ?? {})
  if (names.includes('reporting-exception')) return 'not_reported'
  return names.some((name) => name === 'lei-record' || name === 'relationship-record') ? 'reported' : null
}
