import type { Currency } from '../../domain/money.ts'
import type { SpendingBy } from '../../domain/spending.ts'
import type { ArchiveSummary, SourceTotal } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import type { SpendingChoices, SpendingPage } from '../../ports/spending.ts'
import { counted, currencyName } from '../format.ts'
import { dayText, instantText } from '../format-date.ts'
import { searchUrl } from '../search-url.ts'
import { spendingUrl } from '../spending-url.ts'
import type { LinkView } from './layout-view.ts'
import { rowsText, type SpenderView, spenderViews, WHOM } from './spender-view.ts'
import { rankedRows } from './spending-view.ts'

export interface SourceView {
  readonly name: string
  readonly href: string
  readonly ads: string
  readonly files: string
  readonly period: string
  readonly lastFile: string
  readonly quarantined: string | null
}

export interface HomeView {
  readonly totalAds: string
  readonly totalSources: string
  readonly sources: readonly SourceView[]
  readonly spenders: readonly SpenderView[]
  readonly spendersLimit: string
  /** What the table lists. */
  readonly whom: string
  readonly currency: string | null
  readonly currencies: readonly (LinkView & { readonly isCurrent: boolean; readonly ads: string })[]
  readonly exports: readonly LinkView[]
  readonly more: readonly LinkView[]
  readonly examples: readonly (LinkView & { readonly why: string })[]
}

export interface HomeContent {
  readonly summary: ArchiveSummary
  readonly choices: SpendingChoices
  /** The currency of the table; null while nothing tells an amount. */
  readonly currency: Currency | null
  readonly by: SpendingBy
  /** The first fifty. */
  readonly page: SpendingPage | null
  readonly top: number
  readonly examples: HomeView['examples']
}

const ALL = { place: null, from: null, to: null, platform: null } as const

const LEGEND = 'Bars: full to the lower bound, pale to the upper, dotted where it is open.'

export function homeView(content: HomeContent, manifests: readonly Manifest[]): HomeView {
  const { summary, choices, currency, by, page, top, examples } = content
  const total = summary.sources.reduce((sum, { ads }) => sum + ads, 0)
  const shown = page === null ? [] : rankedRows(page, 0).slice(0, top)
  return {
    totalAds: counted(total, 'ad'),
    totalSources: counted(summary.sources.length, 'ad library', 'ad libraries'),
    sources: summary.sources.map((source) => sourceView(source, manifests)),
    spenders: currency === null ? [] : spenderViews(shown, { ...ALL, by, currency }, manifests),
    whom: WHOM[by],
    spendersLimit: limitText(shown.length, page),
    currency: currency === null ? null : currencyName(currency),
    currencies: choices.currencies.map((each) => ({
      text: currencyName(each.currency),
      href: `/?currency=${each.currency}`,
      ads: counted(each.witnesses, 'ad or statement', 'ads and statements'),
      isCurrent: each.currency === currency,
    })),
    exports: currency === null ? [] : exportLinks(currency, top),
    more: moreLinks(content),
    examples,
  }
}

function limitText(shown: number, page: SpendingPage | null): string {
  const all = page?.total.rows ?? shown
  const rows = page === null ? counted(shown, 'advertiser') : rowsText(page.total)
  const which = shown < all ? `${shown} of ${rows}` : rows
  return `${which}, over all time and all places, the greatest lower bound first. ${LEGEND}`
}

function exportLinks(currency: Currency, top: number): LinkView[] {
  const table = top === 10 ? `currency=${currency}` : `currency=${currency}&top=${top}`
  return ['csv', 'json'].map((format) => ({ text: format.toUpperCase(), href: `/?${table}&format=${format}` }))
}

function moreLinks({ currency, page, top }: HomeContent): LinkView[] {
  if (currency === null || page === null) return []
  const other =
    page.rows.length <= 10
      ? []
      : top === 10
        ? [{ text: `Show the top ${page.rows.length}`, href: `/?currency=${currency}&top=50` }]
        : [{ text: 'Show the top 10', href: `/?currency=${currency}` }]
  return [
    ...other,
    { text: 'Who spent most in a place and a window', href: spendingUrl({ currency }) },
    { text: 'Find a sponsor by any name it ever had', href: '/sponsors' },
  ]
}

function sourceView(total: SourceTotal, manifests: readonly Manifest[]): SourceView {
  const { source, ads, files, firstDay, lastDay, lastObservedAt, quarantined } = total
  return {
    name: manifests.find(({ id }) => id === source)?.name ?? source,
    href: searchUrl({ platform: source }),
    ads: ads === 0 ? 'totals of advertisers' : counted(ads, 'ad'),
    files: counted(files, 'file'),
    period: firstDay === null || lastDay === null ? 'no dates told' : `${dayText(firstDay)} – ${dayText(lastDay)}`,
    lastFile: lastObservedAt === null ? 'none yet' : instantText(lastObservedAt),
    quarantined:
      quarantined === 0 ? null : `${counted(quarantined, 'record')} in quarantine: not understood, not guessed`,
  }
}
