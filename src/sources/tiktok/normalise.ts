import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import {
  type CreativeFormat,
  type Disclosure,
  type DisclosureFields,
  NOT_DISCLOSED,
  type Told,
} from '../../domain/disclosure.ts'
import { type Country, countryCode, countryName } from '../../domain/place.ts'
import type { FileContext } from '../../ports/source.ts'
import { isBlank, toldText } from '../shared/told-text.ts'
import { peopleRange } from './counts.ts'
import { malformed } from './malformed.ts'
import { parseRecord, type TikTokAd, type TikTokRecord } from './schema.ts'
import { listed, targetingChoices } from './targeting.ts'
import { countryOfFile } from './units.ts'

/** An ad, from its detail call or, where there was none, from the list; the latter names no country. */
export function normaliseTikTokAd(record: Readonly<Record<string, unknown>>, file?: FileContext): Disclosure {
  const read = parseRecord(record)
  const { ad, advertiser } = read
  const adId = String(ad.id)
  if (!/^\d{5,20}$/.test(adId)) throw malformed('ad.id', ad.id)
  const fields: DisclosureFields = {
    ...parties(advertiser),
    ...creative(ad),
    ...delivery(ad),
    ...reach(read, file),
    ...facts(read),
  }
  return { adId, observedAt: null, fields }
}

/** TT-1: either spelling of a key. */
function parties(advertiser: TikTokRecord['advertiser']): DisclosureFields {
  if (advertiser === null || advertiser === undefined) return {}
  const id = advertiser.business_id ?? advertiser.buisness_id
  const payer = advertiser.paid_for_by ?? advertiser.paid_by
  return {
    advertiserName: toldText(advertiser.business_name),
    ...(id === null || id === undefined ? {} : { advertiserId: String(id) }),
    ...(payer === undefined ? {} : { disclaimer: toldText(payer) }),
  }
}

/** TT-7: addresses of media are signed and expire: they are in no field, and not fetched. */
function creative(ad: TikTokAd): DisclosureFields {
  const videos = ad.videos ?? ad.ad_videos ?? []
  const formats: CreativeFormat[] = [
    ...(videos.length > 0 ? (['video'] as const) : []),
    ...((ad.image_urls ?? []).length > 0 ? (['image'] as const) : []),
  ]
  return {
    formats: formats.length === 0 ? NOT_DISCLOSED : formats,
    ...(ad.title === undefined
      ? {}
      : { texts: isBlank(ad.title) ? NOT_DISCLOSED : [{ part: 'title', text: ad.title }] }),
    ...(ad.external_url === undefined
      ? {}
      : { landingUrls: isBlank(ad.external_url) ? NOT_DISCLOSED : [ad.external_url] }),
  }
}

/** While an ad is active, the day on which it was last shown is no end. */
function delivery(ad: TikTokAd): DisclosureFields {
  const endsOn = isActive(ad) ? NOT_DISCLOSED : day('ad.last_shown_date', ad.last_shown_date)
  return { startsOn: day('ad.first_shown_date', ad.first_shown_date), endsOn }
}

function isActive({ status }: TikTokAd): boolean {
  return status?.toLowerCase() === 'active'
}

/** TT-3: `20260901` as a number or as text. @throws {Problem} `record.malformed` */
function day(field: string, value: string | number | null | undefined): Told<CalendarDate> {
  const text = String(value ?? '').trim()
  if (text === '') return NOT_DISCLOSED
  const [, year, month, dayOfMonth] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text) ?? []
  const found = calendarDateOrNull(`${year}-${month}-${dayOfMonth}`)
  if (found === null) throw malformed(field, value)
  return found
}

function reach(record: TikTokRecord, file: FileContext | undefined): DisclosureFields {
  const { ad, ad_group: group } = record
  const seen = ad.reach?.unique_users_seen ?? ad.reach?.unique_user_seen
  const targeting = group?.targeting_info ?? group?.target
  const size = targeting?.number_of_users_targeted
  const choices = targetingChoices(targeting)
  const countries = countriesOf(record, file)
  return {
    ...(countries.length === 0 ? {} : { countries }),
    ...(isBlank(seen) ? { reach: NOT_DISCLOSED } : people('reach', seen)),
    ...(isBlank(size) ? {} : people('audienceSize', size)),
    ...(choices === undefined ? {} : { targeting: choices.length === 0 ? NOT_DISCLOSED : choices }),
  }
}

/** What cannot be read stays among the other facts, where every count is as written. */
function people(field: 'reach' | 'audienceSize', written: string | number): DisclosureFields {
  const range = peopleRange(written)
  return range === null ? {} : { [field]: range }
}

/** Where people saw it; else where it was aimed at; else the country that was asked about. */
function countriesOf({ ad, ad_group: group }: TikTokRecord, file: FileContext | undefined): readonly Country[] {
  const seen = Object.keys(ad.reach?.unique_users_seen_by_country ?? {})
  const aimed = listed((group?.targeting_info ?? group?.target)?.country)
  const asked = file === undefined ? null : countryOfFile(file.name)
  const names = [seen, aimed, asked === null ? [] : [asked]].find((each) => each.length > 0) ?? []
  return [...new Set(names)].sort().map(country)
}

/** Codes in most places, names in some: a name is kept, and resolved by nobody. */
function country(name: string): Country {
  try {
    const code = countryCode(name)
    return { name: countryName(code), code }
  } catch (error) {
    if (error instanceof RangeError) return { name, code: null }
    throw error
  }
}

function facts({ ad, advertiser, ad_group: group }: TikTokRecord): DisclosureFields {
  const rejection = ad.rejection_info
  const byCountry = Object.entries(ad.reach?.unique_users_seen_by_country ?? {})
  const all: readonly (readonly [string, unknown])[] = [
    ['Status', ad.status],
    ['Status in words', ad.status_statement],
    ['Last shown', isActive(ad) ? day('ad.last_shown_date', ad.last_shown_date) : null],
    ['Reach as written', ad.reach?.unique_users_seen ?? ad.reach?.unique_user_seen],
    [
      'Reach by country',
      byCountry
        .filter(([, count]) => !isBlank(count))
        .map(([name, count]) => `${name}: ${count}`)
        .join('; '),
    ],
    ['People aimed at, as written', (group?.targeting_info ?? group?.target)?.number_of_users_targeted],
    ['Call to action', ad.call_to_action],
    ['Objective', ad.advertising_objective],
    ['Country of the advertiser', advertiser?.country_code],
    ['Rejected because', listed(rejection?.reasons).join('; ')],
    ['Rejected in', listed(rejection?.affected_countries).join('; ')],
    ['Reported by', rejection?.reporting_source],
  ]
  const said = all.flatMap(([label, value]) =>
    typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? [[label, String(value)]] : [],
  )
  return { otherFacts: said.length === 0 ? NOT_DISCLOSED : Object.fromEntries(said) }
}
