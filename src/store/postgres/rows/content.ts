import { type DisclosureFields, isAbsent } from '../../../domain/disclosure.ts'

/** Fields whose values hold whole numbers of any size: as text in jsonb, as bigint in the domain. */
const RANGES = ['spend', 'impressions', 'reach', 'audienceSize'] as const

/**
 * Disclosure fields as jsonb text. Remarks are always there, so that a newer record without any takes away those of an
 * older one when contents are laid over each other.
 */
export function contentText(fields: DisclosureFields): string {
  const withRemarks = { ...fields, remarks: fields.remarks ?? [] }
  return JSON.stringify(withRemarks, (_key, value) => (typeof value === 'bigint' ? value.toString() : value))
}

/** The row's jsonb as disclosure fields: it was written by `contentText`, so its shape is trusted. */
export function contentFields(content: Record<string, unknown>): DisclosureFields {
  const fields: Record<string, unknown> = { ...content }
  for (const name of RANGES) {
    const value = fields[name]
    if (value === undefined || isAbsent(value)) continue
    const { lower, upper, ...rest } = value as { lower: string; upper: string | null }
    fields[name] = { ...rest, lower: BigInt(lower), upper: upper === null ? null : BigInt(upper) }
  }
  return fields as DisclosureFields
}
