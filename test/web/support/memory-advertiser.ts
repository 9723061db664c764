import { toldValue } from '../../../src/domain/disclosure.ts'
import type { HeldDisclosure } from '../../../src/domain/held-disclosure.ts'
import { type AdvertiserRef, sourceId } from '../../../src/domain/ids.ts'
import type { Currency } from '../../../src/domain/money.ts'
import type { CountryCode, RegionCode } from '../../../src/domain/place.ts'
import type { AdvertiserName, AdvertiserProfile, SpendReport, SpendWeek } from '../../../src/ports/spending.ts'
import { moment } from './builders.ts'
import { counted, isOf, type Kept, type KeptStatement, places, plusDays, rowOf } from './memory-spending.ts'

const ALL = { place: null, from: null, to: null, platform: null } as const

/** The part of the twin that tells about one advertiser. */
export function memoryAdvertiser(kept: Kept): Pick<SpendReport, 'advertiser' | 'advertiserSpending'> {
  const own = (ref: AdvertiserRef): Own => ({
    ads: kept.ads.filter(({ advertiser }) => isOf(advertiser, ref)),
    statements: kept.statements.filter(({ about }) => typeof about === 'object' && isOf(about, ref)),
  })
  return {
    advertiser: async (ref) => {
      const known = own(ref)
      return known.ads.length + known.statements.length === 0 ? null : profileOf(kept, ref, known)
    },
    advertiserSpending: async (ref, currency) => {
      const { ads, statements } = own(ref)
      const query = { ...ALL, currency }
      const bounds = <Place extends CountryCode | RegionCode>(place: Place) => rowOf(kept, ref, { ...query, place })
      const codes = [...new Set(ads.flatMap(places))]
      const views = statements.map(({ view }) => view).filter((view) => view.currency === currency)
      const countries = codes.filter((code): code is CountryCode => !code.includes('-'))
      const regions = codes.filter((code): code is RegionCode => code.includes('-'))
      return {
        currency,
        weeks: weeksOf(kept, ref, currency, [
          ...ads.flatMap(daysOf),
          ...views.flatMap(({ from, to }) => [from ?? to, to]),
        ]),
        countries: countries.flatMap((country) => withPlace(bounds(country), { country })),
        regions: regions.flatMap((region) => withPlace(bounds(region), { region })),
        statements: views.sort((a, b) => (a.to < b.to ? 1 : -1)),
        statementCount: views.length,
      }
    },
  }
}

interface Own {
  readonly ads: readonly HeldDisclosure[]
  readonly statements: readonly KeptStatement[]
}

function withPlace<Place extends object>(row: ReturnType<typeof rowOf>, place: Place) {
  return row === null ? [] : [{ lower: row.lower, upper: row.upper, undivided: row.undivided, ...place }]
}

function profileOf(kept: Kept, ref: AdvertiserRef, { ads, statements }: Own): AdvertiserProfile {
  const currencies = counted([
    ...ads.flatMap(({ fields }) => toldValue(fields.spend)?.currency ?? []),
    ...statements.map(({ view }) => view.currency),
  ]).map(([currency]) => currency)
  const names = [...new Set(ads.flatMap(({ fields }) => toldValue(fields.advertiserName) ?? []))]
  const isListed = statements.length > 0
  return {
    ref,
    name: names.at(-1) ?? statements[0]?.name ?? null,
    accountId: ref.key.startsWith('n-') ? null : ref.key,
    formerIds: isListed ? ['AR00042'] : [],
    laterId: null,
    names: [...names.map((text) => seen('name', text)), ...payers(ads).map((text) => seen('disclaimer', text))],
    facts: isListed
      ? [
          { label: 'Public ids', value: 'EIN 12-3456789, FEC C00000042', source: sourceId('google') },
          { label: 'Declared name', value: 'Committee to Re-open the Dam', source: sourceId('google') },
        ]
      : [],
    ads: ads.length,
    withdrawnAds: ads.filter(({ listing }) => listing.withdrawnAt !== null).length,
    money: currencies.flatMap((currency) => moneyOf(kept, ref, currency)),
    missingSince: ref.key === 'AR0002' ? moment('2024-11-01') : null,
    withdrawnAt: ref.key === 'AR0002' ? moment('2024-11-03') : null,
  }
}

function moneyOf(kept: Kept, ref: AdvertiserRef, currency: Currency): AdvertiserProfile['money'] {
  const row = rowOf(kept, ref, { ...ALL, currency })
  return row === null ? [] : [{ currency, ...row }]
}

function payers(ads: readonly HeldDisclosure[]): string[] {
  return [...new Set(ads.flatMap(({ fields }) => toldValue(fields.disclaimer) ?? []))]
}

function seen(kind: AdvertiserName['kind'], text: string): AdvertiserName {
  return { kind, text, firstSeenAt: moment('2024-10-01'), lastSeenAt: moment('2024-11-05') }
}

function daysOf({ fields }: HeldDisclosure): string[] {
  return [toldValue(fields.startsOn), toldValue(fields.endsOn)].flatMap((day) => day ?? [])
}

/** Newest first, from the Sunday before the first day to the Saturday after the last. */
function weeksOf(kept: Kept, ref: AdvertiserRef, currency: Currency, days: readonly string[]): SpendWeek[] {
  const [first, last] = [[...days].sort()[0], [...days].sort().at(-1)]
  if (first === undefined || last === undefined) return []
  const weeks: SpendWeek[] = []
  for (let from = plusDays(first, -new Date(first).getUTCDay()); from <= last; from = plusDays(from, 7)) {
    const to = plusDays(from, 6)
    const row = rowOf(kept, ref, { ...ALL, currency, from, to })
    if (row !== null) weeks.unshift({ from, to, lower: row.lower, upper: row.upper })
  }
  return weeks.slice(0, 260)
}
