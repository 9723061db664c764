import type { Manifest } from '../../ports/source.ts'
import type { FoundSponsor, Page } from '../../ports/sponsors.ts'
import { counted } from '../format.ts'
import { platformName } from '../platform-name.ts'
import { reviewUrl } from '../review-url.ts'
import { searchUrl } from '../search-url.ts'
import { sponsorsUrl, sponsorUrl } from '../sponsor-url.ts'
import { TYPE_LABELS } from '../sponsor-words.ts'
import { visibleName } from '../visible-text.ts'
import type { LinkView } from './layout-view.ts'

/** A sponsor as a search finds it. */
export interface FoundSponsorView {
  readonly sponsor: LinkView
  readonly type: string
  readonly platforms: string
  readonly ads: string
  /** The name that answers, where it is another one. */
  readonly foundAs: string | null
}

export interface SponsorListView {
  readonly q: string
  readonly how: string
  readonly rows: readonly FoundSponsorView[]
  readonly exports: readonly LinkView[]
  /** The same words among the ads; null where none were asked. */
  readonly search: string | null
  /** Of the desk, for who may sit at it. */
  readonly desk: string | null
  readonly firstPage: string | null
  readonly nextPage: string | null
}

export interface SponsorListContent {
  readonly q: string
  readonly page: Page<FoundSponsor>
  readonly size: number | undefined
  /** Not the first page. */
  readonly isLater: boolean
  readonly hasDesk: boolean
}

export function sponsorListView(
  { q, page, size, isLater, hasDesk }: SponsorListContent,
  manifests: readonly Manifest[],
): SponsorListView {
  return {
    q,
    how: q === '' ? 'Those with the most ads first.' : 'The best match first, by any name they ever had.',
    rows: page.rows.map((found) => foundSponsorView(found, manifests)),
    exports:
      page.rows.length === 0
        ? []
        : ['csv', 'json'].map((format) => ({
            text: format.toUpperCase(),
            href: sponsorsUrl({ q, format }),
          })),
    search: q === '' ? null : searchUrl({ q }),
    desk: hasDesk ? reviewUrl(null) : null,
    firstPage: isLater ? sponsorsUrl({ q, size }) : null,
    nextPage: page.next === null ? null : sponsorsUrl({ q, after: page.next, size }),
  }
}

export function foundSponsorView(
  { id, name, type, platforms, ads, foundAs }: FoundSponsor,
  manifests: readonly Manifest[],
): FoundSponsorView {
  return {
    sponsor: { text: visibleName(name), href: sponsorUrl(id) },
    type: TYPE_LABELS[type],
    platforms: platforms.map((platform) => platformName(manifests, platform)).join(', '),
    ads: counted(ads, 'ad'),
    foundAs: foundAs === null ? null : visibleName(foundAs),
  }
}
