import { Problem } from '../domain/errors.ts'
import type { SponsorId } from '../domain/ids.ts'
import type { Neighbours, NewEvent, NewlyAttributed, NewPlacement, UnplacedMentions } from '../ports/sponsor-store.ts'
import type { ResolvingCounts } from '../ports/sponsors.ts'
import { resolve } from '../sponsors/matching/resolve.ts'
import { RULE_VERSION } from '../sponsors/matching/weights.ts'
import type { Mention } from '../sponsors/mention.ts'
import type { Judgement, RegistryNames, Resolution } from '../sponsors/resolution.ts'
import { goOn, type ResolveDeps } from './resolve-sponsors.ts'
import { claimsOf } from './resolve-sponsors-claims.ts'
import { OURSELVES } from './resolve-sponsors-ids.ts'
import { keysOfSome } from './resolve-sponsors-keys.ts'
import { sponsorName, sponsorType } from './resolve-sponsors-naming.ts'

export interface AttributeDeps extends ResolveDeps {
  /** What registries hold under the names of these mentions. */
  readonly registryAround: (mentions: readonly Mention[]) => Promise<RegistryNames | null>
}

/** So many are thought of together. */
const AT_ONCE = 20

/**
 * Gives mentions that have no sponsor yet one: that of what they are compared with, by the same rules as a run over all of
 * them, or a new one. Sponsors that are there are never put together or taken apart here: where a new mention says that
 * they should be, the next run over the whole set does it, and its events tell so.
 * @throws {Problem} `import.stopped`
 */
export async function attributeNew(deps: AttributeDeps, signal: AbortSignal): Promise<ResolvingCounts> {
  const counts = { mentions: 0, sponsors: 0, merged: 0, split: 0, queued: 0 }
  for (let misses = 0; misses < MOST_MISSES; ) {
    goOn(signal)
    const unplaced = await deps.store.unplaced(AT_ONCE)
    if (unplaced.mentions.length === 0) return counts
    const news = await attributed(deps, unplaced)
    if (!(await deps.store.attribute(unplaced.stamp, news))) {
      misses++
      continue
    }
    misses = 0
    counts.mentions += unplaced.mentions.length
    counts.sponsors += news.created.length
    counts.queued += news.queue.length
    if (unplaced.mentions.length < AT_ONCE) return counts
  }
  throw new Problem('request.busy', 'Others decide about sponsors all the time. The next run goes on.')
}

const MOST_MISSES = 10

async function attributed(deps: AttributeDeps, unplaced: UnplacedMentions): Promise<NewlyAttributed> {
  const { mentions, idChanges } = unplaced
  const asked = [...keysOfSome(mentions, idChanges, () => true)].flatMap(([, keys]) => keys)
  const near = await deps.store.neighbours([...new Set(asked)])
  const isNew = new Set(mentions.map(({ id }) => id))
  const others = near.mentions.filter(({ id }) => !isNew.has(id))
  const registry = await deps.registryAround(mentions)
  const judgements = [...unplaced.judgements, ...asHeld(near, others)]
  const resolution = resolve([...mentions, ...others], { registry, judgements, idChanges }, isNew)
  const hasNew = ({ a, b }: { readonly a: string; readonly b: string }) => isNew.has(a) || isNew.has(b)
  return {
    ...placed(deps, { unplaced, near, resolution, isNew }),
    ruleVersion: RULE_VERSION,
    edges: resolution.edges.filter(hasNew),
    queue: resolution.queue.filter(hasNew),
    claims: claimsOf(mentions, [], new Map()),
    keys: keysOfSome(mentions, idChanges, (word) => near.commonKeys.has(`t:${word}`)),
  }
}

/** What is one sponsor stays one, and what is two stays two: said as a person would. */
function asHeld({ placements }: Neighbours, others: readonly Mention[]): Judgement[] {
  const first = new Map<SponsorId, string>()
  const judgements: Judgement[] = []
  for (const { id } of others) {
    const sponsor = placements.get(id)
    if (sponsor === undefined) continue
    const known = first.get(sponsor)
    if (known !== undefined) {
      judgements.push({ a: known, b: id, verdict: 'same' })
      continue
    }
    for (const rival of first.values()) judgements.push({ a: rival, b: id, verdict: 'different' })
    first.set(sponsor, id)
  }
  return judgements
}

interface Found {
  readonly unplaced: UnplacedMentions
  readonly near: Neighbours
  readonly resolution: Resolution
  readonly isNew: ReadonlySet<string>
}

function placed(
  { newId }: AttributeDeps,
  { unplaced, near, resolution, isNew }: Found,
): Pick<NewlyAttributed, 'placements' | 'created' | 'events'> {
  const byId = new Map(unplaced.mentions.map((mention) => [mention.id, mention]))
  const places = new Map(resolution.placements.map((placement) => [placement.mentionId, placement]))
  const placements: NewPlacement[] = []
  const created: NewlyAttributed['created'][number][] = []
  const events: NewEvent[] = []
  for (const group of resolution.groups) {
    const news = group.filter((id) => isNew.has(id))
    if (news.length === 0) continue
    const held = group.flatMap((id) => near.placements.get(id) ?? [])[0]
    const sponsor = held ?? newId()
    if (held === undefined) {
      const name = sponsorName(news.flatMap((mention) => byId.get(mention) ?? []))
      created.push({ id: sponsor, name, type: sponsorType(name, []) })
      events.push(creation(sponsor, news))
    }
    for (const mentionId of news) {
      const { confidence = 1, reason = 'single' } = places.get(mentionId) ?? {}
      placements.push({ mentionId, sponsor, method: 'auto', confidence, reason })
    }
  }
  return { placements, created, events }
}

function creation(sponsor: SponsorId, mentions: readonly string[]): NewEvent {
  return { kind: 'create', sponsors: [sponsor], actor: OURSELVES, reason: 'new_mentions', evidence: { mentions } }
}
