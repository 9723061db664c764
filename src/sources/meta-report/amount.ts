import { Problem } from '../../domain/errors.ts'
import { type Currency, minorDigits, type SpendRange } from '../../domain/money.ts'

/** The largest that a database's 64-bit whole number holds. */
const MOST_MINOR_UNITS = 2n ** 63n - 1n

/**
 * MR-1: `≤100` is 0 to 100 units of the header's currency, a 100 IDR as of USD; any other figure is exact to one unit.
 * Source: 1,955,431 rows of 2020 to 2025 hold nothing else.
 * @throws {Problem} `record.schema_changed` on anything else: another bucket would be another promise
 */
export function reportedSpend(column: string, text: string, code: Currency): SpendRange {
  const cell = text.trim()
  const scale = 10n ** BigInt(minorDigits(code))
  if (cell === '≤100' || cell === '<=100') return { lower: 0n, upper: 100n * scale, currency: code }
  const minor = /^\d{1,19}$/.test(cell) ? BigInt(cell) * scale : null
  if (minor === null || minor > MOST_MINOR_UNITS) {
    throw new Problem('record.schema_changed', `“${column}” says “${text.slice(0, 60)}”, which is no amount we know`)
  }
  return { lower: minor, upper: minor, currency: code }
}
