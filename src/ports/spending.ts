import type { CalendarDate, Instant } from '../domain/calendar.ts'
import type { AdvertiserRef, PlatformId, SourceId, SponsorId } from '../domain/ids.ts'
import type { Currency } from '../domain/money.ts'
import type { CountryCode, RegionCode } from '../domain/place.ts'
import type { Range } from '../domain/range.ts'
import type { Factor } from '../domain/reference-rate.ts'
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

/** Of a sponsor or of an account, never of both: `sponsor` and `advertiser` are not null in turn. */
export interface SpendingRow extends SpendBounds, Witnesses {
  readonly sponsor: { readonly id: SponsorId; readonly name: string } | null
  /** The account, in a ranking of these, or where nothing attributes it to a sponsor yet. */
  readonly advertiser: AdvertiserRef | null
  /** The sponsor's, or the account's newest name; null where the source leaves it blank. */
  readonly name: string | null
  /** Of its accounts that have a part in the figures, by name. */
  readonly platforms: readonly PlatformId[]
  /** How many accounts have a part in the figures. */
  readonly accounts: number
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
  /** Over all rows, not only this page's: the column sums. `sponsors`: how many of the rows are of one. */
  readonly total: SpendBounds & { readonly rows: number; readonly sponsors: number }
  /** Rows of reports whose sponsor the source does not tell apart from others (page 0): never ranked as one. */
  readonly unnamed: (Range & { readonly rows: number }) | null
  readonly effective: readonly EffectiveDates[]
}

/** All currencies in one: how amounts of each become its minor units. One without a rate is not among them, and in no sum. */
export interface OneCurrency {
  readonly currency: Currency
  readonly factors: ReadonlyMap<Currency, Factor>
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
  /** Whether any mention is attributed to a sponsor. */
  readonly hasSponsors: boolean
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

/** Somebody's money in one currency: at most the newest 260 weeks, and 200 statements. */
interface SpendingOverTime {
  readonly currency: Currency
  readonly weeks: readonly SpendWeek[]
  readonly countries: readonly (SpendBounds & { readonly country: CountryCode })[]
  readonly regions: readonly (SpendBounds & { readonly region: RegionCode })[]
  readonly statementCount: number
}

export interface AdvertiserSpending extends SpendingOverTime {
  /** The newest first. */
  readonly statements: readonly StatementView[]
}

/** A sponsor's money on one platform: the sum over its accounts there. */
export interface PlatformMoney extends SpendBounds, Witnesses {
  readonly platform: PlatformId
  readonly accounts: number
}

/** A sponsor's money in a window and place, in the currency that was asked for. */
export interface SponsorBounds extends SpendBounds, Witnesses {
  /** The greatest lower bound first; they add up to the whole. */
  readonly platforms: readonly PlatformMoney[]
}

/** The same everywhere, in one of its currencies. */
export interface SponsorMoney extends SponsorBounds {
  readonly currency: Currency
}

/** A statement about one of a sponsor's accounts. */
export interface SponsorStatement extends StatementView {
  readonly advertiser: AdvertiserRef
  /** The account's newest name; null where the source leaves it blank. */
  readonly advertiserName: string | null
}

export interface SponsorSpending extends SpendingOverTime {
  /** Over all time, the greatest lower bound first; the weeks of all are the same ones as `weeks`, and add up to them. */
  readonly platforms: readonly (SpendBounds & { readonly platform: PlatformId; readonly weeks: readonly SpendWeek[] })[]
  /** The newest first. */
  readonly statements: readonly SponsorStatement[]
}

/** Every call may throw Problem `request.too_slow`. */
export interface SpendReport {
  readonly spending: (query: SpendingQuery, after: SpendingPosition | null, size: number) => Promise<SpendingPage>
  /** The same over all currencies that are told a factor, each amount in the one: lower bounds rounded down, upper ones up. */
  readonly spendingIn: (
    query: Omit<SpendingQuery, 'currency'>,
    one: OneCurrency,
    after: SpendingPosition | null,
    size: number,
  ) => Promise<SpendingPage>
  /** Of a query whose place is a country. */
  readonly regional: (query: Omit<SpendingQuery, 'by'>) => Promise<RegionalSpending>
  readonly spendingChoices: (query: Partial<SpendingQuery>) => Promise<SpendingChoices>
  readonly advertiser: (ref: AdvertiserRef, window: Window) => Promise<AdvertiserProfile | null>
  readonly advertiserSpending: (ref: AdvertiserRef, currency: Currency) => Promise<AdvertiserSpending>
  /** Per currency, the greatest lower bound first. Of an id that is none, or leads elsewhere by now: nothing. */
  readonly sponsorMoney: (id: SponsorId, window: Window) => Promise<readonly SponsorMoney[]>
  /** The row of the ranking that is its. Null: nothing is told of it there. */
  readonly sponsorBounds: (id: SponsorId, query: SpendingQuery) => Promise<SponsorBounds | null>
  readonly sponsorSpending: (id: SponsorId, currency: Currency) => Promise<SponsorSpending>
}
