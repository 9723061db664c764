import type { Currency, SpendRange } from '../../domain/money.ts'
import { type Range, range } from '../../domain/range.ts'
import { schemaChanged } from './malformed.ts'
import { minorOf } from './money-columns.ts'

interface Bounds {
  readonly lower: string
  readonly upper: string | null
}

/**
 * Times shown. Until 2022 five buckets (`≤ 10k`, `10k-100k` … `> 10M`), since then numbers (`0-1000`). Buckets meet, and
 * nobody says to which of two a number where they meet belongs, so both bounds are read as inclusive: the range holds
 * the truth either way.
 * @throws {Problem} `record.schema_changed`
 */
export function impressionRange(text: string): Range {
  const { lower, upper } = boundsOf(text, 'Impressions')
  return range(BigInt(lower), upper === null ? null : BigInt(upper))
}

/** The deprecated text of `Spend_USD`, `≤ 100` or `1k-50k`, where a file has no bounds in columns of their own. */
export function spendText(text: string, code: Currency): SpendRange {
  const { lower, upper } = boundsOf(text, `Spend_${code}`)
  return { ...range(minorOf(lower, code), upper === null ? null : minorOf(upper, code)), currency: code }
}

const NUMBER = String.raw`(\d[\d,]*)\s*([kmb]?)`
const FROM_TO = new RegExp(`^${NUMBER}\\s*[-–—]\\s*${NUMBER}$`, 'i')
const UP_TO = new RegExp(`^(?:≤|<=|<)\\s*${NUMBER}$`, 'i')
const MORE = new RegExp(`^(?:>|≥|>=)\\s*${NUMBER}$|^${NUMBER}\\s*\\+$`, 'i')

function boundsOf(text: string, field: string): Bounds {
  const trimmed = text.trim()
  const [, from, fromUnit, to, toUnit] = FROM_TO.exec(trimmed) ?? []
  if (from !== undefined && to !== undefined) {
    const bounds = { lower: digits(from, fromUnit), upper: digits(to, toUnit) }
    if (BigInt(bounds.lower) <= BigInt(bounds.upper)) return bounds
  }
  const [, most, mostUnit] = UP_TO.exec(trimmed) ?? []
  if (most !== undefined) return { lower: '0', upper: digits(most, mostUnit) }
  const [, least, leastUnit, plus, plusUnit] = MORE.exec(trimmed) ?? []
  const open = least ?? plus
  if (open !== undefined) return { lower: digits(open, leastUnit ?? plusUnit), upper: null }
  throw schemaChanged(`${field} “${trimmed.slice(0, 40)}” is new to us`, { field, value: text })
}

const ZEROS: Readonly<Record<string, string>> = { k: '000', m: '000000', b: '000000000' }

function digits(number: string, unit = ''): string {
  return number.replaceAll(',', '') + (ZEROS[unit.toLowerCase()] ?? '')
}
