import type { RegistryRecord, RegistryRelation } from '../../ports/registries.ts'
import type { RegistryCandidate, RegistryEntry, RegistryName } from '../../sponsors/resolution.ts'
import { CANDIDATES, COMMITTEES } from './manifest.ts'

/** What rows of several files say, in any order. */
export interface FecSaid {
  readonly records: readonly RegistryRecord[]
  readonly relations: readonly RegistryRelation[]
}

/** One entry a committee, by id: every name with its cycles; all else as the latest cycle has it. */
export function fecEntries({ records, relations }: FecSaid): RegistryEntry[] {
  const people = versionsByKey(records, CANDIDATES)
  const links = linksByCommittee(relations)
  return [...versionsByKey(records, COMMITTEES)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, versions]) => entry(id, versions, candidatesOf(links.get(id), people)))
}

type Versions = readonly RegistryRecord[]

/** The oldest cycle first. */
function versionsByKey(records: Versions, scheme: string): ReadonlyMap<string, Versions> {
  const byKey = new Map<string, RegistryRecord[]>()
  for (const record of records) {
    if (record.scheme !== scheme) continue
    const versions = byKey.get(record.key)
    if (versions === undefined) byKey.set(record.key, [record])
    else versions.push(record)
  }
  for (const versions of byKey.values()) versions.sort(byCycle)
  return byKey
}

/** Of one cycle in an order of its own, so that the order of reading says nothing. */
function byCycle(a: RegistryRecord, b: RegistryRecord): number {
  const order = (a.to ?? '').localeCompare(b.to ?? '')
  if (order !== 0) return order
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}

function entry(id: string, versions: Versions, candidates: readonly RegistryCandidate[]): RegistryEntry {
  const latest = versions.at(-1)
  return {
    scheme: COMMITTEES,
    id,
    names: namesOf(versions),
    type: latest?.type ?? 'unknown',
    country: latest?.country ?? null,
    state: latest?.state ?? null,
    candidates,
    facts: latest?.facts ?? {},
  }
}

/** Each spelling once, from the first cycle in which it was read to the last. */
function namesOf(versions: Versions): readonly RegistryName[] {
  const spans = new Map<string, RegistryName>()
  for (const { names, from, to } of versions) {
    for (const { name } of names) spans.set(name, { name, from: spans.get(name)?.from ?? from, to })
  }
  return [...spans.values()]
}

function linksByCommittee(
  relations: readonly RegistryRelation[],
): ReadonlyMap<string, ReadonlyMap<string, Set<string>>> {
  const byCommittee = new Map<string, Map<string, Set<string>>>()
  for (const { subject, object, from } of relations) {
    const candidates = byCommittee.get(object.key) ?? new Map<string, Set<string>>()
    byCommittee.set(object.key, candidates)
    const cycles = candidates.get(subject.key) ?? new Set<string>()
    candidates.set(subject.key, cycles)
    if (from !== null) cycles.add(from)
  }
  return byCommittee
}

function candidatesOf(
  links: ReadonlyMap<string, ReadonlySet<string>> | undefined,
  people: ReadonlyMap<string, Versions>,
): readonly RegistryCandidate[] {
  return [...(links ?? [])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, cycles]) => ({ ...candidateOf(id, people.get(id)?.at(-1)), cycles: [...cycles].sort() }))
}

/**
 * Without its row, the id tells the office, and of House and Senate the state: an id is given for one office in one state.
 * The district may change under one id, and the name is empty.
 * Source: FEC, “Candidate ID” in the description of the candidate master file, read 2026-11-28.
 */
function candidateOf(id: string, known: RegistryRecord | undefined): Omit<RegistryCandidate, 'cycles'> {
  const office = known?.facts['office'] ?? id.slice(0, 1)
  const stateInId = office === 'P' ? null : id.slice(2, 4)
  return {
    id,
    name: known?.names[0]?.name ?? '',
    office,
    state: known === undefined ? stateInId : known.state,
    district: known?.facts['district'] ?? null,
  }
}
