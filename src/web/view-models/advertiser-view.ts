import type { CalendarDate } from '../../domain/calendar.ts'
import type { Problems } from '../../domain/data-quality.ts'
import type { SponsorId } from '../../domain/ids.ts'
import { isMaskedSponsor } from '../../domain/masked-sponsor.ts'
import type { SearchResult } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import type { AdvertiserName, AdvertiserProfile, AdvertiserSpending } from '../../ports/spending.ts'
import { accountText, advertiserUrl } from '../advertiser-url.ts'
import { type WeekChartView, weekChart } from '../charts/week-chart.ts'
import type { Citation } from '../citation.ts'
import { counted, currencyName } from '../format.ts'
import { dayText, instantText } from '../format-date.ts'
import { platformName } from '../platform-name.ts'
import { searchUrl } from '../search-url.ts'
import { sponsorUrl } from '../sponsor-url.ts'
import { unsettledFrom } from '../unsettled.ts'
import { visibleName, visibleText } from '../visible-text.ts'
import { type AdvertiserMoneyView, moneyViews } from './advertiser-money.ts'
import type { AsOfView } from './as-of-view.ts'
import { type BoundCells, boundCells } from './bounds-view.ts'
import { type CitationView, citationView } from './citation-view.ts'
import { type HitView, hitView } from './hit-view.ts'
import type { LinkView } from './layout-view.ts'
import { type PlaceRowView, placeRows } from './place-rows.ts'
import { type QualityNoticeView, qualityNotice, type RestingOn, restingOnAds } from './quality-notice.ts'
import { unsettledText } from './spending-view.ts'
import { type StatementRowView, statementRow } from './statement-view.ts'

export interface AdvertiserView {
  readonly heading: string
  readonly nameNote: string | null
  readonly platform: string
  readonly accountId: string
  readonly formerIds: readonly string[]
  readonly laterPage: LinkView | null
  /** Whom its ads are attributed to; several where it has several payers. */
  readonly sponsors: readonly LinkView[]
  readonly ads: LinkView
  readonly withdrawn: LinkView | null
  readonly notices: readonly string[]
  readonly exports: readonly LinkView[]
  readonly money: readonly AdvertiserMoneyView[]
  readonly spending: AdvertiserSpendingView | null
  readonly names: readonly {
    readonly text: string
    readonly kind: string
    readonly first: string
    readonly last: string
  }[]
  readonly facts: readonly { readonly label: string; readonly value: string; readonly source: string }[]
  readonly hits: readonly HitView[]
  readonly allAds: string
  readonly asOf: AsOfView | null
  readonly cite: CitationView | null
  readonly quality: QualityNoticeView | null
}

/** All that is told in one currency. */
export interface AdvertiserSpendingView {
  readonly currency: string
  readonly tabs: readonly (LinkView & { readonly isCurrent: boolean })[]
  readonly chart: WeekChartView | null
  readonly unsettled: string | null
  readonly weeks: readonly (BoundCells & { readonly week: string; readonly isUnsettled: boolean })[]
  readonly countries: readonly PlaceRowView[]
  readonly regions: readonly PlaceRowView[]
  readonly statements: readonly StatementRowView[]
  readonly statementLimit: string
}

export interface AdvertiserContent {
  readonly profile: AdvertiserProfile
  readonly spending: AdvertiserSpending | null
  readonly newest: CalendarDate | null
  readonly notice: string | null
  readonly ads: SearchResult
  /** The moment that links keep, where one was asked for. */
  readonly kept: { readonly as_of?: string }
  readonly asOf: AsOfView | null
  readonly problems: Problems
  readonly citation: Citation | null
  readonly sponsors: readonly { readonly id: SponsorId; readonly name: string }[]
}

export function advertiserView(content: AdvertiserContent, manifests: readonly Manifest[]): AdvertiserView {
  const { profile, spending, ads, kept, asOf, citation } = content
  const { ref, accountId, laterId, names, facts } = profile
  const platform = platformName(manifests, ref.platform)
  const manifestOf = (source: string) => manifests.find(({ id }) => id === source)
  const highlighting = { terms: { include: [], exclude: [] }, stemOf: ads.stemOf }
  return {
    heading: advertiserHeading(profile),
    nameNote: hasName(profile) ? null : `${platform} leaves its name blank; this is its id.`,
    platform,
    accountId: accountId === null ? `${platform} gives none` : visibleName(accountId),
    formerIds: profile.formerIds.map(visibleName),
    laterPage:
      laterId === null
        ? null
        : { text: visibleName(laterId), href: advertiserUrl({ platform: ref.platform, key: laterId }, kept) },
    sponsors: content.sponsors.map(({ id, name }) => ({ text: visibleName(name), href: sponsorUrl(id, kept) })),
    ...adLinks(profile, kept),
    notices: notices(content, platform),
    exports: exportLinks(profile, spending, kept),
    money: moneyViews(profile.money, platform),
    spending: spending === null ? null : spendingPart(content, spending, manifests),
    names: names.map(({ kind, text, firstSeenAt, lastSeenAt }) => ({
      text: visibleName(text),
      kind: kindOf(kind, text),
      first: instantText(firstSeenAt),
      last: instantText(lastSeenAt),
    })),
    facts: facts.map(({ label, value, source }) => ({
      label: visibleName(label),
      value: visibleText(value),
      source: manifestOf(source)?.name ?? source,
    })),
    allAds: profile.ads === 1 ? 'Its one ad in the search' : `All its ${counted(profile.ads, 'ad')} in the search`,
    hits: ads.hits.map((held) => hitView(held, manifestOf(held.source), highlighting)),
    asOf,
    cite: citationView(citation, null),
    quality: qualityNotice(restingOn(content, manifests), content.problems, manifests, spending !== null),
  }
}

/** The weeks of its money, of every source of its platform; of an account without any, the days of the ads shown. */
function restingOn(
  { profile, spending, ads, problems }: AdvertiserContent,
  manifests: readonly Manifest[],
): RestingOn[] {
  const weeks = spending?.weeks ?? []
  const from = weeks.map((week) => week.from).sort()[0]
  const to = weeks
    .map((week) => week.to)
    .sort()
    .at(-1)
  if (from === undefined || to === undefined) return restingOnAds(ads.hits, problems)
  const own = manifests.filter(({ platformId }) => platformId === profile.ref.platform)
  return own.map(({ id }) => ({ source: id, days: [{ from, to }] }))
}

export function advertiserHeading(profile: AdvertiserProfile): string {
  return visibleName(hasName(profile) ? (profile.name ?? '') : (profile.accountId ?? profile.ref.key))
}

function hasName({ name }: AdvertiserProfile): boolean {
  return name !== null && name.trim() !== ''
}

function adLinks(
  { ref, ads, withdrawnAds }: AdvertiserProfile,
  kept: AdvertiserContent['kept'],
): Pick<AdvertiserView, 'ads' | 'withdrawn'> {
  const account = accountText(ref)
  return {
    ads: { text: counted(ads, 'ad'), href: searchUrl({ account, ...kept }) },
    withdrawn:
      withdrawnAds === 0
        ? null
        : {
            text: `${counted(withdrawnAds, 'ad')} withdrawn`,
            href: searchUrl({ account, listed: 'withdrawn', ...kept }),
          },
  }
}

function notices({ profile, notice }: AdvertiserContent, platform: string): string[] {
  const { missingSince, withdrawnAt } = profile
  const gone =
    withdrawnAt !== null
      ? [
          `${platform} no longer lists this advertiser: it is not in the lists of ${missingSince === null ? 'an earlier day' : instantText(missingSince)} and ${instantText(withdrawnAt)}.`,
        ]
      : missingSince !== null
        ? [`The list of ${instantText(missingSince)} lacks this advertiser.`]
        : []
  return [...gone, ...(notice === null ? [] : [notice])]
}

function exportLinks(
  { ref }: AdvertiserProfile,
  spending: AdvertiserSpending | null,
  kept: AdvertiserContent['kept'],
): LinkView[] {
  const shown = spending === null ? kept : { currency: spending.currency, ...kept }
  return ['csv', 'json'].map((format) => ({
    text: format.toUpperCase(),
    href: advertiserUrl(ref, { ...shown, format }),
  }))
}

function spendingPart(
  { profile: { ref, money }, newest, kept }: AdvertiserContent,
  spending: AdvertiserSpending,
  manifests: readonly Manifest[],
): AdvertiserSpendingView {
  const { currency, weeks, statements, statementCount } = spending
  const shown = { currency, ...kept }
  const first = unsettledFrom({ from: null, to: null }, newest)
  const isUnsettled = (to: CalendarDate) => first !== null && to >= first
  const unsettled = weeks.some(({ to }) => isUnsettled(to)) && first !== null && newest !== null
  return {
    currency: currencyName(currency),
    tabs: money.map((each) => ({
      text: currencyName(each.currency),
      href: advertiserUrl(ref, { ...kept, currency: each.currency }),
      isCurrent: each.currency === currency,
    })),
    chart: weekChart(weeks, currency, first),
    unsettled: unsettled ? unsettledText(first, newest) : null,
    weeks: weeks.map((week) => ({
      week: `${dayText(week.from)} – ${dayText(week.to)}`,
      isUnsettled: isUnsettled(week.to),
      ...boundCells(week, currency),
    })),
    countries: placeRows(
      spending.countries.map((each) => ({ ...each, place: each.country })),
      currency,
      kept.as_of,
    ),
    regions: placeRows(
      spending.regions.map((each) => ({ ...each, place: each.region })),
      currency,
      kept.as_of,
    ),
    statements: statements.map((statement, index) =>
      statementRow(statement, manifests, advertiserUrl(ref, shown, `/statements/${statementCount - index}`)),
    ),
    statementLimit: limitText(statements.length, statementCount),
  }
}

function limitText(shown: number, count: number): string {
  const all = counted(count, 'statement')
  return shown < count ? `The newest ${shown} of ${all}.` : `${all}, newest first.`
}

/** Where a platform hides who pays, many may stand behind one text. */
function kindOf(kind: AdvertiserName['kind'], text: string): string {
  if (kind === 'name') return 'name'
  return isMaskedSponsor(text) ? 'paid for by: hidden by the platform, perhaps several' : 'paid for by'
}
