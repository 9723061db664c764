import type { FileHead } from '../../ports/source.ts'
import { headerDrift } from '../shared/header-drift.ts'
import { plainName } from './cells.ts'
import { moneyColumn } from './money-columns.ts'
import { isKnownCurrency, KNOWN_CURRENCIES } from './steps.ts'

/** The columns of a kind of file, by plain name. */
export interface Columns {
  /** Without these a file is not of the kind. `a|b`: either. */
  readonly required: readonly string[]
  /** Those that Google has always written beside: one that is gone is reported. */
  readonly usual?: readonly string[]
  /** Others that Google has written at some time. */
  readonly sometimes?: readonly string[]
  /** Columns that only collectors write, and that somebody has looked at: read, and reported as new all the same. */
  readonly byCollectors?: readonly string[]
  /** Columns by which a file is of another kind. */
  readonly without?: readonly string[]
  /** What stands for “any column of money” in the sentence that refuses a file; missing: the kind needs none. */
  readonly money?: string
  /** Columns not to be shown: where somebody may live. */
  readonly hidden?: readonly string[]
}

/** What every format of this source does with a header: by name, blind to case and order (G-14, G-16). */
export function headerRules(columns: Columns) {
  const known = new Set([...columns.required.flatMap((each) => each.split('|')), ...others(columns)])
  const hidden = new Set(columns.hidden ?? [])
  const shown = [...known, ...(columns.byCollectors ?? []), ...(columns.money === undefined ? [] : MONEY_COLUMNS)]
  return {
    publicKeys: new Set(shown.filter((name) => !hidden.has(name))),
    recognises: (head: FileHead) => isOfKind(columns, head) && lacking(columns, head).length === 0,
    lacks: (head: FileHead) => lacksOf(columns, head),
    drift: (head: FileHead) => drift(known, columns, head),
  }
}

const MONEY_COLUMNS = KNOWN_CURRENCIES.map((code) => code.toLowerCase()).flatMap((code) =>
  ['spend_', 'total_spend_', 'spend_range_min_', 'spend_range_max_'].map((start) => start + code),
)

/** Whether the header is as Google’s bundle writes it: not out of BigQuery, and nothing added by hand. */
export function isBundleHeader(head: FileHead): boolean {
  return head.shape === 'csv' && head.header.every((column) => /^(?:[A-Z]\w*|column_\d+)$/.test(column))
}

function others({ usual = [], sometimes = [] }: Columns): readonly string[] {
  return [...usual, ...sometimes]
}

function isOfKind({ without = [] }: Columns, head: FileHead): boolean {
  const names = namesOf(head)
  return names.size > 0 && without.every((name) => !names.has(name))
}

/** Only of a file that has something of the kind: else each unknown file would lack the least of the smallest kind. */
function lacksOf(columns: Columns, head: FileHead): readonly string[] {
  const missing = isOfKind(columns, head) ? lacking(columns, head) : []
  const needed = columns.required.length + (columns.money === undefined ? 0 : 1)
  return missing.length < needed ? missing : []
}

function lacking({ required, money }: Columns, head: FileHead): readonly string[] {
  const names = namesOf(head)
  const missing = required.filter((each) => !each.split('|').some((name) => names.has(name)))
  const needsMoney = money !== undefined && ![...names].some((name) => moneyColumn(name) !== null)
  return [...missing.map((each) => each.replaceAll('|', ' or ')), ...(needsMoney ? [money] : [])]
}

function namesOf(head: FileHead): ReadonlySet<string> {
  return new Set(head.shape === 'csv' ? head.header.map(plainName) : [])
}

/** Google’s columns have never kept one order; its lines end in LF. */
function drift(known: ReadonlySet<string>, { usual = [] }: Columns, head: FileHead): readonly string[] {
  return headerDrift(head, { nameOf: plainName, isKnown: (name) => isKnown(known, name), usual })
}

function isKnown(known: ReadonlySet<string>, name: string): boolean {
  if (known.has(name)) return true
  const money = moneyColumn(name)
  return money !== null && isKnownCurrency(money.currency)
}
