import type { SponsorId } from '../domain/ids.ts'
import type {
  CandidateKey,
  HeldMentions,
  NewClaim,
  NewPerson,
  NewPlacement,
  NewRelation,
} from '../ports/sponsor-store.ts'
import { folded } from '../sponsors/names/fold.ts'
import type { RegistryCandidate } from '../sponsors/resolution.ts'
import type { EntriesById } from './resolve-sponsors-claims.ts'

interface PersonsAsked {
  readonly held: HeldMentions
  readonly placements: readonly NewPlacement[]
  readonly claims: readonly NewClaim[]
  readonly entries: EntriesById
  readonly newId: () => SponsorId
}

interface Standing {
  readonly sponsor: SponsorId
  readonly scheme: string
  readonly candidate: RegistryCandidate
  readonly confidence: number
}

/**
 * Who stands above campaigns, as registries join committees to candidates: a person who runs for another office has another
 * campaign, and a registry may give them another id; the person is one. Under one name in one state, that is.
 */
export function personsAbove(asked: PersonsAsked): {
  readonly persons: readonly NewPerson[]
  readonly relations: readonly NewRelation[]
} {
  const standings = standingsOf(asked)
  const byPerson = new Map<string, Standing[]>()
  for (const standing of standings) {
    const key = personKey(standing)
    byPerson.set(key, [...(byPerson.get(key) ?? []), standing])
  }
  const persons: NewPerson[] = []
  const relations: NewRelation[] = []
  for (const own of byPerson.values()) {
    const candidates = [...new Set(own.map(candidateKey))].sort()
    const known = candidates.flatMap((key) => asked.held.persons.get(key) ?? [])
    const id = known[0] ?? asked.newId()
    if (candidates.some((key) => !asked.held.persons.has(key))) {
      persons.push({ id, name: own[0]?.candidate.name ?? '', candidates })
    }
    relations.push(...own.flatMap((standing) => campaignsOf(standing, id)))
  }
  return { persons, relations }
}

function standingsOf({ placements, claims, entries }: PersonsAsked): Standing[] {
  const sponsors = new Map(placements.map(({ mentionId, sponsor }) => [mentionId, sponsor]))
  return claims.flatMap(({ mentionId, scheme, value, relation, confidence }) => {
    const sponsor = sponsors.get(mentionId)
    const candidates = entries.get(`${scheme}:${value}`)?.candidates ?? []
    if (sponsor === undefined || relation !== 'same_as' || confidence < 0.5) return []
    return candidates.map((candidate) => ({ sponsor, scheme, candidate, confidence }))
  })
}

function candidateKey({ scheme, candidate }: Standing): CandidateKey {
  return `${scheme}-candidate:${candidate.id}`
}

/** For the whole country there is one of a name; else one in each state. */
function personKey({ scheme, candidate: { name, state } }: Standing): string {
  return `${scheme} ${state ?? ''} ${folded(name)}`
}

function campaignsOf({ sponsor, scheme, candidate, confidence }: Standing, person: SponsorId): NewRelation[] {
  const cycles = candidate.cycles.length === 0 ? [''] : candidate.cycles
  return cycles.map((cycle) => ({
    ...{ from: sponsor, to: person, kind: 'campaign_of' as const, source: scheme },
    ...{ office: candidate.office, cycle, confidence },
  }))
}
