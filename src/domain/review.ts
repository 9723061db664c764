import { createHash } from 'node:crypto'
import type { ReviewVerdict } from './sponsor.ts'

/** What one person said of a pair and has not taken back. */
export interface Said {
  readonly id: string
  readonly verdict: ReviewVerdict
  readonly actor: string
  /** When it was said, so much was at stake that a `same` wants a second person. */
  readonly needsTwo: boolean
}

/** What holds of a pair, given all that was said of it. */
export interface Standing {
  /** Null: nothing decides yet. Never `unsure`. */
  readonly verdict: Exclude<ReviewVerdict, 'unsure'> | null
  /** Ids of what is in force: all that say what holds, and every `unsure`, which decides nothing. The others wait. */
  readonly inForce: ReadonlySet<string>
}

/**
 * Which verdict holds: the one that was agreed upon first. A `same` with much at stake is agreed upon when a second person
 * says so too; everything else when it is said. Who contradicts what holds waits until somebody undoes one of the two.
 * @param said in the order in which it was said
 */
export function standingOf(said: readonly Said[]): Standing {
  const verdict = agreedVerdict(said)
  const inForce = said.filter((each) => each.verdict === 'unsure' || each.verdict === verdict)
  return { verdict, inForce: new Set(inForce.map(({ id }) => id)) }
}

function agreedVerdict(said: readonly Said[]): Standing['verdict'] {
  const sameSaidBy = new Set<string>()
  for (const { verdict, actor, needsTwo } of said) {
    if (verdict === 'unsure') continue
    if (verdict !== 'same' || !needsTwo) return verdict
    sameSaidBy.add(personOf(actor))
    if (sameSaidBy.size > 1) return verdict
  }
  return null
}

/** Two spellings that differ in case and blanks alone are one person. */
export function personOf(actor: string): string {
  return actor.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}

/** Two people's words on one thing. */
export type TwoWords = readonly [ReviewVerdict, ReviewVerdict]

/** Cohen's kappa: agreement beyond what chance would give; null below two pairs, 1 where all say one and the same. */
export function cohensKappa(pairs: readonly TwoWords[]): number | null {
  if (pairs.length < 2) return null
  const agreed = pairs.filter(([first, second]) => first === second).length / pairs.length
  const byChance = shareProducts(pairs)
  return byChance === 1 ? 1 : (agreed - byChance) / (1 - byChance)
}

function shareProducts(pairs: readonly TwoWords[]): number {
  const counts = new Map<ReviewVerdict, [number, number]>()
  for (const pair of pairs) {
    for (const side of [0, 1] as const) {
      const count = counts.get(pair[side]) ?? [0, 0]
      count[side]++
      counts.set(pair[side], count)
    }
  }
  return [...counts.values()].reduce((sum, [a, b]) => sum + (a / pairs.length) * (b / pairs.length), 0)
}

/** One in so many pairs is coded twice. */
const CODED_TWICE_IN = 20

/** Whether two people are to judge a pair apart from each other: five in a hundred, chosen by its id alone. */
export function isCodedTwice(pair: string): boolean {
  return createHash('sha256').update(pair).digest().readUInt32BE(0) % CODED_TWICE_IN === 0
}
