import { createHash } from 'node:crypto'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import type { DisclosureFields } from '../../src/domain/disclosure.ts'
import { fingerprint } from '../../src/domain/fingerprint.ts'
import { type Sha256, sourceId } from '../../src/domain/ids.ts'
import { type Currency, currency } from '../../src/domain/money.ts'
import type { CountryCode, RegionCode } from '../../src/domain/place.ts'
import type { SpendStatement } from '../../src/domain/spend-statement.ts'
import type { ReadRecord, ReadStatements, SourceFile } from '../../src/ports/disclosure-store.ts'

/** A file as the stores take it, for tests that are not about reading files. */
export function aFile(source: string, name: string, observedOn = '2024-11-10'): SourceFile {
  const blob = createHash('sha256').update(`${source} ${name}`).digest('hex') as Sha256
  return {
    source: sourceId(source),
    name,
    blob,
    blobBytes: 1,
    member: null,
    format: 'test',
    formatVersion: 1,
    cutTokens: 0,
    observedOn: observedOn as CalendarDate,
    observedBy: 'name',
    folder: '',
    series: null,
    drift: [],
  }
}

export async function* adRecords(
  ads: readonly { readonly id: string; readonly fields: DisclosureFields }[],
): AsyncGenerator<ReadRecord> {
  for (const [index, { id, fields }] of ads.entries()) {
    const disclosure = { adId: id, observedAt: null, fields }
    yield { recordNumber: index + 2, disclosure, fingerprint: fingerprint(fields), words: {} }
  }
}

export async function* statementRecords(statements: readonly SpendStatement[]): AsyncGenerator<ReadStatements> {
  for (const [index, statement] of statements.entries()) {
    yield { recordNumber: index + 2, statements: [statement], advertisers: [] }
  }
}

export const USD: Currency = currency('USD')

export function aCountry(code: string) {
  return { name: code, code: code as CountryCode }
}

export function aRegion(code: string) {
  return { name: code, code: code as RegionCode, share: null }
}

/** A statement about an advertiser in a country; money in minor units of USD. */
export function aStatement(told: {
  readonly id: string
  readonly from: string | null
  readonly to: string
  readonly lower: bigint
  readonly upper: bigint | null
  readonly country?: string
  readonly region?: string
  /** Null: it says that nobody was named. */
  readonly disclaimer?: string | null
  readonly roundedTo?: bigint
  readonly currency?: string
}): SpendStatement {
  const { id, from, to, lower, upper, country, region, disclaimer, roundedTo } = told
  return {
    key: [id, from, to, country, region, disclaimer, ...(told.currency === undefined ? [] : [told.currency])].join('/'),
    about: { kind: 'advertiser', id, name: `Page ${id}`, ...(disclaimer === undefined ? {} : { disclaimer }) },
    period: { from: from as CalendarDate | null, to: to as CalendarDate },
    country: country === undefined ? null : aCountry(country),
    region: region === undefined ? null : aRegion(region),
    spend: { lower, upper, currency: currency(told.currency ?? 'USD') },
    roundedTo: roundedTo ?? null,
    ads: 1,
  }
}

/** An ad of a test, money in minor units of USD; aimed at the US unless it says otherwise. */
export interface Ad {
  readonly id: string
  readonly advertiser: string
  readonly from: string | null
  readonly to: string | null
  readonly lower: bigint
  readonly upper: bigint | null
  readonly countries?: readonly string[]
  readonly regions?: readonly string[]
  readonly payer?: string
  readonly currency?: string
}

function fieldsOf(ad: Ad): DisclosureFields {
  return {
    advertiserId: ad.advertiser,
    advertiserName: `Page ${ad.advertiser}`,
    spend: { lower: ad.lower, upper: ad.upper, currency: currency(ad.currency ?? 'USD') },
    countries: (ad.countries ?? ['US']).map(aCountry),
    ...(ad.regions === undefined ? {} : { regions: ad.regions.map(aRegion) }),
    ...(ad.payer === undefined ? {} : { disclaimer: ad.payer }),
    ...(ad.from === null ? {} : { startsOn: ad.from as CalendarDate }),
    ...(ad.to === null ? {} : { endsOn: ad.to as CalendarDate }),
  }
}

export function adRecordsOf(ads: readonly Ad[]): AsyncGenerator<ReadRecord> {
  return adRecords(ads.map((ad) => ({ id: ad.id, fields: fieldsOf(ad) })))
}
