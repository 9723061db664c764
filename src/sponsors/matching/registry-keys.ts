import { nameForms } from '../names/name-forms.ts'
import type { RegistryEntry, RegistryName, RegistryNames } from '../resolution.ts'

interface Bearer {
  readonly entry: RegistryEntry
  readonly span: RegistryName
}

/** n2 keys that several bodies of a registry bear at one time: they have neither a candidate nor a post code in common. */
export function registryKeys(registry: RegistryNames | null): ReadonlySet<string> {
  const bearers = new Map<string, Bearer[]>()
  const ambiguous = new Set<string>()
  for (const entry of registry?.entries ?? []) {
    for (const span of entry.names) {
      const key = nameForms(span.name).n2
      const known = bearers.get(key) ?? []
      if (known.some((other) => areRivals(other, { entry, span }))) ambiguous.add(key)
      bearers.set(key, [...known, { entry, span }])
    }
  }
  return ambiguous
}

function areRivals(a: Bearer, b: Bearer): boolean {
  return (
    a.entry !== b.entry &&
    !areOneCandidates(a.entry, b.entry) &&
    !areNeighbours(a.entry, b.entry) &&
    meet(a.span, b.span)
  )
}

/** Spans of which nothing is told meet all others. */
function meet(a: RegistryName, b: RegistryName): boolean {
  const isBefore = (first: RegistryName, second: RegistryName) =>
    first.to !== null && second.from !== null && first.to < second.from
  return !isBefore(a, b) && !isBefore(b, a)
}

/** Committees of one candidate: whichever is meant, it is the same campaign's. */
function areOneCandidates(a: RegistryEntry, b: RegistryEntry): boolean {
  if (a.scheme === b.scheme && a.id === b.id) return true
  return a.candidates.some(({ id }) => b.candidates.some((other) => other.id === id))
}

/** One name at one post code is a campaign that was registered anew, for its next race or by mistake. */
function areNeighbours(a: RegistryEntry, b: RegistryEntry): boolean {
  return a.scheme === b.scheme && a.facts['zip'] !== undefined && a.facts['zip'] === b.facts['zip']
}
