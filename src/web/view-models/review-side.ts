import { currency as toCurrency } from '../../domain/money.ts'
import type { Manifest } from '../../ports/source.ts'
import type { ReviewSide } from '../../ports/sponsors.ts'
import { accountText, advertiserUrl } from '../advertiser-url.ts'
import { counted, moneyText } from '../format.ts'
import { platformName } from '../platform-name.ts'
import { searchUrl } from '../search-url.ts'
import { sponsorUrl } from '../sponsor-url.ts'
import { visibleName } from '../visible-text.ts'
import type { LinkView } from './layout-view.ts'
import { type ClaimRowView, claimsView, memberRows } from './sponsor-identity.ts'

/** One of the two that are compared: the mention, and the sponsor that it belongs to now. */
export interface ReviewSideView {
  readonly mark: 'A' | 'B'
  readonly sponsor: LinkView
  readonly size: string
  readonly spend: readonly string[]
  readonly account: LinkView
  readonly accountId: string
  readonly platform: string
  /** Null where none was told. */
  readonly payer: string | null
  readonly seen: string
  readonly ads: LinkView
  readonly claims: readonly ClaimRowView[]
}

export function reviewSideView(
  side: ReviewSide,
  mark: ReviewSideView['mark'],
  manifests: readonly Manifest[],
): ReviewSideView {
  const { member, sponsor, name, members, spend, claims } = side
  const [row] = memberRows([member], manifests, {})
  const { same, affiliated } = claimsView(claims, manifests)
  const payer = member.payer
  return {
    mark,
    sponsor: { text: visibleName(name), href: sponsorUrl(sponsor) },
    size: counted(members, 'mention'),
    spend: spend.map(({ currency, ...bounds }) => moneyText(bounds, toCurrency(currency))),
    account: row?.account ?? { text: accountText(member.advertiser), href: advertiserUrl(member.advertiser) },
    accountId: row?.accountId ?? '',
    platform: platformName(manifests, member.platform),
    payer: row?.payer ?? null,
    seen: row?.seen ?? '',
    ads: {
      text: counted(member.ads, 'ad'),
      href: searchUrl({ account: accountText(member.advertiser), ...(payer === null ? {} : { payer }) }),
    },
    claims: [...same, ...affiliated],
  }
}
