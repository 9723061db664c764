import type { TargetingChoice } from '../../domain/disclosure.ts'
import type { Targeting } from './schema.ts'

/** What the advertiser chose. Undefined where the record holds nothing of it. */
export function targetingChoices(targeting: Targeting | null | undefined): readonly TargetingChoice[] | undefined {
  if (targeting === null || targeting === undefined) return undefined
  const choices: readonly (readonly [string, readonly string[]])[] = [
    ['country', listed(targeting.country)],
    ['age', chosen(targeting.age)],
    ['gender', chosen(targeting.gender)],
    ['audience', unlessNo(targeting.audience_targeting)],
    ['video interactions', unlessNo(targeting.video_interactions)],
    ['creator interactions', unlessNo(targeting.creator_interactions)],
    ['interest', listed(targeting.interest)],
  ]
  return choices
    .filter(([, values]) => values.length > 0)
    .map(([criterion, values]) => ({ criterion, mode: 'included', values }))
}

/** `true` may come as text (TT-2). */
export function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true')
}

/** `No` says that nothing of the kind was chosen. */
function unlessNo(value: string | null | undefined): readonly string[] {
  return listed(value).filter((each) => each.trim().toLowerCase() !== 'no')
}

function chosen(table: Targeting['age']): readonly string[] {
  return Object.entries(table ?? {}).flatMap(([name, value]) => (isTrue(value) ? [name] : []))
}

export function listed(value: string | readonly string[] | null | undefined): readonly string[] {
  const all = typeof value === 'string' ? [value] : (value ?? [])
  return all.filter((each) => each.trim() !== '')
}
