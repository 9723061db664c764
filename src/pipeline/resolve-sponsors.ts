import { Problem } from '../domain/errors.ts'
import type { SponsorId } from '../domain/ids.ts'
import type { AppliedChanges, HeldMentions, SponsorChanges, SponsorStore } from '../ports/sponsor-store.ts'
import type { ResolvingCounts } from '../ports/sponsors.ts'

import { resolve } from '../sponsors/matching/resolve.ts'
import type { Mention } from '../sponsors/mention.ts'
import type { RegistryNames } from '../sponsors/resolution.ts'
import { changesOf } from './resolve-sponsors-changes.ts'
import { claimsOf, type EntriesById, type Link } from './resolve-sponsors-claims.ts'
import { keysOfAll } from './resolve-sponsors-keys.ts'
import { personsAbove } from './resolve-sponsors-persons.ts'

/** Finds the registries' records of mentions. */
export type LinkMentions = (mentions: readonly Mention[], registry: RegistryNames) => readonly Link[]

export interface ResolveDeps {
  readonly store: SponsorStore
  /** Null: none is loaded. */
  readonly registry: () => Promise<RegistryNames | null>
  readonly link: LinkMentions
  readonly newId: () => SponsorId
}

/** So often what people decided meanwhile may overtake a run, before it gives up until the next one. */
const MOST_TRIES = 3

/**
 * Puts all mentions into sponsors, as a set: what comes out hangs neither on the order of loads nor on earlier runs, but
 * for the ids, which stay. Sponsors that nothing new touches are not written. One revision, and none where nothing changes.
 * @throws {Problem} `import.stopped`; `request.busy` where people decide faster than it can think
 */
export async function resolveSponsors(deps: ResolveDeps, signal: AbortSignal): Promise<ResolvingCounts> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    goOn(signal)
    const held = await deps.store.held()
    goOn(signal)
    const changes = await wholeChanges(deps, held)
    goOn(signal)
    const applied = await deps.store.apply(held.stamp, changes)
    if (applied !== null) return countsOf(held.mentions.length, changes, applied)
  }
  const message = 'Sponsors were judged anew each time that this run had thought of them. The next run goes on.'
  throw new Problem('request.busy', message, { retryAfter: 60 })
}

async function wholeChanges(deps: ResolveDeps, held: HeldMentions): Promise<SponsorChanges> {
  const registry = await deps.registry()
  const { judgements, idChanges, mentions } = held
  const resolution = resolve(mentions, { registry, judgements, idChanges })
  const entries = entriesById(registry)
  const claims = claimsOf(mentions, registry === null ? [] : deps.link(mentions, registry), entries)
  const changes = changesOf({ held, resolution, claims, entries, keepsTypes: false, newId: deps.newId })
  return {
    ...changes,
    ...personsAbove({ held, placements: changes.placements, claims, entries, newId: deps.newId }),
    edges: resolution.edges,
    queue: resolution.queue,
    claims,
    keys: keysOfAll(mentions, idChanges),
  }
}

export function entriesById(registry: RegistryNames | null): EntriesById {
  return new Map((registry?.entries ?? []).map((entry) => [`${entry.scheme}:${entry.id}`, entry]))
}

export function countsOf(mentions: number, changes: SponsorChanges, applied: AppliedChanges): ResolvingCounts {
  return {
    mentions,
    sponsors: applied.sponsors,
    merged: changes.events.filter(({ kind }) => kind === 'merge').length,
    split: changes.events.filter(({ kind }) => kind === 'split').length,
    queued: applied.queued,
  }
}

export function goOn(signal: AbortSignal): void {
  if (signal.aborted)
    throw new Problem('import.stopped', 'stopped: sponsors are as they were. The next run begins anew.')
}
