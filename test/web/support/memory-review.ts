import { Problem } from '../../../src/domain/errors.ts'
import { platformId } from '../../../src/domain/ids.ts'
import type { QueuedReview, ReviewDesk, ReviewJudgement, ReviewSide } from '../../../src/ports/sponsors.ts'
import { day, moment } from './builders.ts'
import { DAM, LABOUR } from './sample-sponsors.ts'

/** A desk with two pairs: one of little money, one that wants two people. */
export function memoryReview(): ReviewDesk {
  const waiting = [aPair('1-2', 1, true), aPair('3-4', 2, false)]
  const judgements: ReviewJudgement[] = []
  const saidOf = (pair: string) => judgements.filter((each) => each.pair === pair && each.state !== 'undone')
  const isSettled = ({ id }: QueuedReview) => saidOf(id).some(({ state }) => state === 'in_force')
  const shown = (pair: QueuedReview): QueuedReview => ({ ...pair, said: saidOf(pair.id) })
  return {
    queue: async () => ({ rows: waiting.filter((pair) => !isSettled(pair)).map(shown), next: null }),
    pair: async (id) => {
      const found = waiting.find((pair) => pair.id === id)
      return found === undefined ? null : shown(found)
    },
    judge: async ({ pair, verdict, actor, why }) => {
      const found = waiting.find(({ id }) => id === pair)
      if (found === undefined) throw new Problem('review.unknown', 'No pair of that id waits.')
      if (isSettled(found)) throw new Problem('review.decided', 'That pair has been decided already.')
      const isSecond = saidOf(pair).some((each) => each.verdict === verdict && each.actor !== actor)
      const isWaiting = verdict === 'same' && found.needsTwo && !isSecond
      const judgement: ReviewJudgement = {
        ...{ id: String(judgements.length + 1), pair, verdict, actor, why, at: moment('2026-11-28') },
        ...{ undoneAt: null, undoneBy: null, state: isWaiting ? 'waiting' : 'in_force', names: ['A', 'B'] },
      }
      judgements.unshift(judgement)
      return judgement
    },
    undo: async (id, actor) => {
      const at = judgements.findIndex((each) => each.id === id)
      const found = judgements[at]
      if (found === undefined) throw new Problem('review.unknown', 'There is no judgement of that id.')
      const undone = { ...found, state: 'undone', undoneAt: moment('2026-11-28'), undoneBy: actor } as const
      judgements[at] = undone
      return undone
    },
    judgements: async () => ({ rows: judgements, next: null }),
    agreement: async () => ({ pairs: 3, kappa: 0.667 }),
  }
}

function aPair(id: string, rank: number, needsTwo: boolean): QueuedReview {
  return {
    ...{ id, rank, needsTwo, score: 0.62, reason: 'fuzzy_name;landing_domain', said: [] },
    features: { prior: -4, fuzzy_name: 5, landing_domain: 4, person_conflict: -6 },
    vetoes: ['V2'],
    a: aSide({ sponsor: DAM, name: 'Friends of the Dam PAC', payer: '<b>Friends</b> of the Dam PAC\u202e' }),
    b: aSide({ sponsor: LABOUR, name: 'Freinds of the Dam', payer: null }),
  }
}

function aSide({ sponsor, name, payer }: Pick<ReviewSide, 'sponsor' | 'name'> & { payer: string | null }): ReviewSide {
  const platform = platformId('meta')
  const isA = payer !== null
  return {
    sponsor,
    name,
    members: isA ? 3 : 1,
    member: {
      ...{ id: isA ? '1' : '2', platform, key: '104821', advertiser: { platform, key: '104821' } },
      ...{
        accountId: '104821',
        accountName: name,
        payer,
        firstSeenOn: day('2024-10-01'),
        lastSeenOn: day('2024-11-05'),
      },
      ...{ method: 'auto', confidence: 0.9, reason: 'single', ads: 4 },
    },
    spend: isA
      ? [
          { currency: 'USD', lower: 6_000_000n, upper: 7_000_000n },
          { currency: 'EUR', lower: 100n, upper: null },
        ]
      : [{ currency: 'USD', lower: 10_050n, upper: 20_000n }],
    claims: isA
      ? [
          {
            ...{ scheme: 'us-fec', value: 'C00000011', name: 'FRIENDS OF THE DAM', relation: 'same_as' },
            ...{ method: 'declared', confidence: 1, reason: 'exact_registry_id', source: 'Google Ad Library' },
            ...{ firstSeenOn: null, lastSeenOn: null },
          },
        ]
      : [],
  }
}
