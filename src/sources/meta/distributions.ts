import type { AudienceShare } from '../../domain/disclosure.ts'
import type { Region } from '../../domain/place.ts'
import type { RawAgeGender, RawRegion } from './archived-ad.ts'
import { malformed } from './malformed.ts'
import { regionOfMeta } from './places.ts'

/** Meta's own word where it knows no age, gender or region; also ours where a row lacks the key. */
const UNKNOWN = 'unknown'

/** Shares of delivery by age and gender. Rows without a share tell nothing and are left out. */
export function audienceShares(rows: readonly RawAgeGender[]): AudienceShare[] {
  return rows.flatMap(({ age, gender, percentage }) => {
    const share = shareIn('demographic_distribution', percentage)
    return share === null ? [] : [{ age: age ?? UNKNOWN, gender: gender ?? UNKNOWN, share }]
  })
}

/** Shares of delivery by region, in the order of the record. A region that stands twice gets the sum of its shares. */
export function regionShares(rows: readonly RawRegion[]): Region[] {
  const shares = new Map<string, number | null>()
  for (const { region, percentage } of rows) {
    const name = region ?? UNKNOWN
    shares.set(name, sum(shares.get(name) ?? null, shareIn('delivery_by_region', percentage)))
  }
  return [...shares].map(([name, share]) => ({ name, code: regionOfMeta(name), share }))
}

export function hasRepeatedRegion(rows: readonly RawRegion[]): boolean {
  return new Set(rows.map((row) => row.region)).size < rows.length
}

/** Binary fractions do not add up cleanly; no source gives more than nine decimals. */
export function rounded(share: number): number {
  return Number(share.toFixed(9))
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : rounded(a + b)
}

/** A share 0–1, in plain or scientific notation (MA-1: `2.3E-5`). */
function shareIn(field: string, percentage: string | number | null | undefined): number | null {
  if (percentage === null || percentage === undefined || percentage === '') return null
  const text = String(percentage).trim()
  const share = /^\d*\.?\d+(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  // The parts of one real distribution add up to 1.000004: a single one may pass 1 by as much.
  if (!(share <= 1.001)) throw malformed(`A share of ${field} cannot be read`, { field, value: percentage })
  return share
}
