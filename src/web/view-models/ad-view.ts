import { toldValue } from '../../domain/disclosure.ts'
import { textLanguage } from '../../domain/held-disclosure.ts'
import type { DisclosureHistory } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import type { AdSponsor } from '../../ports/sponsor-ads.ts'
import { advertiserUrl } from '../advertiser-url.ts'
import { counted } from '../format.ts'
import { instantText } from '../format-date.ts'
import { REMARK_SENTENCES } from '../labels.ts'
import { sponsorUrl } from '../sponsor-url.ts'
import { reasonText } from '../sponsor-words.ts'
import { visibleName, visibleText } from '../visible-text.ts'
import { type FieldGroup, fieldGroups } from './field-view.ts'
import { type KeptView, keptView } from './kept-view.ts'
import type { LinkView } from './layout-view.ts'
import { type ListingView, listingView } from './listing-view.ts'
import type { QualityNoticeView } from './quality-notice.ts'
import { type RecordedView, recordedViews } from './recorded-view.ts'
import { type TimelineEntry, timelineEntries } from './timeline-view.ts'

export interface AdView {
  readonly heading: string
  readonly id: string
  readonly adId: string
  readonly source: string
  readonly language: string | null
  readonly firstSeen: string
  readonly lastSeen: string
  /** Null while the source lists it. */
  readonly listing: ListingView | null
  readonly notices: readonly string[]
  readonly quality: QualityNoticeView | null
  /** The page of the account; null where the source names none. */
  readonly advertiser: LinkView | null
  /** Whom it is attributed to, and why; null: nobody yet. */
  readonly sponsor: (LinkView & { readonly why: string }) | null
  readonly kept: KeptView
  /** Recorded facts that do not fit where the ad was aimed. */
  readonly recorded: readonly RecordedView[]
  readonly exports: readonly LinkView[]
  readonly remarks: readonly string[]
  readonly groups: readonly FieldGroup[]
  readonly versionCount: string
  readonly versionLimit: string | null
  /** Versions and what befell the ad between them. */
  readonly timeline: readonly TimelineEntry[]
}

export interface AdSurroundings {
  /** About files of its source that wait for a decision. */
  readonly notice: string | null
  readonly quality: QualityNoticeView | null
  readonly sponsor: AdSponsor | null
}

export function adView(
  history: DisclosureHistory,
  manifest: Manifest | undefined,
  { notice, quality, sponsor }: AdSurroundings,
): AdView {
  const { held, events, versions, versionCount } = history
  const { fields, id } = held
  const isCut = versions.length < versionCount
  return {
    heading: adHeading(history, manifest),
    id,
    adId: held.adId,
    source: manifest?.name ?? held.source,
    language: textLanguage(held),
    firstSeen: instantText(held.firstSeenAt),
    lastSeen: instantText(held.lastSeenAt),
    listing: listingView(held, events, manifest),
    notices: notice === null ? [] : [notice],
    quality,
    advertiser: advertiserLink(history),
    sponsor: sponsor === null ? null : sponsorOf(sponsor),
    kept: keptView(held, versionCount, manifest),
    recorded: recordedViews(held, manifest, history),
    exports: ['csv', 'json'].map((format) => ({ text: format.toUpperCase(), href: `/ads/${id}?format=${format}` })),
    remarks: (fields.remarks ?? []).map((remark) => REMARK_SENTENCES[remark]),
    groups: fieldGroups(fields, manifest),
    versionCount: counted(versionCount, 'version'),
    versionLimit: isCut ? `The newest ${versions.length} are shown.` : null,
    timeline: timelineEntries(history, manifest),
  }
}

/** What the ad calls itself on our pages: whose it is, for its words may say anything. */
export function adHeading({ held }: DisclosureHistory, manifest: Manifest | undefined): string {
  const name = toldValue(held.fields.advertiserName) ?? toldValue(held.fields.disclaimer)
  const platform = manifest?.platform ?? held.source
  return name === null || name.trim() === '' ? `${platform} ad ${held.adId}` : `${platform} ad by ${visibleText(name)}`
}

function sponsorOf({ id, name, reason }: AdSponsor): NonNullable<AdView['sponsor']> {
  return { text: visibleName(name), href: sponsorUrl(id), why: reasonText(reason) }
}

function advertiserLink({ held }: DisclosureHistory): LinkView | null {
  const { advertiser, fields } = held
  if (advertiser === null) return null
  const name = toldValue(fields.advertiserName)
  const isNamed = name !== null && name.trim() !== ''
  return { text: visibleName(isNamed ? name : advertiser.key), href: advertiserUrl(advertiser) }
}
