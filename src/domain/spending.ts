import type { CalendarDate } from './calendar.ts'
import type { PlatformId } from './ids.ts'
import type { Currency } from './money.ts'
import type { CountryCode, RegionCode } from './place.ts'

/** The days asked about, both inclusive; null leaves that side open: from the beginning, up to the newest file. */
export interface Window {
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
}

/**
 * Whom a ranking lists. A sponsor has the money of all its accounts; what is attributed to no sponsor yet stands as its
 * account.
 */
export type SpendingBy = 'sponsor' | 'advertiser'

/** A question of who spent how much. Never across currencies. */
export interface SpendingQuery extends Window {
  readonly by: SpendingBy
  /** Null: everywhere. */
  readonly place: CountryCode | RegionCode | null
  readonly platform: PlatformId | null
  readonly currency: Currency
}

/** Where a page of a ranking ends. */
export interface SpendingPosition {
  /** Lower bound of the last row, in minor units, as decimal text. */
  readonly lower: string
  /** The archive's own key of its advertiser or sponsor. */
  readonly id: string
}
