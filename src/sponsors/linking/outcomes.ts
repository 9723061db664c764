import type { ReadEntry } from './campaigns.ts'
import type { Candidate } from './candidates.ts'
import { candidatesFor } from './candidates.ts'
import { chosenCommittee } from './choose-committee.ts'
import { type Evidence, evidenceFor, evidenceForNone, total } from './evidence.ts'
import type { MentionClaims } from './mention-claims.ts'
import type { Cycle } from './race.ts'
import type { RegistryIndex } from './registry-index.ts'

/** A record that a mention may be. */
export interface Outcome {
  readonly entry: ReadEntry
  readonly candidate: Candidate
  readonly evidence: Evidence
  /** 0–1: that it is this record; all records and “none” together are 1. */
  readonly probability: number
}

export interface Outcomes {
  /** The most probable first. */
  readonly records: readonly Outcome[]
  readonly none: number
}

interface Weighed extends Omit<Outcome, 'probability'> {
  readonly odds: number
  readonly sureness: number
}

/** Weighs all records against one another and against there being none. */
export function outcomesFor(index: RegistryIndex, claims: MentionClaims, cycle: Cycle | null): Outcomes {
  const weighed = candidatesFor(index, claims)
    .toSorted((a, b) => (a.campaign.key < b.campaign.key ? -1 : 1))
    .flatMap((candidate) => weighedOf(candidate, claims, cycle))
  const none = Math.exp(evidenceForNone(claims))
  const all = weighed.reduce((sum, { odds }) => sum + odds, none)
  return { none: none / all, records: byRecord(weighed, all).sort((a, b) => b.probability - a.probability) }
}

function weighedOf(candidate: Candidate, claims: MentionClaims, cycle: Cycle | null): readonly Weighed[] {
  const choice = chosenCommittee(candidate.campaign, claims, cycle)
  if (choice === null) return []
  const evidence = evidenceFor(candidate, claims, cycle)
  return [{ candidate, evidence, entry: choice.entry, sureness: choice.sureness, odds: Math.exp(total(evidence)) }]
}

/** A joint committee belongs to several campaigns: what speaks for each of them speaks for it. */
function byRecord(weighed: readonly Weighed[], all: number): Outcome[] {
  const records = new Map<string, Weighed[]>()
  for (const each of weighed) {
    const { id } = each.entry.entry
    records.set(id, [...(records.get(id) ?? []), each])
  }
  return [...records.values()].flatMap((campaigns) => {
    const [best] = campaigns.toSorted((a, b) => b.odds - a.odds)
    if (best === undefined) return []
    const odds = campaigns.reduce((sum, each) => sum + each.odds, 0)
    const sureness = Math.max(...campaigns.map((each) => each.sureness))
    const { entry, candidate, evidence } = best
    return [{ entry, candidate, evidence, probability: (odds / all) * sureness }]
  })
}
