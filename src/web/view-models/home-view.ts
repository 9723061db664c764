import type { Currency } from '../../domain/money.ts'
import type { ArchiveSummary, SourceTotal, SponsorTotal } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import { boundText, certainty, counted, countText, currencyName } from '../format.ts'
import { dayText, instantText } from '../format-date.ts'
import { isAskable } from '../parse-request.ts'
import { searchUrl } from '../search-url.ts'
import { visibleName } from '../visible-text.ts'
import type { LinkView } from './layout-view.ts'

export interface SourceView {
  readonly name: string
  readonly href: string
  readonly ads: string
  readonly files: string
  readonly period: string
  readonly lastFile: string
  readonly quarantined: string | null
}

export interface SponsorView {
  readonly rank: number
  readonly name: string
  readonly href: string | null
  /** Says so where the name is an advertiser's: the ad names no payer. */
  readonly note: string | null
  readonly platform: string
  readonly ads: string
  readonly adCount: string
  readonly lower: string
  readonly upper: string
  readonly certainty: 'exact' | 'range' | 'open top'
  readonly bar: BarView
}

/** Both bounds in percent of the table's greatest amount. */
export interface BarView {
  readonly lower: number
  readonly between: number
  readonly isOpen: boolean
}

export interface HomeView {
  readonly totalAds: string
  readonly totalSources: string
  readonly sources: readonly SourceView[]
  readonly sponsors: readonly SponsorView[]
  readonly sponsorsLimit: string
  readonly currency: string | null
  readonly currencies: readonly (LinkView & { readonly isCurrent: boolean; readonly ads: string })[]
  readonly exports: readonly LinkView[]
  readonly moreSponsors: LinkView | null
  readonly examples: readonly (LinkView & { readonly why: string })[]
}

export interface HomeContent {
  readonly summary: ArchiveSummary
  /** The currency of the table; null while no ad tells an amount. */
  readonly currency: Currency | null
  readonly sponsors: readonly SponsorTotal[]
  readonly top: number
  readonly examples: HomeView['examples']
}

const LEGEND = 'Bars: full to the lower bound, pale to the upper, dotted where it is open.'

export function homeView(content: HomeContent, manifests: readonly Manifest[]): HomeView {
  const { summary, currency, sponsors, top, examples } = content
  const total = summary.sources.reduce((sum, { ads }) => sum + ads, 0)
  const shown = sponsors.slice(0, top)
  const scale = greatest(shown.map(({ lower, upper }) => upper ?? lower))
  return {
    totalAds: counted(total, 'ad'),
    totalSources: counted(summary.sources.length, 'ad library', 'ad libraries'),
    sources: summary.sources.map((source) => sourceView(source, manifests)),
    sponsors: shown.map((sponsor, index) => sponsorView(sponsor, index + 1, scale, manifests)),
    sponsorsLimit: `${counted(shown.length, 'sponsor')}, the greatest lower bound first. ${LEGEND}`,
    currency: currency === null ? null : currencyName(currency),
    currencies: summary.currencies.map((each) => ({
      text: currencyName(each.currency),
      href: `/?currency=${each.currency}`,
      ads: counted(each.ads, 'ad'),
      isCurrent: each.currency === currency,
    })),
    exports: currency === null ? [] : exportLinks(currency, top),
    moreSponsors: moreSponsors(content),
    examples,
  }
}

function exportLinks(currency: Currency, top: number): LinkView[] {
  const table = top === 10 ? `currency=${currency}` : `currency=${currency}&top=${top}`
  return ['csv', 'json'].map((format) => ({ text: format.toUpperCase(), href: `/?${table}&format=${format}` }))
}

function moreSponsors({ currency, sponsors, top }: HomeContent): LinkView | null {
  if (currency === null || sponsors.length <= 10) return null
  return top === 10
    ? { text: `Show the top ${sponsors.length}`, href: `/?currency=${currency}&top=50` }
    : { text: 'Show the top 10', href: `/?currency=${currency}` }
}

function sourceView(total: SourceTotal, manifests: readonly Manifest[]): SourceView {
  const { source, ads, files, firstDay, lastDay, lastObservedAt, quarantined } = total
  return {
    name: manifests.find(({ id }) => id === source)?.name ?? source,
    href: searchUrl({ platform: source }),
    ads: counted(ads, 'ad'),
    files: counted(files, 'file'),
    period: firstDay === null || lastDay === null ? 'no dates told' : `${dayText(firstDay)} – ${dayText(lastDay)}`,
    lastFile: lastObservedAt === null ? 'none yet' : instantText(lastObservedAt),
    quarantined:
      quarantined === 0 ? null : `${counted(quarantined, 'record')} in quarantine: not understood, not guessed`,
  }
}

function sponsorView(total: SponsorTotal, rank: number, scale: bigint, manifests: readonly Manifest[]): SponsorView {
  const { name, isDisclaimer, source, currency, lower, upper, ads } = total
  return {
    rank,
    name: visibleName(name),
    href: sponsorUrl(total),
    note: isDisclaimer ? null : 'advertiser; no “paid for by” told',
    platform: manifests.find(({ id }) => id === source)?.platform ?? source,
    ads: counted(ads, 'ad'),
    adCount: countText(ads),
    lower: boundText(lower, currency),
    upper: upper === null ? 'or more' : boundText(upper, currency),
    certainty: certainty({ lower, upper }),
    bar: barView(lower, upper, scale),
  }
}

function greatest(amounts: readonly bigint[]): bigint {
  return amounts.reduce((most, amount) => (amount - most > 0n ? amount : most), 1n)
}

function barView(lower: bigint, upper: bigint | null, scale: bigint): BarView {
  const percent = (amount: bigint) => Number((amount * 1000n) / scale) / 10
  const start = percent(lower)
  return { lower: start, between: upper === null ? 100 - start : percent(upper) - start, isOpen: upper === null }
}

/** The ads behind a row. Those of an advertiser include ads that do name a payer: no filter asks for an absence. */
export function sponsorUrl({ name, isDisclaimer, source, currency }: SponsorTotal): string | null {
  if (!isAskable(name)) return null
  return searchUrl({ platform: source, currency, [isDisclaimer ? 'payer' : 'advertiser']: name, sort: 'most-spent' })
}
