import type { CalendarDate, Instant } from '../domain/calendar.ts'
import type { AdvertiserRef, PlatformId, SourceId } from '../domain/ids.ts'
import type { Currency } from '../domain/money.ts'
import type { CountryCode, RegionCode } from '../domain/place.ts'
import type { Range } from '../domain/range.ts'
import type { SpendingPosition, SpendingQuery, Window } from '../domain/spending.ts'
import type { RecordPointer } from './record-pointer.ts'

/**
 * Strict bounds of what was spent in a window and place, in minor units, and which part of the upper bound is what:
 * `lower` is certain; `undivided` belongs to ads of several places that the source does not divide among them; the rest
 * lies between. With an open top, `upper` is null.
 */
export interface SpendBounds extends Range {
  /** The part of `upper` that may as well have been spent elsewhere: ads aimed at several places. */
  readonly undivided: bigint
}

/** What each kind of witness says, before they are put together. Null: it says nothing. */
export interface Witnesses {
  readonly ads: (SpendBounds & { readonly count: number }) | null
  /** Statements whose periods lie inside the window (lower) or cover it (upper). */
  readonly statements: Range | null
}

export interface SpendingRow extends SpendBounds, Witnesses {
  readonly advertiser: AdvertiserRef
  /** Its newest name; null where the source leaves it blank. */
  readonly name: string | null
}

/** The periods of the statements that were used: inside the window, and covering it. */
export interface EffectiveDates {
  readonly source: SourceId
  readonly inside: { readonly from: CalendarDate | null; readonly to: CalendarDate } | null
  readonly covering: { readonly from: CalendarDate | null; readonly to: CalendarDate } | null
}

export interface SpendingPage {
  readonly rows: readonly SpendingRow[]
  readonly next: SpendingPosition | null
  /** Over all rows, not only this page's: the column sums. */
  readonly total: SpendBounds & { readonly advertisers: number }
  /** Rows of reports whose sponsor the source does not tell apart from others (page 0): never ranked as one. */
  readonly unnamed: (Range & { readonly rows: number }) | null
  readonly effective: readonly EffectiveDates[]
}

/** How a country's sum divides: the regions and what is not regional make the national row, bound by bound. */
export interface RegionalSpending {
  readonly national: SpendBounds
  readonly regions: readonly (Range & { readonly region: RegionCode; readonly ads: number })[]
  readonly notRegional: Range
  /** What sources themselves state of places, apart from ads and advertisers. */
  readonly stated: readonly StatementView[]
}

/** A statement as published, with its record. */
export interface StatementView extends Range {
  readonly source: SourceId
  readonly currency: Currency
  readonly from: CalendarDate | null
  readonly to: CalendarDate
  readonly place: CountryCode | RegionCode | null
  /** As the source wrote the region; null for a country or none. */
  readonly regionName: string | null
  readonly disclaimer: string | null
  /** Step of rounding in minor units; null where figures are not rounded. */
  readonly roundedTo: bigint | null
  readonly ads: number | null
  /** Alike in every cell to an earlier row of its file; counted all the same. */
  readonly isRepeat: boolean
  readonly record: RecordPointer
}

/** What may be asked for: places and currencies that hold any money, the most ads or statements first. */
export interface SpendingChoices {
  readonly currencies: readonly { readonly currency: Currency; readonly witnesses: number }[]
  readonly countries: readonly { readonly country: CountryCode; readonly witnesses: number }[]
  /** Of the country asked for. */
  readonly regions: readonly { readonly region: RegionCode; readonly witnesses: number }[]
  readonly platforms: readonly PlatformId[]
}

/** A text under which an advertiser appeared, from when to when. */
export interface AdvertiserName {
  readonly kind: 'name' | 'disclaimer'
  readonly text: string
  readonly firstSeenAt: Instant
  readonly lastSeenAt: Instant
}

export interface AdvertiserMoney extends SpendBounds, Witnesses {
  readonly currency: Currency
}

/** One bar of a chart: what was spent in a week (Sunday to Saturday), as far as is told. */
export interface SpendWeek extends Range {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

export interface AdvertiserProfile {
  readonly ref: AdvertiserRef
  readonly name: string | null
  /** The platform's id of the account; null where it gives none. */
  readonly accountId: string | null
  readonly formerIds: readonly string[]
  /** Under which id the platform lists it now, if it says so. */
  readonly laterId: string | null
  readonly names: readonly AdvertiserName[]
  readonly facts: readonly { readonly label: string; readonly value: string; readonly source: SourceId }[]
  readonly ads: number
  readonly withdrawnAds: number
  /** Per currency, over all time; the greatest lower bound first. */
  readonly money: readonly AdvertiserMoney[]
  /** First complete file of the platform's list of advertisers that lacks it, and the second. */
  readonly missingSince: Instant | null
  readonly withdrawnAt: Instant | null
}

/** The same advertiser in one currency: at most the newest 260 weeks, and 200 statements. */
export interface AdvertiserSpending {
  readonly currency: Currency
  readonly weeks: readonly SpendWeek[]
  readonly countries: readonly (SpendBounds & { readonly country: CountryCode })[]
  readonly regions: readonly (SpendBounds & { readonly region: RegionCode })[]
  readonly statements: readonly StatementView[]
  readonly statementCount: number
}

/** Every call may throw Problem `request.too_slow`. */
export interface SpendReport {
  readonly spending: (query: SpendingQuery, after: SpendingPosition | null, size: number) => Promise<SpendingPage>
  /** Of a query whose place is a country. */
  readonly regional: (query: SpendingQuery) => Promise<RegionalSpending>
  readonly spendingChoices: (query: Partial<SpendingQuery>) => Promise<SpendingChoices>
  readonly advertiser: (ref: AdvertiserRef, window: Window) => Promise<AdvertiserProfile | null>
  readonly advertiserSpending: (ref: AdvertiserRef, currency: Currency) => Promise<AdvertiserSpending>
}
