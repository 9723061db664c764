import type { Figure } from './figure.ts'
import { grouped } from './grouped.ts'
import { wilson } from './wilson.ts'

/** A thing that changed its id or its name: the mentions that told of it before, and the one that tells of it now. */
export interface ChangeCase {
  readonly kind: string
  /** Mention ids of the earlier step; a case without any cannot be scored and counts as lost. */
  readonly before: readonly string[]
  /** Mention id of the later step; null where it has none. */
  readonly after: string | null
  /** What the case is called in a list of disagreements. */
  readonly name: string
}

export interface Survival {
  readonly kind: string
  readonly cases: number
  readonly surviving: number
  readonly share: Figure
  readonly lost: readonly string[]
}

export interface TwoSteps {
  /** Mention id → entity id. */
  readonly before: ReadonlyMap<string, string>
  readonly after: ReadonlyMap<string, string>
  /** Former entity id → the one it leads to. */
  readonly redirects: ReadonlyMap<string, string>
}

/** Of each kind of change: how many kept their entity id, redirects followed. */
export function idSurvival(cases: readonly ChangeCase[], steps: TwoSteps): readonly Survival[] {
  return [...grouped(cases, ({ kind }) => kind)].map(([kind, ofKind]) => {
    const lost = ofKind.filter((each) => !survives(each, steps))
    const surviving = ofKind.length - lost.length
    return {
      kind,
      cases: ofKind.length,
      surviving,
      share: wilson(surviving, ofKind.length),
      lost: lost.map(({ name }) => name),
    }
  })
}

/** Where an id leads in the end. A circle leads nowhere. */
export function followed(id: string, redirects: ReadonlyMap<string, string>): string | null {
  const passed = new Set<string>()
  let at = id
  for (let next = redirects.get(at); next !== undefined; next = redirects.get(at)) {
    if (passed.has(at)) return null
    passed.add(at)
    at = next
  }
  return at
}

function survives({ before, after }: ChangeCase, steps: TwoSteps): boolean {
  const now = after === null ? undefined : steps.after.get(after)
  if (now === undefined || before.length === 0) return false
  return before.every((id) => {
    const then = steps.before.get(id)
    return then !== undefined && followed(then, steps.redirects) === now
  })
}
