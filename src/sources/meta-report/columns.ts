import { type Currency, currency, NO_CURRENCY } from '../../domain/money.ts'

/** A column by what it holds. The amount's carries the currency: `Amount spent (EUR)`. */
export type Column =
  | { readonly holds: 'pageId' | 'pageName' | 'disclaimer' | 'ads' | 'location' }
  | { readonly holds: 'amount'; readonly currency: Currency }

/** As files have spelt them since 2022; older ones have other capitals (MR-12). */
export const COLUMN_NAMES = {
  pageId: 'Page ID',
  pageName: 'Page name',
  disclaimer: 'Disclaimer',
  amount: 'Amount spent (…)',
  ads: 'Number of ads in Library',
  location: 'Location name',
} as const

const byPlainName = new Map<string, 'pageId' | 'pageName' | 'disclaimer' | 'ads' | 'location'>([
  ['page id', 'pageId'],
  ['page name', 'pageName'],
  ['disclaimer', 'disclaimer'],
  ['number of ads in library', 'ads'],
  ['location name', 'location'],
])

const known = new Map<string, Column | null>()

/** What the column of that name holds; null when it is new to us. */
export function columnNamed(name: string): Column | null {
  const cached = known.get(name)
  if (cached !== undefined) return cached
  const column = readName(name)
  if (known.size < 1_000) known.set(name, column)
  return column
}

/** The header of 2019 names no currency. */
function readName(name: string): Column | null {
  const plain = name.trim().toLowerCase().replace(/\s+/g, ' ')
  const holds = byPlainName.get(plain)
  if (holds !== undefined) return { holds }
  const amount = /^amount spent(?: \(([a-z]{3})\))?$/.exec(plain)
  if (amount === null) return null
  return { holds: 'amount', currency: amount[1] === undefined ? NO_CURRENCY : currency(amount[1]) }
}
