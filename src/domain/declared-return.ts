import type { CalendarDate } from './calendar.ts'
import type { PlatformId } from './ids.ts'
import type { Currency } from './money.ts'
import type { CountryCode, RegionCode } from './place.ts'
import type { Range } from './range.ts'

/** What somebody declared to an authority that it spent on digital ads in a period. */
export interface DeclaredReturn {
  /** Of the file, from 1; the header is line 1. */
  readonly line: number
  /** A name, or the permanent id of a sponsor. */
  readonly sponsor: string
  /** In minor units. */
  readonly declared: bigint
  readonly currency: Currency
  /** Both days inclusive, as platforms count days. */
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly place: CountryCode | RegionCode | null
  /** Null: all platforms together. */
  readonly platform: PlatformId | null
  /** The declarer’s own words or number; empty where there are none. */
  readonly note: string
}

/**
 * How a declared amount stands to what platforms show. `below`: less than what is certain; `above`: more than what is
 * possible by what is held; `inside`: neither; `not_held`: the archive holds no money of that sponsor there.
 */
export type Standing = 'inside' | 'below' | 'above' | 'not_held'

/** Nothing here says that anybody declared wrongly: what platforms do not show, the archive cannot hold. */
export function standingOf(declared: bigint, bounds: Range | null): Standing {
  if (bounds === null) return 'not_held'
  if (declared < bounds.lower) return 'below'
  return bounds.upper !== null && declared > bounds.upper ? 'above' : 'inside'
}

/** How far from the nearest bound, in minor units; 0 inside. Null: not held. */
export function distanceOf(declared: bigint, bounds: Range | null): bigint | null {
  if (bounds === null) return null
  if (declared < bounds.lower) return bounds.lower - declared
  return bounds.upper !== null && declared > bounds.upper ? declared - bounds.upper : 0n
}
