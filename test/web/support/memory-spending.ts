import { type CalendarDate, calendarDate } from '../../../src/domain/calendar.ts'
import { toldValue } from '../../../src/domain/disclosure.ts'
import type { HeldDisclosure } from '../../../src/domain/held-disclosure.ts'
import type { AdvertiserRef } from '../../../src/domain/ids.ts'
import type { CountryCode, RegionCode } from '../../../src/domain/place.ts'
import type { SpendingPosition, SpendingQuery } from '../../../src/domain/spending.ts'
import type {
  SpendingChoices,
  SpendingPage,
  SpendingRow,
  SpendReport,
  StatementView,
} from '../../../src/ports/spending.ts'
import { memoryAdvertiser } from './memory-advertiser.ts'
import { memoryRegional } from './memory-regional.ts'
import { adBounds, added, combined, NOTHING, statedBounds } from './spend-arithmetic.ts'

/** A statement and whom it is about; nobody in particular, or a place, has no advertiser. */
export interface KeptStatement {
  readonly about: AdvertiserRef | 'nobody' | 'place'
  readonly name: string | null
  readonly view: StatementView
}

export interface Kept {
  readonly ads: readonly HeldDisclosure[]
  readonly statements: readonly KeptStatement[]
}

/** The part of the twin that tells who spent what. */
export function memorySpending(
  ads: readonly HeldDisclosure[],
  statements: readonly KeptStatement[],
  faults: { readonly failsOnSecondPage?: boolean; readonly throws?: Error },
): Omit<SpendReport, 'sponsorMoney' | 'sponsorBounds' | 'sponsorSpending'> {
  const kept = { ads, statements }
  return {
    spending: async (query, after, size) => {
      if (faults.throws !== undefined) throw faults.throws
      if (after !== null && faults.failsOnSecondPage === true) throw new Error('the database went away')
      return pageOf(kept, query, after, faults.failsOnSecondPage === true ? 5 : size)
    },
    spendingIn: async (query, { currency }, after, size) => pageOf(kept, { ...query, currency }, after, size),
    regional: async (query) => memoryRegional(kept, query),
    spendingChoices: async (query) => choicesOf(kept, query),
    ...memoryAdvertiser(kept),
  }
}

/** The row of an advertiser; null where neither ads nor statements tell anything. */
export function rowOf(kept: Kept, advertiser: AdvertiserRef, query: Omit<SpendingQuery, 'by'>): SpendingRow | null {
  const own = kept.ads.filter((held) => isOf(held.advertiser, advertiser))
  const bounds = own.flatMap((held) => adBounds(held, query) ?? [])
  const ads = bounds.length === 0 ? null : { ...bounds.reduce(added, NOTHING), count: bounds.length }
  const stated = kept.statements.filter(({ about }) => typeof about === 'object' && isOf(about, advertiser))
  const { range: statements } = statedBounds(
    stated.map(({ view }) => view),
    query,
  )
  if (ads === null && statements === null) return null
  const names = own.flatMap((held) => toldValue(held.fields.advertiserName) ?? [])
  const name = names.at(-1) ?? stated[0]?.name ?? null
  const plain = { sponsor: null, platforms: [advertiser.platform], accounts: 1 }
  return { ...plain, advertiser, name, ads, statements, ...combined(ads, statements) }
}

export function isOf(one: AdvertiserRef | null, other: AdvertiserRef): boolean {
  return one !== null && keyOf(one) === keyOf(other)
}

function keyOf({ platform, key }: AdvertiserRef): string {
  return `${platform}/${key}`
}

function keyOfRow({ advertiser }: SpendingRow): string {
  return advertiser === null ? '' : keyOf(advertiser)
}

function advertisers({ ads, statements }: Kept): AdvertiserRef[] {
  const all = [
    ...ads.flatMap(({ advertiser }) => advertiser ?? []),
    ...statements.flatMap(({ about }) => (typeof about === 'object' ? [about] : [])),
  ]
  return [...new Map(all.map((ref) => [keyOf(ref), ref])).values()]
}

function pageOf(kept: Kept, query: SpendingQuery, after: SpendingPosition | null, size: number): SpendingPage {
  const rows = advertisers(kept)
    .filter(({ platform }) => query.platform === null || platform === query.platform)
    .flatMap((ref) => rowOf(kept, ref, query) ?? [])
    .sort((a, b) => Number(b.lower - a.lower) || (keyOfRow(a) < keyOfRow(b) ? -1 : 1))
  const start = after === null ? 0 : rows.findIndex((row) => keyOfRow(row) === after.id) + 1
  const page = rows.slice(start, start + size)
  const last = page.at(-1)
  const nobody = kept.statements.filter(({ about }) => about === 'nobody').map(({ view }) => view)
  const unnamed = statedBounds(nobody, query)
  return {
    rows: page,
    next: last === undefined || start + size >= rows.length ? null : { lower: String(last.lower), id: keyOfRow(last) },
    total: { ...rows.reduce(added, NOTHING), rows: rows.length, sponsors: 0 },
    unnamed: unnamed.range === null ? null : { ...unnamed.range, rows: nobody.length },
    effective: effectiveOf(kept, query),
  }
}

function effectiveOf({ statements }: Kept, query: SpendingQuery): SpendingPage['effective'] {
  const used = statements.filter(({ about }) => typeof about === 'object').map(({ view }) => view)
  return [...new Set(used.map(({ source }) => source))].flatMap((source) => {
    const { inside, covering } = statedBounds(
      used.filter((view) => view.source === source),
      query,
    )
    return inside === null && covering === null ? [] : [{ source, inside, covering }]
  })
}

function choicesOf({ ads, statements }: Kept, query: Partial<SpendingQuery>): SpendingChoices {
  const place = query.place ?? null
  const ofPlace = ads.filter((held) => place === null || places(held).includes(place))
  const currencies = [
    ...ofPlace.flatMap(({ fields }) => toldValue(fields.spend)?.currency ?? []),
    ...statements.filter(({ view }) => place === null || view.place === place).map(({ view }) => view.currency),
  ]
  const all = ads.flatMap(places)
  const country = place?.slice(0, 2)
  return {
    currencies: counted(currencies).map(([currency, witnesses]) => ({ currency, witnesses })),
    countries: counted(all.filter((code) => !code.includes('-'))).map(([code, witnesses]) => ({
      country: code as CountryCode,
      witnesses,
    })),
    regions: counted(all.filter((code) => code.startsWith(`${country}-`))).map(([code, witnesses]) => ({
      region: code as RegionCode,
      witnesses,
    })),
    platforms: [...new Set(advertisers({ ads, statements }).map(({ platform }) => platform))],
    hasSponsors: false,
  }
}

export function places({ fields }: HeldDisclosure): (CountryCode | RegionCode)[] {
  const countries = (toldValue(fields.countries) ?? []).flatMap(({ code }) => code ?? [])
  return [...countries, ...(toldValue(fields.regions) ?? []).flatMap(({ code }) => code ?? [])]
}

export function counted<Value>(values: readonly Value[]): [Value, number][] {
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}

export function plusDays(day: string, days: number): CalendarDate {
  return calendarDate(new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10))
}
