import { type DisclosureFields, type FieldName, isAbsent, WITHHELD } from '../domain/disclosure.ts'
import type { HeldDisclosure } from '../domain/held-disclosure.ts'
import type { DisclosureHistory } from '../ports/archive.ts'
import type { Manifest } from '../ports/source.ts'

/** Whether the ad was removed at its source, and must not be shown on: by the source's own word, or since it lists it no more. */
export function isRemovedAtSource(held: HeldDisclosure, manifest: Manifest | undefined): boolean {
  return isTombstone(held) || (manifest?.honoursRemoval === true && held.listing.withdrawnAt !== null)
}

/** Whether the source’s newest word is that it was removed. */
export function isTombstone({ fields }: HeldDisclosure): boolean {
  return fields.remarks?.includes('removed_at_source') === true
}

/** An ad as it may be shown: of a removed one, that there was one. */
export function shownHeld(held: HeldDisclosure, manifest: Manifest | undefined): HeldDisclosure {
  // A tombstone says itself what it withholds.
  if (isTombstone(held) || !isRemovedAtSource(held, manifest)) return held
  const told = Object.keys(held.fields).filter((name) => name !== 'remarks') as FieldName[]
  return { ...held, advertiser: null, fields: withheld(held.fields, told) }
}

/** The history of an ad; of a removed one, what is withheld now is withheld in all its versions. */
export function honouringRemoval(history: DisclosureHistory, manifest: Manifest | undefined): DisclosureHistory {
  if (!isRemovedAtSource(history.held, manifest)) return history
  const held = shownHeld(history.held, manifest)
  const names = withheldIn(held.fields)
  const versions = history.versions.map((version) => ({ ...version, fields: withheld(version.fields, names) }))
  return { ...history, held, versions }
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
