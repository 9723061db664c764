import type { Campaign, ReadEntry } from './campaigns.ts'
import type { MentionClaims } from './mention-claims.ts'
import { type Cycle, standingOf } from './race.ts'

export interface Choice {
  readonly entry: ReadEntry
  /** 0–1: how sure it is that it is this committee, given the campaign. */
  readonly sureness: number
}

interface Ranked {
  readonly entry: ReadEntry
  readonly rank: number
  readonly isNamed: boolean
}

/** Apart by less, two committees are as good as one another. */
const NO_GAP = 0.5
const AS_GOOD = 0.6
const NEARLY_SURE = 0.97
const LOOSELY_NAMED = 0.85

/** The committee of a campaign that a mention means: the one it names; else the principal one of the cycle. */
export function chosenCommittee({ entries }: Campaign, claims: MentionClaims, cycle: Cycle | null): Choice | null {
  const ranked = entries
    .map((entry) => ({ entry, rank: rankOf(entry, claims, cycle), isNamed: isNamed(entry, claims) }))
    .sort((a, b) => b.rank - a.rank || (a.entry.entry.id < b.entry.entry.id ? 1 : -1))
  const [first, second] = ranked
  if (first === undefined) return null
  return { entry: first.entry, sureness: second === undefined ? 1 : sureness(first, second, cycle) }
}

/** Without a time, committees of one person that share a name cannot be told apart. */
function sureness(first: Ranked, second: Ranked, cycle: Cycle | null): number {
  const isApart = first.rank - second.rank >= NO_GAP
  if (cycle !== null) return isApart ? 1 : NEARLY_SURE
  if (!isApart || (first.isNamed && second.isNamed)) return AS_GOOD
  return first.isNamed ? 1 : LOOSELY_NAMED
}

const STANDING = { running: 2, over: 0, absent: -3 }
const DESIGNATION: Readonly<Record<string, number>> = { P: 1.5, A: 0.8 }

function rankOf(entry: ReadEntry, claims: MentionClaims, cycle: Cycle | null): number {
  const { candidates, facts } = entry.entry
  const isOfOffice = candidates.some(({ office }) => [...claims.offices].some((each) => each === office))
  return (
    nameRank(entry, claims, cycle) +
    (cycle === null ? 0 : STANDING[standingOf(entry, cycle)] + (bearsYear(entry, cycle) ? 1 : 0)) +
    (DESIGNATION[facts['designation'] ?? ''] ?? 0) -
    (candidates.length > 1 ? 0.7 : 0) +
    (claims.offices.size === 0 ? 0 : isOfOffice ? 0.5 : -0.5)
  )
}

function nameRank({ names }: ReadEntry, { payers, pages }: MentionClaims, cycle: Cycle | null): number {
  const ranks = names.map(({ claims, from, to }) => {
    const isThen = cycle !== null && Number(from) <= Number(cycle) && Number(cycle) <= Number(to)
    if (payers.some(({ exact }) => exact === claims.exact)) return cycle === null ? 6 : isThen ? 3.6 : 3
    if (payers.some(({ key, glued }) => key === claims.key || glued === claims.glued)) return 3
    return pages.some(({ key }) => key === claims.key) ? 2 : 0
  })
  return Math.max(0, ...ranks)
}

function isNamed({ names }: ReadEntry, { payers }: MentionClaims): boolean {
  return names.some(({ claims }) => payers.some(({ exact }) => exact === claims.exact))
}

function bearsYear({ names }: ReadEntry, cycle: Cycle): boolean {
  return names.some(({ claims }) => claims.years.has(cycle))
}
