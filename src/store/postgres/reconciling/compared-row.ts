import { calendarDate } from '../../../domain/calendar.ts'
import { platformId, sourceId } from '../../../domain/ids.ts'
import { currency } from '../../../domain/money.ts'
import { countryCode } from '../../../domain/place.ts'
import type { Range } from '../../../domain/range.ts'
import type { Disagreement, TotalKind } from '../../../domain/reconciliation.ts'
import type { ComparedTotal } from '../../../ports/reconciling.ts'

/** A row of `reconciled`, with the advertiser's name and where its page is. */
export interface ComparedRow {
  readonly id: string
  readonly kind: TotalKind
  readonly source: string
  readonly ads_source: string
  readonly unit: string | null
  readonly country: string | null
  readonly from_day: string
  readonly to_day: string
  readonly platform: string | null
  readonly key: string | null
  readonly name: string | null
  readonly currency: string | null
  readonly stated_ads: string | null
  readonly held_ads: string | null
  readonly stated_lower: string | null
  readonly stated_upper: string | null
  readonly held_lower: string | null
  readonly held_upper: string | null
  readonly compared: number | null
  readonly differing: number | null
  readonly is_reported: boolean | null
  readonly wrong: readonly Disagreement[]
}

export function comparedTotal(row: ComparedRow): ComparedTotal {
  const { kind, unit, country, compared, differing, wrong } = row
  return {
    kind,
    source: sourceId(row.source),
    adsSource: sourceId(row.ads_source),
    unit,
    country: country === null ? null : countryCode(country),
    from: dayOrNull(row.from_day),
    to: dayOrNull(row.to_day),
    advertiser: advertiserOf(row),
    currency: row.currency === null ? null : currency(row.currency),
    statedAds: numberOrNull(row.stated_ads),
    heldAds: numberOrNull(row.held_ads),
    stated: rangeOrNull(row.stated_lower, row.stated_upper),
    held: rangeOrNull(row.held_lower, row.held_upper),
    advertisers: compared === null || differing === null ? null : { compared, differing },
    isReported: row.is_reported,
    wrong,
  }
}

function advertiserOf({ platform, key, name }: ComparedRow): ComparedTotal['advertiser'] {
  return platform === null || key === null ? null : { platform: platformId(platform), key, name }
}

function dayOrNull(day: string): ComparedTotal['from'] {
  return day.endsWith('infinity') ? null : calendarDate(day)
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text)
}

function rangeOrNull(lower: string | null, upper: string | null): Range | null {
  return lower === null ? null : { lower: BigInt(lower), upper: upper === null ? null : BigInt(upper) }
}
