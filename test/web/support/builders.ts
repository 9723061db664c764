import { createHash } from 'node:crypto'
import { type CalendarDate, calendarDate, type Instant, instant } from '../../../src/domain/calendar.ts'
import { type DisclosureFields, toldValue } from '../../../src/domain/disclosure.ts'
import { type HeldDisclosure, LISTED, type Listing } from '../../../src/domain/held-disclosure.ts'
import { type AdvertiserRef, disclosureId, platformId, sha256, sourceId } from '../../../src/domain/ids.ts'
import { currency, minorUnits, type SpendRange } from '../../../src/domain/money.ts'
import {
  type Country,
  countryCode,
  countryName,
  type Region,
  regionCode,
  regionName,
} from '../../../src/domain/place.ts'
import { type Range, range } from '../../../src/domain/range.ts'
import { recordedAbroad } from '../../../src/domain/recorded-abroad.ts'
import type { HistoryEvent, Version } from '../../../src/ports/archive.ts'
import type { RecordPointer } from '../../../src/ports/record-pointer.ts'
import type { Manifest } from '../../../src/ports/source.ts'

/** An ad and its versions, newest first, as the twin keeps it. */
export interface KeptAd {
  readonly held: HeldDisclosure
  readonly versions: readonly Version[]
  readonly events: readonly HistoryEvent[]
}

interface AdMade {
  readonly source?: string
  readonly adId: string
  readonly fields: DisclosureFields
  readonly language?: string | null
  readonly seenOn?: string
  readonly lastSeenOn?: string
  /** Older versions, newest first. */
  readonly before?: readonly DisclosureFields[]
  readonly listing?: Listing
  /** Newest first. */
  readonly events?: readonly HistoryEvent[]
}

export function anAd(made: AdMade): KeptAd {
  const source = sourceId(made.source ?? 'meta')
  const firstSeenAt = moment(made.seenOn ?? '2024-11-05')
  const lastSeenAt = moment(made.lastSeenOn ?? made.seenOn ?? '2024-11-05')
  const id = disclosureId(source, made.adId)
  const { fields, listing = LISTED, language = null } = made
  const held = {
    id,
    source,
    adId: made.adId,
    fields,
    firstSeenAt,
    lastSeenAt,
    listing,
    recordedAbroad: factsOf(fields),
    advertiser: advertiserOf(source, fields),
    searchLanguage: language,
  }
  const told = [made.fields, ...(made.before ?? [])]
  const versions = told.map((fields, index) => ({
    fields,
    firstSeenAt,
    lastSeenAt,
    sightings: index + 1,
    record: aPointer(made.source ?? 'meta', told.length - index),
  }))
  return { held, versions, events: made.events ?? [] }
}

function factsOf(fields: DisclosureFields): HeldDisclosure['recordedAbroad'] {
  return recordedAbroad({
    billingCountry: toldValue(fields.billingCountry)?.code ?? null,
    currency: toldValue(fields.spend)?.currency ?? null,
    isConverted: fields.remarks?.includes('spend_told_in_several_currencies') ?? false,
    countries: (toldValue(fields.countries) ?? []).map(({ code }) => code),
  })
}

/** By the platform's id where it looks like one, else by the name. */
export function advertiserOf(
  platform: string,
  { advertiserId, advertiserName }: DisclosureFields,
): AdvertiserRef | null {
  const id = toldValue(advertiserId)
  const name = toldValue(advertiserName)
  if (id !== null && /^[A-Za-z0-9]+$/.test(id)) return { platform: platformId(platform), key: id }
  if (name === null) return null
  return { platform: platformId(platform), key: `n-${createHash('sha256').update(name).digest('hex').slice(0, 16)}` }
}

export function aPointer(source: string, number: number): RecordPointer {
  return {
    fileName: `${source}-2024-11-0${number}.csv.gz`,
    blob: sha256(String(number).repeat(64).slice(0, 64)),
    member: null,
    recordNumber: 1200 + number,
    parser: `${source}-csv/1`,
  }
}

export function money(lower: string, upper: string | null, code = 'USD'): SpendRange {
  const unit = currency(code)
  return {
    ...range(minorUnits(lower, unit), upper === null ? null : minorUnits(upper, unit)),
    currency: unit,
  }
}

export function times(lower: number, upper: number | null): Range {
  return range(BigInt(lower), upper === null ? null : BigInt(upper))
}

export function country(code: string): Country {
  const known = countryCode(code)
  return { name: countryName(known), code: known }
}

export function region(code: string, share: number | null = null): Region {
  const known = regionCode(code)
  return { name: regionName(known), code: known, share }
}

export function day(text: string): CalendarDate {
  return calendarDate(text)
}

export function moment(text: string): Instant {
  return instant(`${text}T00:00:00Z`)
}

export function aManifest(id: string, changes: Partial<Manifest> = {}): Manifest {
  const platform = id.charAt(0).toUpperCase() + id.slice(1)
  return {
    id: sourceId(id),
    name: `${platform} Ad Library`,
    platform,
    platformId: platformId(id),
    holdsAllAds: true,
    publisherUrl: `https://${id}.example/library`,
    legalBasis: `${platform}’s own policy for ads about elections; in the EU also Article 39 of the DSA.`,
    coverage: 'Ads about elections and social issues of the last seven years, in every country where they are allowed.',
    cadence: 'One file a year, written anew every day.',
    terms: 'May be read by anyone; a copy of all records may not be given away in bulk.',
    redistribution: 'full',
    neverDisclosed: ['audienceSize', 'placements'],
    adUrl: (adId) => `https://${id}.example/library?id=${encodeURIComponent(adId)}`,
    ...changes,
  }
}
