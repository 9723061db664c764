import { bootstrapped, type Measure, type Sums } from './bootstrap.ts'
import { type Figures, harmonic, pairsAmong, share } from './figure.ts'
import { grouped, sizes } from './grouped.ts'

/** A mention with the sponsor it belongs to, and the one it was put into. */
export interface Placed {
  readonly id: string
  readonly platform: string
  readonly gold: string
  readonly found: string
}

/** Pairs of mentions in one sponsor: rightly so, as found, as it should be. */
export interface PairCounts {
  readonly right: number
  readonly found: number
  readonly gold: number
}

/** Every mention counts as given; equal texts are not merged before. */
export function pairCounts(placed: readonly Placed[]): PairCounts {
  return {
    right: sumOfPairs(placed, ({ gold, found }) => `${gold}\n${found}`),
    found: sumOfPairs(placed, ({ found }) => found),
    gold: sumOfPairs(placed, ({ gold }) => gold),
  }
}

/** Pairwise, across platforms, and B³; intervals by resampling gold sponsors, each with half of its false pairs. */
export function partitionFigures(placed: readonly Placed[]): Figures {
  return bootstrapped(sponsorSums(placed), MEASURES)
}

const precision: Measure = ([right = 0, wrong = 0]) => share(right, right + wrong) ?? 1
const recall: Measure = ([right = 0, , gold = 0]) => share(right, gold)
const b3Precision: Measure = ([, , , , , mentions = 0, sum = 0]) => share(sum, mentions)
const b3Recall: Measure = ([, , , , , mentions = 0, , sum = 0]) => share(sum, mentions)

const MEASURES: Readonly<Record<string, Measure>> = {
  precision,
  recall,
  f1: (sums) => harmonic(precision(sums), recall(sums)),
  cross_platform_recall: ([, , , right = 0, gold = 0]) => share(right, gold),
  b3_precision: b3Precision,
  b3_recall: b3Recall,
  b3_f: (sums) => harmonic(b3Precision(sums), b3Recall(sums)),
}

/** For each gold sponsor: right pairs, half its false ones, gold pairs; right and gold across platforms; B³'s terms. */
function sponsorSums(placed: readonly Placed[]): Sums[] {
  const foundSizes = sizes(placed, ({ found }) => found)
  return [...grouped(placed, ({ gold }) => gold).values()].map((members) => {
    const parts = [...sizes(members, ({ found }) => found)]
    const ofPart = (found: string) => foundSizes.get(found) ?? 0
    const right = plus(parts.map(([, count]) => pairsAmong(count)))
    const gold = pairsAmong(members.length)
    return [
      right,
      plus(parts.map(([found, count]) => count * (ofPart(found) - count))) / 2,
      gold,
      right - sumOfPairs(members, ({ found, platform }) => `${found}\n${platform}`),
      gold - sumOfPairs(members, ({ platform }) => platform),
      members.length,
      plus(parts.map(([found, count]) => (count * count) / ofPart(found))),
      plus(parts.map(([, count]) => (count * count) / members.length)),
    ]
  })
}

function sumOfPairs(placed: readonly Placed[], key: (each: Placed) => string): number {
  return plus([...sizes(placed, key).values()].map(pairsAmong))
}

function plus(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0)
}
