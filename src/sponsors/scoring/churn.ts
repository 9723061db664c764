import type { Figure } from './figure.ts'
import { grouped } from './grouped.ts'
import { followed } from './survival.ts'
import { wilson } from './wilson.ts'

/** A mention as a step brings it. */
export interface StepMention {
  readonly id: string
  /** All its cells but the id: equal means present byte for byte. */
  readonly content: string
  /** Account id, n2 of payer and of page name, registry ids, each with its kind in front. */
  readonly keys: readonly string[]
}

export interface Step {
  readonly mentions: readonly StepMention[]
  /** Every mention up to here → its entity id. */
  readonly entities: ReadonlyMap<string, string>
}

/** A merge or split, with the mentions that caused it. */
export interface StepEvent {
  /** 1 is the first step. */
  readonly step: number
  readonly entityIds: readonly string[]
  readonly causes: readonly string[]
}

export interface Churn {
  /** From one step to the next, mentions that nothing new touches, summed over steps. */
  readonly untouched: number
  readonly changed: readonly string[]
  /** Of the changed: with a merge or split that a new or changed mention caused. */
  readonly explained: readonly string[]
  readonly share: Figure
}

/** How many mentions that nothing new touches have another entity id in the next step. */
export function churn(steps: readonly Step[], events: readonly StepEvent[]): Churn {
  const known = new Map<string, StepMention>()
  const changed: string[] = []
  const explained: string[] = []
  let untouched = 0
  for (const [index, step] of steps.entries()) {
    const fresh = step.mentions.filter(({ id, content }) => known.get(id)?.content !== content)
    const before = steps[index - 1]
    if (before !== undefined) {
      const ids = untouchedIds(before, step, fresh, known)
      const moved = ids.filter((id) => before.entities.get(id) !== step.entities.get(id))
      untouched += ids.length
      changed.push(...moved)
      explained.push(...explainedOf(moved, before, index + 1, { events, fresh }))
    }
    for (const mention of fresh) known.set(mention.id, mention)
  }
  return { untouched, changed, explained, share: wilson(changed.length, untouched) }
}

/** Ids of entities that were once given out and lead to no entity of the last step. */
export function unresolvedIds(steps: readonly Step[], redirects: ReadonlyMap<string, string>): readonly string[] {
  const living = new Set(steps.at(-1)?.entities.values())
  const given = new Set(steps.flatMap(({ entities }) => [...entities.values()]))
  return [...given].filter((id) => {
    const end = followed(id, redirects)
    return end === null || !living.has(end)
  })
}

/** Mentions of both steps, themselves unchanged, whose entity shares no key with anything new or changed. */
function untouchedIds(
  before: Step,
  step: Step,
  fresh: readonly StepMention[],
  known: ReadonlyMap<string, StepMention>,
): string[] {
  const freshIds = new Set(fresh.map(({ id }) => id))
  const freshKeys = new Set(fresh.flatMap(({ keys }) => keys))
  const members = grouped([...before.entities], ([, entity]) => entity)
  const isTouched = (id: string) => freshIds.has(id) || (known.get(id)?.keys ?? []).some((key) => freshKeys.has(key))
  return [...members.values()]
    .filter((group) => !group.some(([id]) => isTouched(id)))
    .flatMap((group) => group.map(([id]) => id))
    .filter((id) => step.entities.has(id))
}

interface Told {
  readonly events: readonly StepEvent[]
  readonly fresh: readonly StepMention[]
}

function explainedOf(moved: readonly string[], before: Step, step: number, { events, fresh }: Told): string[] {
  const freshIds = new Set(fresh.map(({ id }) => id))
  const told = events.filter((event) => event.step === step && event.causes.some((id) => freshIds.has(id)))
  const entities = new Set(told.flatMap(({ entityIds }) => entityIds))
  return moved.filter((id) => entities.has(before.entities.get(id) ?? ''))
}
