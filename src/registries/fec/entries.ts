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

interface Linked {
  readonly facts: RegistryRelation['facts']
  readonly cycles: Set<string>
  /** Years of the elections in which the candidate stood with the committee. */
  readonly elections: Set<string>
}

function linksByCommittee(relations: readonly RegistryRelation[]): ReadonlyMap<string, ReadonlyMap<string, Linked>> {
  const byCommittee = new Map<string, Map<string, Linked>>()
  for (const { subject, object, from, facts } of relations) {
    const candidates = byCommittee.get(object.key) ?? new Map<string, Linked>()
    byCommittee.set(object.key, candidates)
    const linked = candidates.get(subject.key) ?? { facts, cycles: new Set<string>(), elections: new Set<string>() }
    candidates.set(subject.key, linked)
    if (from !== null) linked.cycles.add(from)
    const election = facts['election_year']
    if (election !== undefined) linked.elections.add(election)
  }
  return byCommittee
}

function candidatesOf(
  links: ReadonlyMap<string, Linked> | undefined,
  people: ReadonlyMap<string, Versions>,
): readonly RegistryCandidate[] {
  return [...(links ?? [])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, linked]) => candidate(id, linked, people.get(id)?.at(-1)))
}

/** Without its own row the name is empty, and office and state are what the id tells. */
function candidate(
  id: string,
  { facts, cycles, elections }: Linked,
  known: RegistryRecord | undefined,
): RegistryCandidate {
  return {
    id,
    name: known?.names[0]?.name ?? '',
    office: known?.facts['office'] ?? facts['candidate_office'] ?? '',
    state: known?.state ?? facts['candidate_state'] ?? null,
    district: known?.facts['district'] ?? null,
    cycles: [...cycles].sort(),
    elections: [...elections].sort(),
  }
}
