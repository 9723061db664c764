import type { CalendarDate, Instant } from '../domain/calendar.ts'
import type { AdvertiserRef, SourceId } from '../domain/ids.ts'
import type { Currency } from '../domain/money.ts'
import type { CountryCode } from '../domain/place.ts'
import type { Range } from '../domain/range.ts'
import type { Disagreement, TotalKind } from '../domain/reconciliation.ts'

/** Compares what sources state of themselves with what is held. After every run; what was found before is replaced. */
export interface Reconciler {
  readonly reconcile: () => Promise<void>
}

/** One comparison: of a slice (source, country, days), or of one advertiser in it. */
export interface ComparedTotal {
  readonly kind: TotalKind
  /** Who states it. */
  readonly source: SourceId
  /** Whose ads are counted; the same, but of a report that tells of no single ads. */
  readonly adsSource: SourceId
  /** Which part of an API; null: of none alone. */
  readonly unit: string | null
  /** Null: all, or not told. */
  readonly country: CountryCode | null
  /** Null: since its records begin. */
  readonly from: CalendarDate | null
  /** Null: to this day. */
  readonly to: CalendarDate | null
  /** Null: of a slice, all of them together. */
  readonly advertiser: (AdvertiserRef & { readonly name: string | null }) | null
  readonly currency: Currency | null
  /** Null: no number was stated, or it is told once for the advertiser and not with each of its currencies. */
  readonly statedAds: number | null
  readonly heldAds: number | null
  /** In minor units of the currency. What is held: at least by ads wholly within, at most by all that may be. */
  readonly stated: Range | null
  readonly held: Range | null
  /** Of a slice that was compared by advertiser: how many, and how many of them do not agree. */
  readonly advertisers: { readonly compared: number; readonly differing: number } | null
  /** Of a currency: whether the report names this advertiser at all. */
  readonly isReported: boolean | null
  /** Empty: it agrees. */
  readonly wrong: readonly Disagreement[]
}

/** Which comparisons are asked about; those whose days touch the days asked about, both inclusive. */
export interface TotalsQuery {
  readonly source: SourceId | null
  /** The empty text: no country told. */
  readonly country: string | null
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
}

/** All comparisons at a glance. */
export interface TotalsSummary {
  /** Null: nothing was compared yet. */
  readonly comparedAt: Instant | null
  readonly slices: number
  readonly incomplete: number
  /** Advertisers in a slice that do not agree. */
  readonly differing: number
  /** Advertisers in a country with ads in another currency than its report counts in. */
  readonly otherCurrency: number
}

export interface Totals {
  readonly summary: (query: TotalsQuery) => Promise<TotalsSummary>
  /** What does not agree, the newest days first; of `currency`, the most ads first. */
  readonly disagreeing: (query: TotalsQuery, most: number) => Promise<readonly ComparedTotal[]>
  readonly otherCurrency: (query: TotalsQuery, most: number) => Promise<readonly ComparedTotal[]>
  /** All that was compared, and how many there are. */
  readonly all: (query: TotalsQuery) => Promise<{ readonly total: number; readonly rows: AsyncIterable<ComparedTotal> }>
}
