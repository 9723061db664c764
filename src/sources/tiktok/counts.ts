import { exactly, type Range, range } from '../../domain/range.ts'
import { malformed } from './malformed.ts'

const NUMBER = /^(\d{1,12})(?:[.,](\d))?([KMB]?)$/i
const UNITS: Readonly<Record<string, bigint>> = { '': 1n, K: 1_000n, M: 1_000_000n, B: 1_000_000_000n }

/**
 * People as TikTok counts them (TT-6). `1K-10K` is a range as it stands. `11K` is a rounded number, and nobody says which
 * way: whatever it was rounded from lies less than one unit of its last digit away, 10,001 to 11,999. `856` is exact.
 * @throws {Problem} `record.malformed`
 */
export function peopleRange(field: string, value: string | number): Range {
  const text = String(value).replace(/\s+/g, '')
  const [first = '', second, ...more] = text.split(/[-–]/)
  try {
    if (second === undefined) return roundedNumber(first)
    if (more.length > 0) throw new RangeError('more than two bounds')
    return range(amount(first).value, amount(second).value)
  } catch (error) {
    if (error instanceof RangeError) throw malformed(field, value, error)
    throw error
  }
}

function roundedNumber(text: string): Range {
  const { value, step } = amount(text)
  if (step === 1n) return exactly(value)
  return range(value >= step ? value - step + 1n : 0n, value + step - 1n)
}

/** @throws {RangeError} */
function amount(text: string): { readonly value: bigint; readonly step: bigint } {
  const [, whole, tenth, letter = ''] = NUMBER.exec(text) ?? []
  if (whole === undefined) throw new RangeError(`“${text}” is no count`)
  const unit = UNITS[letter.toUpperCase()] ?? 1n
  if (tenth === undefined) return { value: BigInt(whole) * unit, step: unit }
  if (unit === 1n) throw new RangeError(`“${text}” is no whole number`)
  return { value: BigInt(whole) * unit + (BigInt(tenth) * unit) / 10n, step: unit / 10n }
}
