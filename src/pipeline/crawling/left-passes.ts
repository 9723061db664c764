import type { Clock } from '../../ports/clock.ts'
import type { WorkUnit } from '../../ports/crawling.ts'
import type { Spools } from '../../ports/spools.ts'
import { type WalkState, walkLeft } from './walk-state.ts'

/** Passes that an earlier run left, by what becomes of them. */
export interface LeftPasses {
  /** Gone on with. */
  readonly left: readonly WorkUnit[]
  /** Gone on with when all others are done: a person must see to something first. */
  readonly stuck: readonly WorkUnit[]
  /** Ended as they are. */
  readonly over: readonly { readonly walked: WalkState; readonly why: string }[]
}

/** Figures are dated by the day on which a pass began: one that rested longer begins anew, and what it brought is taken in before. */
const LONGEST_REST_MS = 2 * 86_400_000

export async function leftPasses(
  { spools, clock }: { readonly spools: Spools; readonly clock: Clock },
  source: string,
  units: readonly WorkUnit[],
): Promise<LeftPasses> {
  const now = clock.now()
  const all: WalkState[] = []
  for (const key of await spools.left(source)) {
    const walked = walkLeft((await spools.open(source, key)).state, now)
    if (walked !== null) all.push(walked)
  }
  const asked = new Map(units.map((unit) => [unit.key, unit]))
  const why = (walked: WalkState): string | null => {
    if (!asked.has(walked.unit.key)) return 'it is asked for no more'
    return now.getTime() - Date.parse(walked.lastAt) > LONGEST_REST_MS ? 'it waited for more than two days' : null
  }
  const goingOn = all.filter((walked) => walked.queue.length === 0 || why(walked) === null)
  const over = all.flatMap((walked) => {
    const because = goingOn.includes(walked) ? null : why(walked)
    return because === null ? [] : [{ walked, why: `left: ${because}` }]
  })
  const unitOf = ({ unit }: WalkState) => asked.get(unit.key) ?? unit
  return {
    left: goingOn.filter(({ isStuck }) => !isStuck).map(unitOf),
    stuck: goingOn.filter(({ isStuck }) => isStuck).map(unitOf),
    over,
  }
}
