import { toldValue } from '../../domain/disclosure.ts'
import { textLanguage } from '../../domain/held-disclosure.ts'
import type { DisclosureHistory } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import { counted } from '../format.ts'
import { instantText } from '../format-date.ts'
import { REMARK_SENTENCES } from '../labels.ts'
import { safeUrl } from '../safe-url.ts'
import { visibleText } from '../visible-text.ts'
import { type FieldGroup, fieldGroups } from './field-view.ts'
import type { LinkView } from './layout-view.ts'
import { type VersionView, versionViews } from './version-view.ts'

export interface AdView {
  readonly heading: string
  readonly id: string
  readonly adId: string
  readonly source: string
  readonly language: string | null
  readonly firstSeen: string
  readonly lastSeen: string
  /** The platform's own page of the ad; null where it has none. */
  readonly platformPage: LinkView | null
  readonly exports: readonly LinkView[]
  readonly remarks: readonly string[]
  readonly groups: readonly FieldGroup[]
  readonly versionCount: string
  readonly versionLimit: string | null
  readonly versions: readonly VersionView[]
}

export function adView(history: DisclosureHistory, manifest: Manifest | undefined): AdView {
  const { held, versions, versionCount } = history
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
    platformPage: platformPage(held.adId, manifest),
    exports: ['csv', 'json'].map((format) => ({ text: format.toUpperCase(), href: `/ads/${id}?format=${format}` })),
    remarks: (fields.remarks ?? []).map((remark) => REMARK_SENTENCES[remark]),
    groups: fieldGroups(fields, manifest),
    versionCount: counted(versionCount, 'version'),
    versionLimit: isCut ? `The newest ${versions.length} are shown.` : null,
    versions: versionViews(history, manifest),
  }
}

/** What the ad calls itself on our pages: whose it is, for its words may say anything. */
export function adHeading({ held }: DisclosureHistory, manifest: Manifest | undefined): string {
  const name = toldValue(held.fields.advertiserName) ?? toldValue(held.fields.disclaimer)
  const platform = manifest?.platform ?? held.source
  return name === null || name.trim() === '' ? `${platform} ad ${held.adId}` : `${platform} ad by ${visibleText(name)}`
}

function platformPage(adId: string, manifest: Manifest | undefined): LinkView | null {
  const url = manifest?.adUrl(adId) ?? null
  const href = url === null ? null : safeUrl(url)
  return href === null ? null : { text: `This ad at ${manifest?.platform ?? 'the platform'}`, href }
}
