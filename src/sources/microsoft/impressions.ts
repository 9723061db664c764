import { type Range, range } from '../../domain/range.ts'

const NUMBER = String.raw`(\d[\d,.\u00a0 ]*?)\s*([KMB]?)`
const BETWEEN = new RegExp(`^${NUMBER}\\s*(?:-|–|—|to)\\s*${NUMBER}$`, 'i')
const BELOW = new RegExp(`^(<|≤|<=|less than|up to)\\s*${NUMBER}$`, 'i')
const ABOVE = new RegExp(`^(>|≥|>=|more than|over)?\\s*${NUMBER}\\s*(\\+?)$`, 'i')

/**
 * `500K - 1M`, `<1K`, `10M+`, `1,000-5,000` in whole counts, both bounds inclusive.
 * @throws {RangeError} when it is none of these
 */
export function impressionsRange(text: string): Range {
  const plain = text.trim()
  const between = BETWEEN.exec(plain)
  if (between !== null) return range(count(between[1], between[2]), count(between[3], between[4]))
  const below = BELOW.exec(plain)
  if (below !== null) return range(0n, count(below[2], below[3]) - (isStrict(below[1]) ? 1n : 0n))
  const above = ABOVE.exec(plain)
  if (above === null) throw new RangeError(`“${text}” is no range of impressions`)
  const lower = count(above[2], above[3])
  if (above[1] === undefined && above[4] === '') return range(lower, lower)
  return range(lower + (isStrict(above[1]) ? 1n : 0n), null)
}

function isStrict(word: string | undefined): boolean {
  return ['<', '>', 'less than', 'more than', 'over'].includes((word ?? '').toLowerCase())
}

const ZEROS: Readonly<Record<string, number>> = { '': 0, K: 3, M: 6, B: 9 }

/** `1.5M` is 1,500,000. A comma divides thousands. */
function count(digits: string | undefined, unit: string | undefined): bigint {
  const zeros = ZEROS[(unit ?? '').toUpperCase()] ?? 0
  const [, whole = '', fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec((digits ?? '').replace(/[,\s\u00a0]/g, '')) ?? []
  if (whole === '' || fraction.length > zeros) throw new RangeError(`“${digits}${unit}” is no whole count`)
  return BigInt(whole + fraction.padEnd(zeros, '0'))
}
