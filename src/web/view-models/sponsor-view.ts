import type { CalendarDate } from '../../domain/calendar.ts'
import type { Problems } from '../../domain/data-quality.ts'
import type { HeldDisclosure } from '../../domain/held-disclosure.ts'
import type { Currency } from '../../domain/money.ts'
import type { Manifest } from '../../ports/source.ts'
import type { SponsorMoney, SponsorSpending } from '../../ports/spending.ts'
import type { SharedCreatives } from '../../ports/sponsor-ads.ts'
import type { SponsorProfile } from '../../ports/sponsors.ts'
import type { Citation } from '../citation.ts'
import { counted } from '../format.ts'
import { dayText } from '../format-date.ts'
import { platformName } from '../platform-name.ts'
import type { SponsorInOne } from '../sponsor-one-currency.ts'
import { sponsorAdsUrl, sponsorUrl } from '../sponsor-url.ts'
import { TYPE_LABELS } from '../sponsor-words.ts'
import { visibleName } from '../visible-text.ts'
import type { AsOfView } from './as-of-view.ts'
import { type CitationView, citationView } from './citation-view.ts'
import { type HitView, plainHits } from './hit-view.ts'
import type { LinkView } from './layout-view.ts'
import { type QualityNoticeView, qualityNotice, type RestingOn, restingOnAds } from './quality-notice.ts'
import { type CreativesView, creativesView } from './sponsor-creatives.ts'
import {
  type ClaimsView,
  claimsView,
  eventViews,
  limitText,
  type MemberRowView,
  memberRows,
  type NameRowView,
  nameRows,
  type RelatedRowView,
  relatedRows,
  type SponsorEventView,
} from './sponsor-identity.ts'
import { type SponsorFigureView, sponsorMoneyViews } from './sponsor-money.ts'
import { type SponsorOneView, sponsorOneView } from './sponsor-one-currency.ts'
import { type SponsorSpendingView, sponsorSpendingView } from './sponsor-spending-part.ts'

export interface SponsorView {
  readonly heading: string
  readonly type: string
  readonly id: string
  readonly begun: string
  readonly formerIds: readonly string[]
  readonly splitFrom: LinkView | null
  readonly platforms: string
  readonly ads: LinkView
  readonly withdrawn: LinkView | null
  readonly notices: readonly string[]
  readonly exports: readonly LinkView[]
  readonly money: readonly SponsorFigureView[]
  readonly inOne: SponsorOneView | null
  readonly spending: SponsorSpendingView | null
  readonly members: readonly MemberRowView[]
  readonly memberLimit: string
  readonly names: readonly NameRowView[]
  readonly nameLimit: string
  readonly claims: ClaimsView
  readonly related: readonly RelatedRowView[]
  readonly hits: readonly HitView[]
  readonly withdrawnHits: readonly HitView[]
  readonly creatives: CreativesView
  readonly events: readonly SponsorEventView[]
  readonly asOf: AsOfView | null
  readonly cite: CitationView | null
  readonly quality: QualityNoticeView | null
}

export interface SponsorContent {
  readonly profile: SponsorProfile
  readonly money: readonly SponsorMoney[]
  /** All currencies in the one that was asked for; null: none was. */
  readonly inOne: SponsorInOne | null
  /** Currencies that all others can be shown in. */
  readonly rated: readonly Currency[]
  /** In the currency shown; null where no money is told. */
  readonly spending: SponsorSpending | null
  readonly ads: readonly HeldDisclosure[]
  readonly withdrawn: readonly HeldDisclosure[]
  readonly creatives: SharedCreatives
  readonly newestDays: readonly { readonly platform: string; readonly newest: CalendarDate }[]
  readonly notice: string | null
  /** The moment that links keep, where one was asked for. */
  readonly kept: { readonly as_of?: string }
  readonly asOf: AsOfView | null
  readonly problems: Problems
  readonly citation: Citation | null
}

export function sponsorView(content: SponsorContent, manifests: readonly Manifest[]): SponsorView {
  const { profile, money, spending, kept, newestDays } = content
  const { id, members, memberCount, names } = profile
  return {
    ...headOf(profile, manifests, kept),
    notices: content.notice === null ? [] : [content.notice],
    exports: exportLinks(content),
    inOne: sponsorOneView({ id, inOne: content.inOne, rated: content.rated, kept }),
    money: sponsorMoneyViews(id, money, manifests, kept),
    spending: spending === null ? null : sponsorSpendingView({ id, spending, money, newestDays, kept }, manifests),
    members: memberRows(members, manifests, kept),
    memberLimit: limitText(members.length, memberCount, 'mention', 'the most ads first'),
    names: nameRows(names, manifests),
    nameLimit: limitText(names.length, names.length, 'name', 'newest first'),
    claims: claimsView(profile.claims, manifests),
    related: relatedRows(profile.related, manifests),
    hits: plainHits(content.ads, manifests),
    withdrawnHits: plainHits(content.withdrawn, manifests),
    creatives: creativesView(content.creatives, manifests),
    events: eventViews(profile),
    asOf: content.asOf,
    cite: citationView(content.citation, null),
    quality: qualityNotice(restingOn(content, manifests), content.problems, manifests, spending !== null),
  }
}

export function sponsorHeading({ name }: Pick<SponsorProfile, 'name'>): string {
  return visibleName(name)
}

type Head = 'heading' | 'type' | 'id' | 'begun' | 'formerIds' | 'splitFrom' | 'platforms' | 'ads' | 'withdrawn'

function headOf(
  profile: SponsorProfile,
  manifests: readonly Manifest[],
  kept: SponsorContent['kept'],
): Pick<SponsorView, Head> {
  const { id, type, splitFrom, withdrawnAds } = profile
  return {
    heading: sponsorHeading(profile),
    type: TYPE_LABELS[type],
    id,
    begun: dayText(profile.createdAt),
    formerIds: profile.referents,
    splitFrom: splitFrom === null ? null : { text: splitFrom, href: sponsorUrl(splitFrom) },
    platforms: platformsOf(profile)
      .map((platform) => platformName(manifests, platform))
      .join(', '),
    ads: { text: counted(profile.ads, 'ad'), href: sponsorAdsUrl(id, kept) },
    withdrawn:
      withdrawnAds === 0
        ? null
        : {
            text: `${counted(withdrawnAds, 'ad')} withdrawn`,
            href: sponsorAdsUrl(id, { listed: 'withdrawn', ...kept }),
          },
  }
}

/** In the order of their first mention: the most ads first. */
export function platformsOf({ members }: Pick<SponsorProfile, 'members'>): string[] {
  return [...new Set(members.map(({ platform }) => platform))]
}

function exportLinks({ profile: { id }, spending, kept }: SponsorContent): LinkView[] {
  const shown = spending === null ? kept : { currency: spending.currency, ...kept }
  return [
    { text: 'CSV of its mentions', href: sponsorUrl(id, { ...kept, format: 'csv' }) },
    { text: 'CSV of its figures', href: sponsorUrl(id, { ...shown, table: 'figures', format: 'csv' }) },
    { text: 'JSON', href: sponsorUrl(id, { ...shown, format: 'json' }) },
  ]
}

/** The weeks of its money, of every source of its platforms; without any, the days of the ads shown. */
function restingOn(
  { profile, spending, ads, problems }: SponsorContent,
  manifests: readonly Manifest[],
): readonly RestingOn[] {
  const days = (spending?.weeks ?? []).flatMap(({ from, to }) => [from, to]).sort()
  const [from, to] = [days[0], days.at(-1)]
  if (from === undefined || to === undefined) return restingOnAds(ads, problems)
  const platforms = platformsOf(profile)
  const own = manifests.filter(({ platformId }) => platforms.includes(platformId))
  return own.map(({ id }) => ({ source: id, days: [{ from, to }] }))
}
