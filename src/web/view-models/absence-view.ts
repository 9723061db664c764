import type { FieldName } from '../../domain/disclosure.ts'
import { type FieldState, fieldState, type HeldDisclosure } from '../../domain/held-disclosure.ts'
import type { Manifest } from '../../ports/source.ts'
import { ABSENCES } from '../labels.ts'

/** One of the three absences, told apart by mark, word and meaning. */
export interface AbsenceView {
  readonly state: Exclude<FieldState, 'told'>
  readonly mark: string
  readonly word: string
  readonly meaning: string
}

/** Why a field holds no value; null when it holds one. */
export function absenceOf(
  fields: HeldDisclosure['fields'],
  name: FieldName,
  manifest: Manifest | undefined,
): AbsenceView | null {
  const never = manifest?.neverDisclosed ?? []
  const state = fieldState(fields, name, never)
  if (state === 'told') return null
  const isNever = state === 'not_disclosed' && never.includes(name)
  const words = absenceView(state)
  return isNever ? { ...words, meaning: `${manifest?.name ?? 'The source'} tells this about no ad.` } : words
}

export function absenceView(state: Exclude<FieldState, 'told'>): AbsenceView {
  return { state, ...ABSENCES[state] }
}
