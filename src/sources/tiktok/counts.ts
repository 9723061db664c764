import { exactly, type Range, range } from '../../domain/range.ts'

const NUMBER = /^(\d{1,12})(?:[.,](\d))?([KMB]?)$/i
const UNITS: Readonly<Record<string, bigint>> = { '': 1n, K: 1_000n, M: 1_000_000n, B: 1_000_000_000n }

interface Amount {
  readonly value: bigint
  readonly step: bigint
}

/**
 * People as TikTok counts them (TT-6). `1K-10K` is a range as it stands. `11K` is a rounded number, and nobody says which
 * way: whatever it was rounded from lies less than one unit of its last digit away, 10,001 to 11,999. `856` is exact.
 * @returns null: it is written in a way that we cannot be sure of: `<1K`, `11,000`
 */
export function peopleRange(value: string | number): Range | null {
  const bounds = String(value).replace(/\s+/g, '').split(/[-–]/)
  const [first = null, second = null] = bounds.map(amount)
  if (bounds.length === 1 && first !== null) return roundedNumber(first)
  const isRange = bounds.length === 2 && first !== null && second !== null && first.value <= second.value
  return isRange ? range(first.value, second.value) : null
}

function roundedNumber({ value, step }: Amount): Range {
  if (step === 1n) return exactly(value)
  return range(value >= step ? value - step + 1n : 0n, value + step - 1n)
}

function amount(text: string): Amount | null {
  const [, whole, tenth, letter = ''] = NUMBER.exec(text) ?? []
  const unit = UNITS[letter.toUpperCase()] ?? 1n
  if (whole === undefined || (tenth !== undefined && unit === 1n)) return null
  if (tenth === undefined) return { value: BigInt(whole) * unit, step: unit }
  return { value: BigInt(whole) * unit + (BigInt(tenth) * unit) / 10n, step: unit / 10n }
}
