import { type DisclosureFields, isAbsent, toldValue } from '../../../domain/disclosure.ts'

/** Fields whose values hold whole numbers of any size: as text in jsonb, as bigint in the domain. */
const RANGES = ['spend', 'impressions', 'reach', 'audienceSize'] as const

/**
 * Disclosure fields as jsonb text. Remarks are always there, so that a newer record without any takes away those of an
 * older one when contents are laid over each other.
 */
export function contentText(fields: DisclosureFields): string {
  const content: Record<string, unknown> = { ...fields, remarks: fields.remarks ?? [] }
  for (const name of RANGES) {
    const range = toldValue(fields[name])
    if (range === null) continue
    const { lower, upper } = range
    content[name] = { ...range, lower: lower.toString(), upper: upper === null ? null : upper.toString() }
  }
  return JSON.stringify(content)
}

/** The row's jsonb as disclosure fields: it was written by `contentText`, so its shape is trusted. */
export function contentFields(content: Record<string, unknown>): DisclosureFields {
  return fieldsOfContent({ ...content })
}

/** The same, made of the given object itself. */
export function fieldsOfContent(fields: Record<string, unknown>): DisclosureFields {
  for (const name of RANGES) {
    const value = fields[name]
    if (value === undefined || isAbsent(value)) continue
    const range = value as { lower: string | bigint; upper: string | bigint | null }
    fields[name] = { ...range, lower: BigInt(range.lower), upper: range.upper === null ? null : BigInt(range.upper) }
  }
  return fields as DisclosureFields
}
