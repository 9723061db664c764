import type { RegistryCandidate, RegistryEntry, RegistryName } from '../resolution.ts'
import { type NameClaims, nameClaims, personOfRegistry } from './name-claims.ts'
import { FULL, personLikeness } from './person-likeness.ts'

/** A registry's record with its names read. */
export interface ReadEntry {
  readonly entry: RegistryEntry
  readonly names: readonly ReadName[]
  /** Even years in which one of its names was read. */
  readonly cycles: ReadonlySet<string>
}

export interface ReadName extends RegistryName {
  readonly claims: NameClaims
}

/** A person's committees together; a body without a candidate alone. */
export interface Campaign {
  /** The least id of its records or candidates. */
  readonly key: string
  readonly entries: readonly ReadEntry[]
  readonly hasCandidate: boolean
  /** What the person is called, each once: by the registry, and by the names of committees of this person alone. */
  readonly people: readonly (readonly string[])[]
  readonly offices: ReadonlySet<string>
  /** Postal codes. */
  readonly states: ReadonlySet<string>
}

export function readEntry(entry: RegistryEntry): ReadEntry {
  const cycles = new Set<string>()
  for (const { from, to } of entry.names) {
    for (let year = Number(from); year > 0 && year <= Number(to ?? from); year += 2) cycles.add(String(year))
  }
  const names = entry.names.map((name) => ({ ...name, claims: nameClaims(name.name) }))
  return { entry, cycles, names: names.filter(({ claims }) => claims.exact !== '') }
}

/** Groups records by person: ids of candidates are one person's where a committee or a same-named one joins them. */
export function campaignsOf(entries: readonly ReadEntry[]): readonly Campaign[] {
  const person = personOf(entries)
  const groups = new Map<string, ReadEntry[]>()
  for (const read of entries) {
    const ids = read.entry.candidates.map(({ id }) => person(id))
    for (const key of ids.length === 0 ? [read.entry.id] : new Set(ids)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [read])
      else group.push(read)
    }
  }
  return [...groups].map(([key, group]) => {
    const candidates = group.flatMap(({ entry }) => entry.candidates.filter(({ id }) => person(id) === key))
    return campaign(key, group, candidates)
  })
}

function campaign(key: string, entries: readonly ReadEntry[], candidates: readonly RegistryCandidate[]): Campaign {
  const people = new Map<string, readonly string[]>()
  const call = (words: readonly string[]) => words.length > 0 && people.set(words.join(' '), words)
  for (const { name } of candidates) call(personOfRegistry(name))
  for (const { entry, names } of entries) {
    const isOwn = entry.candidates.length < 2 || /^[PA]$/.test(entry.facts['designation'] ?? '')
    if (isOwn) for (const { claims } of names) call(claims.person)
  }
  const states = candidates.filter(({ office }) => office !== 'P').map(({ state }) => state)
  return {
    ...{ key, entries, hasCandidate: candidates.length > 0, people: [...people.values()] },
    offices: new Set(candidates.map(({ office }) => office)),
    states: new Set(states.flatMap((state) => (state === null ? [] : [state.toLowerCase()]))),
  }
}

/** The least of the candidate ids that are one person's, by any of them. */
function personOf(entries: readonly ReadEntry[]): (id: string) => string {
  const parents = new Map<string, string>()
  const root = (id: string): string => {
    const parent = parents.get(id) ?? id
    return parent === id ? id : root(parent)
  }
  for (const [a, b] of [...sameCommittee(entries), ...sameNamed(entries)]) {
    const [least = a.id, other = b.id] = [root(a.id), root(b.id)].sort()
    parents.set(other, least)
  }
  return root
}

type Pair = readonly [RegistryCandidate, RegistryCandidate]

/** One committee, two ids: a person who ran for two offices, unless the surnames say otherwise. */
function sameCommittee(entries: readonly ReadEntry[]): readonly Pair[] {
  return entries.flatMap(({ entry: { candidates } }) => {
    const [a, b, other] = candidates
    if (a === undefined || b === undefined || other !== undefined) return []
    const mayBeOne = a.name === '' || b.name === '' || a.name.split(',')[0] === b.name.split(',')[0]
    return mayBeOne ? [[a, b] as const] : []
  })
}

/** Committees of one name for one office in one state: of one person, unless the candidates' names say otherwise. */
function sameNamed(entries: readonly ReadEntry[]): readonly Pair[] {
  const first = new Map<string, RegistryCandidate>()
  const pairs: Pair[] = []
  for (const { entry, names } of entries) {
    const keys = names.filter(({ claims }) => claims.person.length > 0 && claims.key.length >= LEAST_KEY)
    for (const candidate of entry.candidates) {
      for (const { claims } of keys) {
        const key = `${candidate.office}${candidate.state ?? ''} ${claims.key}`
        const known = first.get(key)
        if (known === undefined) first.set(key, candidate)
        else if (isNoOther(known, candidate)) pairs.push([known, candidate])
      }
    }
  }
  return pairs
}

/** A shorter name is shared by chance. */
const LEAST_KEY = 6

function isNoOther(a: RegistryCandidate, b: RegistryCandidate): boolean {
  if (a.name === '' || b.name === '') return true
  return personLikeness(personOfRegistry(a.name), personOfRegistry(b.name)) >= FULL
}
