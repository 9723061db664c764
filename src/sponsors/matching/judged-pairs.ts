import type { Judgement } from '../resolution.ts'

type Pair = readonly [number, number]

export interface JudgedPairs {
  readonly same: readonly Pair[]
  /** `different` and `affiliated`: never one. */
  readonly apart: readonly Pair[]
}

/** What persons decided, by nodes. Judgements of mentions that are not there say nothing. */
export function judgedPairs(judgements: readonly Judgement[], nodeOf: ReadonlyMap<string, number>): JudgedPairs {
  const same: Pair[] = []
  const apart: Pair[] = []
  for (const { a, b, verdict } of judgements) {
    const [left, right] = [nodeOf.get(a), nodeOf.get(b)]
    if (left === undefined || right === undefined || left === right || verdict === 'unsure') continue
    const pair: Pair = left < right ? [left, right] : [right, left]
    if (verdict === 'same') same.push(pair)
    else apart.push(pair)
  }
  return { same: same.sort(byIndexes), apart }
}

function byIndexes([a, b]: Pair, [c, d]: Pair): number {
  return a - c || b - d
}
