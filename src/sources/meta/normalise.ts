import type { CalendarDate } from '../../domain/calendar.ts'
import {
  type Disclosure,
  type DisclosureFields,
  NOT_DISCLOSED,
  type Remark,
  type Told,
  toldValue,
} from '../../domain/disclosure.ts'
import { type Country, countryName, countryOf, type Region } from '../../domain/place.ts'
import { wholeId } from './ad-id.ts'
import { countRange, hasRoundUpperBound, isTopWrittenAsPoint, spendRange } from './bounds.ts'
import { dayIn, instantIn } from './days.ts'
import { deliveryFacts, reachedAudience, reachedCountries, reachTotal, targetingChoices } from './delivery.ts'
import { audienceShares, hasRepeatedRegion, regionShares } from './distributions.ts'
import type { Maybe, RawAd } from './raw-ad.ts'

/** @throws {Problem} `record.malformed` when a value that is there cannot be read. */
export function normalise(ad: RawAd): Disclosure {
  const fields = withoutMissing<DisclosureFields>({
    ...advertiser(ad),
    ...figures(ad),
    ...delivery(ad),
    texts: told(ad.texts, (texts) => texts),
    startsOn: startDay(ad),
    endsOn: told(ad.stopsAt, (text) => dayIn('ad_delivery_stop_time', text)),
    placements: told(ad.platforms, (platforms) => platforms),
    languages: told(ad.languages, (languages) => languages),
    otherFacts: otherFacts(ad),
  })
  const remarks = remarksOn(ad, fields)
  const observedAt = ad.fetchedAt ? instantIn('crawl_timestamp or _last_updated', ad.fetchedAt) : null
  return { adId: ad.adId, observedAt, fields: remarks.length === 0 ? fields : { ...fields, remarks } }
}

/** Fields of which some may be undefined: the key is there, and says that the field was not collected. */
type Partly<Fields> = { readonly [Name in keyof Fields]: Fields[Name] | undefined }

function advertiser(ad: RawAd): Partly<DisclosureFields> {
  return {
    advertiserName: told(ad.pageName, (name) => name),
    advertiserId: advertiserId(ad.pageId),
    disclaimer: told(ad.disclaimer, (disclaimer) => disclaimer),
  }
}

function figures(ad: RawAd): Partly<DisclosureFields> {
  return {
    spend: told(ad.spend, (bounds) => spendRange(bounds, ad.currency)),
    impressions: told(ad.impressions, (bounds) => countRange('impressions', bounds)),
    audienceSize: told(ad.audienceSize, (bounds) => countRange('estimated_audience_size', bounds)),
    reach: reachTotal(ad.delivery),
  }
}

function delivery(ad: RawAd): Partly<DisclosureFields> {
  const regions = told(ad.regions, regionShares)
  const reached = reachedAudience(ad.delivery)
  return {
    regions,
    countries: reachedCountries(ad.delivery) ?? countriesOf(toldValue(regions) ?? [], ad) ?? homeCountry(ad),
    audience: ad.audience ? audienceShares(ad.audience) : (reached ?? told(ad.audience, audienceShares)),
    targeting: targetingChoices(ad.delivery),
  }
}

function told<Raw, Value>(raw: Maybe<Raw>, read: (raw: Raw) => Value): Told<Value> | undefined {
  if (raw === undefined) return undefined
  return raw === null ? NOT_DISCLOSED : read(raw)
}

/** Page 0 stands for accounts without a page. An id that a spreadsheet rounded is as good as not collected. */
function advertiserId(pageId: Maybe<string>): Told<string> | undefined {
  if (pageId === undefined || pageId === null) return told(pageId, () => '')
  const id = wholeId(pageId)
  if (id === null) return undefined
  return id === '0' ? NOT_DISCLOSED : id
}

/** The day of creation stands in for a start that the record does not tell. */
function startDay(ad: RawAd): Told<CalendarDate> | undefined {
  if (ad.startsAt) return dayIn('ad_delivery_start_time', ad.startsAt)
  if (ad.createdAt) return dayIn('ad_creation_time', ad.createdAt)
  return told(ad.startsAt, (text) => dayIn('ad_delivery_start_time', text))
}

/**
 * Meta's record has no country: those of the regions that had a part of the delivery, as far as we know them. The one that
 * a pass of ours asked about is always among them, since Meta told the ad for having reached it: most of its regions may have
 * names that we do not know, and `Florida` is in Uruguay too.
 */
function countriesOf(regions: readonly Region[], ad: RawAd): Country[] | undefined {
  const codes = regions.flatMap(({ code, share }) => (code === null || share === 0 ? [] : countryOf(code)))
  if (codes.length === 0) return undefined
  const asked = ad.byCollector || ad.homeCountry === null || codes.includes(ad.homeCountry) ? [] : [ad.homeCountry]
  return [...new Set([...asked, ...codes])].map((code) => ({ name: countryName(code), code }))
}

function homeCountry({ homeCountry: code }: RawAd): Country[] | undefined {
  return code === null ? undefined : [{ name: countryName(code), code }]
}

function otherFacts(ad: RawAd): Readonly<Record<string, string>> | undefined {
  const created = ad.createdAt ? dayIn('ad_creation_time', ad.createdAt) : null
  const facts = Object.fromEntries([
    ...(created === null ? [] : [['ad_creation_time', created]]),
    ...deliveryFacts(ad.delivery),
    ...Object.entries(ad.derived).map(([column, figure]) => [`${column} (derived by the collector)`, figure]),
  ])
  return Object.keys(facts).length === 0 ? undefined : facts
}

function remarksOn(ad: RawAd, fields: DisclosureFields): Remark[] {
  const [start, end] = [toldValue(fields.startsOn), toldValue(fields.endsOn)]
  const noticed: readonly (readonly [Remark, boolean])[] = [
    ['text_encoding_repaired', ad.repaired],
    ['bounds_altered_by_collector', ad.byCollector && hasRoundUpperBound(ad.spend)],
    ['top_bucket_written_as_point', isTopWrittenAsPoint(ad.impressions)],
    ['region_repeated', hasRepeatedRegion(ad.regions ?? [])],
    ['ends_before_it_starts', start !== null && end !== null && end < start],
  ]
  return noticed.flatMap(([remark, applies]) => (applies ? [remark] : []))
}

/** A field that was not collected has no key at all. */
function withoutMissing<Fields extends object>(fields: Partly<Fields>): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields
}
