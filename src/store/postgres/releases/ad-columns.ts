import { COLUMNS, type Column, toldOf } from '../../../domain/columns.ts'
import type { FieldName } from '../../../domain/disclosure.ts'
import type { HeldDisclosure } from '../../../domain/held-disclosure.ts'
import type { ReleaseColumn, ReleaseRow } from '../../../ports/releases.ts'

/**
 * `last_seen_at` moves with every file, and says nothing that the table of files does not; what is known of the quality
 * of the days around an ad depends on files to come.
 */
const LEFT_OUT: ReadonlySet<string> = new Set(['last_seen_at', 'data_quality'])
const INSTANTS: ReadonlySet<string> = new Set(['first_seen_at', 'missing_since', 'withdrawn_at'])
const FIRST_SEEN = 'first_seen_at'

const OF_ADS = COLUMNS.filter(({ name }) => !LEFT_OUT.has(name))
const OF_VERSIONS = OF_ADS.filter(({ name }) => name !== FIRST_SEEN)

export const AD_COLUMNS: readonly ReleaseColumn[] = OF_ADS.map(released)

/** All that a version tells of its ad. */
export const TOLD_COLUMNS: readonly ReleaseColumn[] = OF_VERSIONS.map(released)

export function adCells(held: HeldDisclosure, neverDisclosed: readonly FieldName[]): ReleaseRow {
  return cells(OF_ADS, held, neverDisclosed)
}

export function toldCells(held: HeldDisclosure, neverDisclosed: readonly FieldName[]): ReleaseRow {
  return cells(OF_VERSIONS, held, neverDisclosed)
}

function cells(columns: readonly Column[], held: HeldDisclosure, neverDisclosed: readonly FieldName[]): ReleaseRow {
  const told = toldOf(held, neverDisclosed)
  return columns.map(({ value }) => value(told))
}

function released({ name, kind, meaning }: Column): ReleaseColumn {
  const isMoney = name.startsWith('spend_')
  if (INSTANTS.has(name)) return { name, kind: 'instant', unit: 'UTC', meaning }
  if (kind === 'number') return { name, kind: isMoney ? 'money' : 'count', unit: isMoney ? 'currency' : null, meaning }
  return { name, kind, unit: kind === 'date' ? 'UTC' : null, meaning }
}
