import type { DisclosureFields } from '../../domain/disclosure.ts'
import { FIELD_NAMES } from '../../domain/held-disclosure.ts'
import type { Manifest } from '../../ports/source.ts'
import { FIELD_LABELS } from '../labels.ts'
import { type AbsenceView, absenceOf } from './absence-view.ts'
import { type Content, contentOf } from './content-view.ts'

export type ShownField = (typeof FIELD_NAMES)[number]

/** A field on the page of an ad: its content, or why there is none. */
export interface FieldView {
  readonly label: string
  readonly absence: AbsenceView | null
  readonly content: Content | null
}

export interface FieldGroup {
  readonly heading: string
  readonly fields: readonly FieldView[]
}

const GROUPS: readonly { readonly heading: string; readonly names: readonly ShownField[] }[] = [
  { heading: 'Who', names: ['disclaimer', 'advertiserName', 'advertiserId', 'payerAddress', 'billingCountry'] },
  { heading: 'How much, how often', names: ['spend', 'impressions', 'reach', 'audienceSize'] },
  { heading: 'What it said', names: ['texts', 'formats', 'languages', 'landingUrls', 'mediaUrls'] },
  { heading: 'When and where', names: ['startsOn', 'endsOn', 'countries', 'regions', 'placements'] },
  { heading: 'For whom', names: ['targeting', 'audience'] },
  { heading: 'Other facts', names: ['otherFacts'] },
]

/** Every field of an ad, grouped by the question it answers. None is left out: an absence is a finding. */
export function fieldGroups(fields: DisclosureFields, manifest: Manifest | undefined): FieldGroup[] {
  const grouped = new Set(GROUPS.flatMap(({ names }) => names))
  const rest = FIELD_NAMES.filter((name) => !grouped.has(name))
  return [...GROUPS, ...(rest.length === 0 ? [] : [{ heading: 'More', names: rest }])].map(({ heading, names }) => ({
    heading,
    fields: names.map((name) => fieldView(fields, name, manifest)),
  }))
}

export function fieldView(fields: DisclosureFields, name: ShownField, manifest: Manifest | undefined): FieldView {
  const absence = absenceOf(fields, name, manifest)
  return { label: FIELD_LABELS[name], absence, content: absence === null ? contentOf(fields, name) : null }
}
