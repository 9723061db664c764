import { Problem } from '../domain/errors.ts'
import type { SponsorId } from '../domain/ids.ts'
import { cohensKappa, isCodedTwice, personOf, type Standing, standingOf } from '../domain/review.ts'
import type { ReferenceRates } from '../ports/rates.ts'
import type { NewEvent, Pair, PairState, ReviewStore, SponsorStore } from '../ports/sponsor-store.ts'
import type { NewJudgement, ReviewDesk, ReviewJudgement } from '../ports/sponsors.ts'
import type { Mention } from '../sponsors/mention.ts'
import type { RegistryNames } from '../sponsors/resolution.ts'
import { afterWord, type WordChanges, withoutChange } from './resolve-sponsors-component.ts'
import { dollarsBy, needsTwo } from './resolve-sponsors-stake.ts'

export interface ReviewDeps {
  readonly store: SponsorStore
  readonly review: ReviewStore
  /** What registries hold under the names of these mentions. */
  readonly registryAround: (mentions: readonly Mention[]) => Promise<RegistryNames | null>
  readonly rates: Pick<ReferenceRates, 'ratesOn'>
  readonly newId: () => SponsorId
}

/** So often what others decide meanwhile may overtake a word. */
const MOST_TRIES = 5

/** People's words on pairs, in force at once for all that belongs to the two, and taken back as exactly. */
export function reviewDesk(deps: ReviewDeps): ReviewDesk {
  const { review } = deps
  return {
    queue: async (after, size) => {
      const [{ rows, next }, inDollars] = await Promise.all([review.queue(after, size), dollarsNow(deps)])
      return { rows: rows.map((row) => ({ ...row, needsTwo: needsTwo(row.a, row.b, inDollars) })), next }
    },
    pair: async (id) => {
      const [pair, inDollars] = await Promise.all([review.pair(id), dollarsNow(deps)])
      return pair === null ? null : { ...pair, needsTwo: needsTwo(pair.a, pair.b, inDollars) }
    },
    judge: (judgement) => judge(deps, judgement),
    undo: (id, actor, why) => undo(deps, { id, ...checked({ actor, why }) }),
    judgements: review.judgements,
    agreement: async () => {
      const words = await review.codedTwice()
      return { pairs: words.length, kappa: cohensKappa(words) }
    },
  }
}

async function dollarsNow({ rates }: ReviewDeps) {
  return dollarsBy(await rates.ratesOn(null))
}

async function judge(deps: ReviewDeps, { pair: id, verdict, ...who }: NewJudgement): Promise<ReviewJudgement> {
  const pair = pairIn(id)
  const { actor, why } = checked(who)
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const state = await deps.review.pairState(pair)
    if (state === null) throw unknownPair()
    refuseDecided(id, state, actor)
    const isMuch = needsTwo(state.a, state.b, await dollarsNow(deps))
    const word = { verdict, actor, needsTwo: verdict === 'same' && isMuch }
    const before = standingOf(state.said)
    const after = standingOf([...state.said, { id: NEW, ...word }])
    const event = eventOf('judge', state, { pair: id, verdict, actor, why })
    const { stamp, changes } = await changesFor(deps, pair, { before, after, event })
    const kept = await deps.review.keep(
      stamp,
      {
        ...{ ...pair, ...word, why, isCodedTwice: isCodedTwice(id) },
        isInForce: after.inForce.has(NEW),
        isDeciding: before.verdict !== after.verdict,
        inForce: without(after.inForce, NEW),
      },
      changes,
    )
    if (kept !== null) return told(await deps.review.judgement(kept))
  }
  throw overtaken()
}

/** The word that is being said has no number yet. */
const NEW = 'new'

async function undo(
  deps: ReviewDeps,
  { id, actor, why }: { readonly id: string; readonly actor: string; readonly why: string },
): Promise<ReviewJudgement> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const found = await deps.review.judgement(id)
    if (found === null) throw new Problem('review.unknown', `There is no judgement ${id.slice(0, 40)}.`)
    if (found.state === 'undone') throw new Problem('review.decided', 'That judgement has been undone already.')
    const pair = { a: found.a, b: found.b }
    const state = await deps.review.pairState(pair)
    if (state === null) throw unknownPair()
    const before = standingOf(state.said)
    const after = standingOf(state.said.filter((each) => each.id !== id))
    const event = eventOf('undo', state, { pair: found.pair, verdict: found.verdict, actor, why })
    const { stamp, changes } = await changesFor(deps, pair, { before, after, event })
    const isDone = await deps.review.takeBack(stamp, { ...pair, id, actor, why, inForce: after.inForce }, changes)
    if (isDone) return told(await deps.review.judgement(id))
  }
  throw overtaken()
}

interface Turn {
  readonly before: Standing
  readonly after: Standing
  readonly event: NewEvent
}

async function changesFor(deps: ReviewDeps, pair: Pair, { before, after, event }: Turn): Promise<WordChanges> {
  const held = await deps.store.heldAround([pair.a, pair.b])
  if (before.verdict === after.verdict) return withoutChange(held, event)
  return afterWord({ ...deps, held, pair, verdict: after.verdict, event })
}

function eventOf(
  kind: 'judge' | 'undo',
  { a, b }: PairState,
  { actor, why, ...evidence }: Record<'pair' | 'verdict' | 'actor' | 'why', string>,
): NewEvent {
  return { kind, sponsors: [...new Set([a.sponsor, b.sponsor])], actor, reason: why, evidence }
}

/** A pair that is coded twice may be judged by a second person, whatever the first has said. */
function refuseDecided(id: string, { said }: PairState, actor: string): void {
  const decisive = said.filter(({ verdict }) => verdict !== 'unsure')
  const people = new Set(decisive.map((each) => personOf(each.actor)))
  if (people.has(personOf(actor))) throw new Problem('review.decided', 'You have judged that pair already.')
  const isOpen = standingOf(said).verdict === null || (isCodedTwice(id) && people.size < 2)
  if (!isOpen) throw new Problem('review.decided', 'That pair has been judged: undo that first, if it is wrong.')
}

function pairIn(id: string): Pair {
  const [, a, b] = /^(\d{1,18})-(\d{1,18})$/.exec(id) ?? []
  if (a === undefined || b === undefined || BigInt(a) >= BigInt(b)) throw unknownPair()
  return { a, b }
}

function checked({ actor, why }: { readonly actor: string; readonly why: string }) {
  const told = { actor: actor.trim(), why: why.trim() }
  if (told.actor === '' || told.actor.length > 80) {
    throw new Problem('request.invalid', 'Say who you are, in at most 80 characters.')
  }
  if (told.why.length < 3 || told.why.length > 1_000) {
    throw new Problem('request.invalid', 'Say why, in 3 to 1,000 characters.')
  }
  return told
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids].filter((each) => each !== id))
}

function told(judgement: (ReviewJudgement & Pair) | null): ReviewJudgement {
  if (judgement === null) throw new Error('a judgement that was kept is not there')
  const { a: _a, b: _b, ...rest } = judgement
  return rest
}

function unknownPair(): Problem {
  return new Problem('review.unknown', 'There is no such pair, or no longer: go back to the queue.')
}

function overtaken(): Problem {
  const message = 'Others have decided about the same sponsors just now. Look at the pair again.'
  return new Problem('request.busy', message, { retryAfter: 5 })
}
