import { nameForms } from '../names/name-forms.ts'
import type { RegistryEntry, RegistryNames } from '../resolution.ts'

/** n2 keys that several bodies of a registry have: they have no candidate in common. */
export function registryKeys(registry: RegistryNames | null): ReadonlySet<string> {
  const first = new Map<string, RegistryEntry>()
  const ambiguous = new Set<string>()
  for (const entry of registry?.entries ?? []) {
    for (const { name } of entry.names) {
      const key = nameForms(name).n2
      const known = first.get(key)
      if (known === undefined) first.set(key, entry)
      else if (known !== entry && !areOneCandidates(known, entry)) ambiguous.add(key)
    }
  }
  return ambiguous
}

/** Committees of one candidate: whichever is meant, it is the same campaign's. */
function areOneCandidates(a: RegistryEntry, b: RegistryEntry): boolean {
  if (a.scheme === b.scheme && a.id === b.id) return true
  return a.candidates.some(({ id }) => b.candidates.some((other) => other.id === id))
}
