import type { Mention } from '../mention.ts'
import type { Campaign, ReadEntry } from './campaigns.ts'
import { exactForm } from './name-claims.ts'
import type { RegistryIndex } from './registry-index.ts'

/** An election cycle by its even year: `2022`. */
export type Cycle = string

/** `running`: it was registered then, and its race was not over. `over`: it went on filing. `absent`: not registered then. */
export type Standing = 'running' | 'over' | 'absent'

export function standingOf({ entry, cycles }: ReadEntry, cycle: Cycle): Standing {
  if (!cycles.has(cycle)) return 'absent'
  const elections = entry.candidates.flatMap((candidate) => candidate.elections ?? [])
  return elections.length === 0 || elections.some((year) => Number(year) >= Number(cycle) - 1) ? 'running' : 'over'
}

/** The best standing among its committees. */
export function campaignStanding({ entries }: Campaign, cycle: Cycle): Standing {
  const standings = entries.map((entry) => standingOf(entry, cycle))
  return standings.includes('running') ? 'running' : standings.includes('over') ? 'over' : 'absent'
}

/** No platform disclosed ads of politics before. */
const FIRST_DISCLOSED = 2018

/** Whether its race was over before any ad was disclosed. */
export function wasOverBeforeAds({ entries }: Campaign): boolean {
  const elections = entries.flatMap(({ entry }) => entry.candidates.flatMap((candidate) => candidate.elections ?? []))
  return elections.length > 0 && elections.every((year) => Number(year) < FIRST_DISCLOSED)
}

/** The cycle in which a mention was seen; null where its days are not known or reach over more than one. */
export function cycleOf({ firstSeen, lastSeen }: Mention): Cycle | null {
  const [first, last] = [cycleOfDay(firstSeen ?? lastSeen), cycleOfDay(lastSeen ?? firstSeen)]
  return first === last ? first : null
}

function cycleOfDay(day: string | null): Cycle | null {
  const year = Number(day?.slice(0, 4) ?? '')
  return year > 0 ? String(year + (year % 2)) : null
}

/** Fewer tell nothing. */
const LEAST_NAMES = 50
const NEARLY_ALL = 0.95
const MANY = 0.9

/**
 * The one cycle in which nearly all committees were registered whose names mentions bear beyond doubt; null where several
 * cycles fit or none does. For mentions of one platform that came without days: they are of one time, and it shows.
 */
export function commonCycle(index: RegistryIndex, mentions: readonly Mention[]): Cycle | null {
  const counts = new Map<Cycle, number>()
  let named = 0
  for (const { payer } of mentions) {
    const entry = onlyEntryNamed(index, exactForm(payer))
    if (entry === null) continue
    named++
    for (const cycle of entry.cycles) counts.set(cycle, (counts.get(cycle) ?? 0) + 1)
  }
  const [[cycle, most] = ['', 0], [, next] = ['', 0]] = [...counts].sort(([, a], [, b]) => b - a)
  return named >= LEAST_NAMES && most >= NEARLY_ALL * named && next < MANY * named ? cycle : null
}

function onlyEntryNamed({ byExact }: RegistryIndex, exact: string): ReadEntry | null {
  const named = new Set<ReadEntry>()
  for (const { entries } of byExact.get(exact) ?? []) {
    for (const read of entries) if (read.names.some(({ claims }) => claims.exact === exact)) named.add(read)
  }
  const [only = null] = named
  return named.size === 1 ? only : null
}
