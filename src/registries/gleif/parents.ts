import type { ReadRow, RegistryRecord, RegistryRelation } from '../../ports/registries.ts'
import { isoDay } from '../shared/days.ts'
import { facts } from '../shared/facts.ts'
import { LEI } from './manifest.ts'

const KINDS: Readonly<Record<string, 'direct_parent' | 'ultimate_parent'>> = {
  IS_DIRECTLY_CONSOLIDATED_BY: 'direct_parent',
  IS_ULTIMATELY_CONSOLIDATED_BY: 'ultimate_parent',
  DIRECT_ACCOUNTING_CONSOLIDATION_PARENT: 'direct_parent',
  ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT: 'ultimate_parent',
}

export interface ParentTold {
  readonly child: string
  readonly parent: string
  /** `IS_DIRECTLY_CONSOLIDATED_BY`. */
  readonly type: string
  readonly status: string | undefined
  readonly start: string | undefined
  readonly end: string | undefined
}

/** Null: another relation, such as of a fund and its manager. */
export function parentRow(number: number, { child, parent, type, ...told }: ParentTold): ReadRow {
  const kind = KINDS[type]
  if (kind === undefined) return { number, records: [], relations: [] }
  const relation: RegistryRelation = {
    kind,
    key: `${child}-${parent}`,
    subject: { scheme: LEI, key: child },
    object: { scheme: LEI, key: parent },
    from: isoDay(told.start),
    to: isoDay(told.end),
    facts: facts({ status: told.status }),
  }
  return { number, records: [], relations: [relation] }
}

/**
 * A reporting exception: the entity says why it names no parent. `not_reported` is never “no parent”: natural persons, no
 * known person and a law in the way are reasons too.
 */
export function exceptionRow(number: number, lei: string, category: string, reasons: readonly string[]): ReadRow {
  const kind = KINDS[category]
  if (kind === undefined) return { number, records: [], relations: [] }
  const told = { [kind]: 'not_reported', [`${kind}_exception`]: reasons.join('; ') }
  return { number, records: [bare(lei, kind, told)], relations: [] }
}

function bare(lei: string, part: string, told: Readonly<Record<string, string>>): RegistryRecord {
  return {
    scheme: LEI,
    key: lei,
    part,
    names: [],
    type: null,
    country: null,
    state: null,
    from: null,
    to: null,
    facts: facts(told),
  }
}
