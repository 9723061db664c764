import { countryName } from '../../domain/place.ts'
import type { Range } from '../../domain/range.ts'
import type { TotalKind } from '../../domain/reconciliation.ts'
import type { ComparedTotal, TotalsSummary } from '../../ports/reconciling.ts'
import { advertiserUrl } from '../advertiser-url.ts'
import { counted, countText, moneyText } from '../format.ts'
import { dayText, instantText } from '../format-date.ts'
import { changedQualityUrl, type QualityParams } from '../quality-request.ts'
import { totalReasons } from '../totals-file.ts'
import { visibleName } from '../visible-text.ts'
import type { LinkView } from './layout-view.ts'

/** What sources state of themselves, beside what is held. */
export interface TotalsView {
  readonly lead: string
  readonly rows: readonly TotalRowView[]
  /** How many rows are shown. */
  readonly limit: string
  readonly exports: readonly LinkView[]
  readonly otherCurrency: readonly OtherCurrencyView[]
  readonly otherLimit: string
}

interface TotalRowView {
  readonly what: string
  /** Whose word it is, of which country and days. */
  readonly where: string
  /** The advertiser's page; null: it is none alone. */
  readonly href: string | null
  readonly statedAds: string
  readonly heldAds: string
  readonly stated: string
  readonly held: string
  readonly reasons: readonly string[]
}

interface OtherCurrencyView {
  readonly country: string
  readonly name: string
  readonly href: string
  readonly currency: string
  readonly ads: string
  readonly cost: string
  readonly isReported: string
}

export interface TotalsContent {
  readonly summary: TotalsSummary
  readonly disagreeing: readonly ComparedTotal[]
  readonly otherCurrency: readonly ComparedTotal[]
}

/** So many rows of each are shown on the page. */
export const MOST_TOTALS = 50

/** @returns null where nothing was ever compared */
export function totalsView(
  { summary, disagreeing, otherCurrency }: TotalsContent,
  params: QualityParams,
  nameOf: (source: string) => string,
): TotalsView | null {
  if (summary.comparedAt === null) return null
  const { source, country, from, to } = params
  const asked = { source, country, from, to, table: 'totals' } as const
  return {
    lead: leadText(summary),
    rows: disagreeing.map((row) => rowView(row, nameOf)),
    limit: limitText(disagreeing, 'newest'),
    exports: ['csv', 'json'].map((format) => ({
      text: format.toUpperCase(),
      href: changedQualityUrl({}, { ...asked, format }),
    })),
    otherCurrency: otherCurrency.map(otherCurrencyView),
    otherLimit: limitText(otherCurrency, 'first'),
  }
}

function leadText({ comparedAt, slices, incomplete, differing }: TotalsSummary): string {
  const when = comparedAt === null ? '' : `Compared on ${instantText(comparedAt)}: `
  const complete = `${countText(slices - incomplete)} of ${counted(slices, 'part')} complete`
  return `${when}${complete}${differing === 0 ? '' : `; ${counted(differing, 'advertiser')} in them differ`}.`
}

function limitText({ length }: readonly unknown[], which: 'newest' | 'first'): string {
  return length < MOST_TOTALS ? 'all' : `the ${which} ${MOST_TOTALS}; the files hold all`
}

const KINDS: Readonly<Record<TotalKind, string>> = {
  unit: 'Part of the API',
  day: 'Ads that began that day',
  report: 'All advertisers of the report',
  bundle: 'All advertisers',
  currency: 'In another currency',
}

function rowView(row: ComparedTotal, nameOf: (source: string) => string): TotalRowView {
  const { kind, unit, advertiser, statedAds, heldAds } = row
  const ofSlice = unit === null ? KINDS[kind] : `${KINDS[kind]}: ${unit}`
  return {
    what: visibleName(advertiser === null ? ofSlice : (advertiser.name ?? advertiser.key)),
    href: advertiser === null ? null : advertiserUrl(advertiser),
    where: whereText(row, nameOf),
    statedAds: statedAds === null ? '' : countText(statedAds),
    heldAds: heldAds === null ? '' : countText(heldAds),
    stated: moneyOf(row.stated, row),
    held: moneyOf(row.held, row),
    reasons: totalReasons(row),
  }
}

function whereText(row: ComparedTotal, nameOf: (source: string) => string): string {
  const country = row.country === null ? [] : [countryName(row.country)]
  return [nameOf(row.source), ...country, daysText(row)].join(', ')
}

function otherCurrencyView(row: ComparedTotal): OtherCurrencyView {
  const { advertiser, country, currency, heldAds, isReported } = row
  return {
    country: country === null ? '' : countryName(country),
    name: visibleName(advertiser?.name ?? advertiser?.key ?? ''),
    href: advertiser === null ? '' : advertiserUrl(advertiser),
    currency: currency ?? '',
    ads: countText(heldAds ?? 0),
    cost: moneyOf(row.held, row),
    isReported: isReported === true ? 'yes, without these' : 'no',
  }
}

function daysText({ from, to }: ComparedTotal): string {
  const last = to === null ? 'now' : dayText(to)
  if (from === null) return `up to ${last}`
  return from === to ? last : `${dayText(from)} to ${last}`
}

function moneyOf(range: Range | null, { currency }: ComparedTotal): string {
  return range === null || currency === null ? '' : moneyText(range, currency)
}
