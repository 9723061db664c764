import { passNamed } from '../../domain/pass-name.ts'
import type { AdFormat, FileHead } from '../../ports/source.ts'
import { recordKeys } from '../shared/json-keys.ts'
import { inKnownShape } from '../shared/known-shape.ts'
import { adId, ID_FIELDS } from './ad-id.ts'
import { type ArchivedAd, archivedAdSchema, isKnownField, PUBLIC_FIELDS } from './archived-ad.ts'
import { rawBounds } from './bounds.ts'
import { normalise } from './normalise.ts'
import { passCountry } from './pass-country.ts'
import type { Maybe, RawAd } from './raw-ad.ts'
import { adTexts, TEXT_FIELDS } from './texts.ts'

/** `ArchivedAd` objects as the API answers them, of any version, and as Mongo dumps keep them. */
export const apiJson: AdFormat = {
  tells: 'ads',
  id: 'meta-api-json',
  shape: 'json',
  version: 1,
  publicKeys: PUBLIC_FIELDS,
  recognises: isArchivedAds,
  drift,
  // A pass asks about one country: an ad that tells of none has reached that one.
  normalise: (record, file) => normalise({ ...readArchivedAd(record), homeCountry: passCountry(file?.name ?? '') }),
}

/** Only as keys: saved response headers name the same fields in a URL. */
const AD_KEY = /"(?:ad_snapshot_url|ad_creative_bod(?:y|ies)|ad_delivery_start_time)"\s*:/

/** What we asked ourselves is known by its name: a page without ads has none of the keys. */
function isArchivedAds(head: FileHead, name: string): boolean {
  if (head.shape !== 'json') return false
  const pass = passNamed(name)
  if (pass !== null) return pass.source === 'meta'
  return AD_KEY.test(head.start) || (/"page_id"\s*:/.test(head.start) && /"(?:spend|impressions)"\s*:/.test(head.start))
}

/** Of the first records alone: what a later one has new is kept with it, and shown masked. */
function drift(head: FileHead): readonly string[] {
  const keys = head.shape === 'json' ? recordKeys(head.start, isKnownField) : []
  return keys.filter((key) => !isKnownField(key)).map((key) => `the field “${key}” is new`)
}

/** @throws {Problem} `record.schema_changed` when a field has a type that no version had. */
function readArchivedAd(record: Readonly<Record<string, unknown>>): RawAd {
  const ad = inKnownShape(archivedAdSchema, record, 'Meta’s record')
  const { always, sinceV12 } = silences(ad)
  return {
    adId: adId({
      mayBeRounded: false,
      candidates: ID_FIELDS.map((field) => idText(ad[field])),
      snapshotUrl: ad.ad_snapshot_url,
    }),
    fetchedAt: lastUpdated(ad._last_updated),
    pageName: nothing(ad.page_name, always),
    pageId: nothing(pageIdOf(ad), undefined),
    disclaimer: nothing(disclaimerOf(ad), always),
    texts: adTexts((field) => nothing(list(ad[field]), always)),
    createdAt: nothing(ad.ad_creation_time, undefined),
    startsAt: nothing(ad.ad_delivery_start_time, undefined),
    stopsAt: nothing(ad.ad_delivery_stop_time, always),
    currency: ad.currency,
    spend: nothing(ad.spend && rawBounds(ad.spend), sinceV12),
    impressions: nothing(ad.impressions && rawBounds(ad.impressions), sinceV12),
    audienceSize: nothing(audienceSizeOf(ad), sinceV12),
    audience: nothing(ad.demographic_distribution, sinceV12),
    regions: nothing(ad.delivery_by_region ?? ad.region_distribution, sinceV12),
    platforms: words(ad.publisher_platforms, undefined),
    languages: words(ad.languages, sinceV12),
    delivery: ad,
    homeCountry: null,
    derived: {},
    byCollector: false,
    repaired: false,
  }
}

/**
 * What an absent field means. Meta leaves out what it has nothing to say about, so in a full answer absence is an answer:
 * null. In an answer to a query for a few fields it means that nobody asked: undefined. Fields that Meta never leaves
 * out (start, platforms, page) were not asked for when they are absent. Of the answers before v12 those at hand were
 * all asked for without distributions, so there the absence of one says nothing.
 */
function silences(ad: ArchivedAd): { readonly always: null | undefined; readonly sinceV12: null | undefined } {
  const texts = TEXT_FIELDS.flatMap(({ names }) => names.map((name) => ad[name]))
  const isFull = isThere(ad.page_id) && [ad.spend, ad.eu_total_reach, ...texts].some(isThere)
  const isOld = [ad.funding_entity, ad.region_distribution, ad.potential_reach, ...oldTexts(ad)].some(isThere)
  return { always: isFull ? null : undefined, sinceV12: isFull && !isOld ? null : undefined }
}

function oldTexts(ad: ArchivedAd): unknown[] {
  return TEXT_FIELDS.map(({ names }) => ad[names[1]])
}

function isThere(value: unknown): boolean {
  return value !== undefined
}

/** An empty list or text says nothing, like null; what is absent means what the answer's silence means. */
function nothing<Value>(value: Maybe<Value>, silence: null | undefined): Maybe<Value> {
  if (value === undefined) return silence
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0)
  return isEmpty ? null : value
}

function list(value: ArchivedAd['languages']): Maybe<readonly (string | null)[]> {
  return typeof value === 'string' ? [value] : value
}

function words(value: ArchivedAd['languages'], silence: null | undefined): Maybe<readonly string[]> {
  const found = nothing(list(value), silence)
  return found === null || found === undefined ? found : found.filter((each) => each !== null)
}

/** A list of disclaimers was never seen but is allowed for. */
function disclaimerOf(ad: ArchivedAd): Maybe<string> {
  const value = ad.bylines ?? ad.funding_entity
  return Array.isArray(value) ? value.filter((each) => each !== null).join('; ') : value
}

function audienceSizeOf(ad: ArchivedAd) {
  const bounds = ad.estimated_audience_size ?? ad.potential_reach
  return bounds && rawBounds(bounds)
}

/** A page id that cannot be read is as good as not collected. */
function pageIdOf({ page_id: id }: ArchivedAd): Maybe<string> {
  return id === null ? null : (idText(id) ?? undefined)
}

/** A number that JavaScript cannot hold was already rounded by the parser. */
function idText(id: ArchivedAd['id']): string | null {
  if (typeof id === 'object' && id !== null) return id.$numberLong
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : null
  return id ?? null
}

/** When a Mongo crawler last fetched the ad: text, or `{"$date": "…"}`. */
function lastUpdated(value: unknown): string | null {
  const text = typeof value === 'object' && value !== null && '$date' in value ? value.$date : value
  const hasOffset = typeof text === 'string' && /(?:Z|[+-]\d{2}:?\d{2})$/.test(text)
  return hasOffset && !Number.isNaN(Date.parse(text)) ? text : null
}
