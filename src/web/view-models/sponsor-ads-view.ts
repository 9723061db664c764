import type { Manifest } from '../../ports/source.ts'
import type { SponsorAdsPage } from '../../ports/sponsor-ads.ts'
import type { SponsorProfile } from '../../ports/sponsors.ts'
import { counted } from '../format.ts'
import { sponsorAdsUrl, sponsorUrl } from '../sponsor-url.ts'
import type { AsOfView } from './as-of-view.ts'
import { type HitView, plainHits } from './hit-view.ts'
import type { LinkView } from './layout-view.ts'
import { sponsorHeading } from './sponsor-view.ts'

export interface SponsorAdsView {
  readonly heading: string
  readonly sponsor: LinkView
  readonly total: string
  readonly exports: readonly LinkView[]
  readonly hits: readonly HitView[]
  readonly firstPage: string | null
  readonly nextPage: string | null
  readonly asOf: AsOfView | null
}

export interface SponsorAdsContent {
  readonly profile: SponsorProfile
  readonly page: SponsorAdsPage
  readonly params: {
    readonly listed?: 'withdrawn'
    readonly as_of?: string
    readonly after?: string
    readonly size?: number
  }
  readonly asOf: AsOfView | null
}

export function sponsorAdsView(
  { profile, page, params: { listed, as_of, after, size }, asOf }: SponsorAdsContent,
  manifests: readonly Manifest[],
): SponsorAdsView {
  const { id } = profile
  const heading = sponsorHeading(profile)
  const shown = { listed, as_of }
  return {
    heading: listed === undefined ? `Ads of ${heading}` : `Withdrawn ads of ${heading}`,
    sponsor: { text: heading, href: sponsorUrl(id, { as_of }) },
    total: listed === undefined ? counted(page.total, 'ad') : `${counted(page.total, 'ad')} withdrawn`,
    exports: ['csv', 'json'].map((format) => ({
      text: format.toUpperCase(),
      href: sponsorAdsUrl(id, { ...shown, format }),
    })),
    hits: plainHits(page.rows, manifests),
    firstPage: after === undefined ? null : sponsorAdsUrl(id, { ...shown, size }),
    nextPage: page.next === null ? null : sponsorAdsUrl(id, { ...shown, size, after: page.next }),
    asOf,
  }
}
