import { type DisclosureFields, type FieldName, isAbsent, WITHHELD } from '../domain/disclosure.ts'
import type { DisclosureHistory } from '../ports/archive.ts'

/** Whether the source's newest word is that the ad was removed, and must not be shown on. */
export function isRemovedAtSource({ held }: Pick<DisclosureHistory, 'held'>): boolean {
  return held.fields.remarks?.includes('removed_at_source') === true
}

/** The history of an ad; of a removed one, what its newest record withholds is withheld in the versions before it too. */
export function honouringRemoval(history: DisclosureHistory): DisclosureHistory {
  if (!isRemovedAtSource(history)) return history
  const names = withheldIn(history.held.fields)
  const versions = history.versions.map((version) => ({ ...version, fields: withheld(version.fields, names) }))
  return { ...history, versions }
}

function withheldIn(fields: DisclosureFields): readonly FieldName[] {
  const names = Object.keys(fields) as FieldName[]
  return names.filter((name) => {
    const value = fields[name]
    return isAbsent(value) && value.absent === 'withheld'
  })
}

function withheld(fields: DisclosureFields, names: readonly FieldName[]): DisclosureFields {
  const there = names.filter((name) => fields[name] !== undefined)
  return { ...fields, ...Object.fromEntries(there.map((name) => [name, WITHHELD])) }
}
