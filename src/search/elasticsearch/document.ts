import { dayNumber } from '../../domain/days.ts'
import { toldValue } from '../../domain/disclosure.ts'
import type { Listing } from '../../domain/held-disclosure.ts'
import type { Country, Region } from '../../domain/place.ts'
import type { ListingFilter } from '../../domain/search.ts'
import { searchedWords } from '../../domain/searched-words.ts'
import type { IndexedAd } from '../../ports/search-engine.ts'
import { partsOf } from './amount-parts.ts'
import { accountKeyword, keywordOf, NO_CURRENCY_TOLD } from './keyword.ts'

/**
 * The document of an ad, the same to the letter whenever it is made: keys in one order, sets sorted, nothing that is absent.
 * Whole numbers are texts, for they may be beyond what JSON's readers hold exactly.
 */
export function bodyOf(ad: IndexedAd): string {
  const { fields } = ad
  const names = [...searchedWords(fields, 'advertiserName'), ...searchedWords(fields, 'disclaimer')]
  const spend = toldValue(fields.spend)
  const advertiser = toldValue(fields.advertiserName)
  const payer = toldValue(fields.disclaimer)
  return JSON.stringify({
    id: ad.id,
    source: ad.source,
    ad_id: ad.adId,
    words: unlessEmpty([...names, ...searchedWords(fields, 'otherFacts'), ...searchedWords(fields, 'texts')]),
    stems: ad.stems === '' ? undefined : ad.stems,
    names: unlessEmpty(names),
    delivery: unlessEmpty(deliveryOf(toldValue(fields.countries) ?? [], toldValue(fields.regions) ?? [])),
    formats: unlessEmpty(sorted(toldValue(fields.formats) ?? [])),
    recorded_abroad: unlessEmpty(sorted(ad.recordedAbroad)),
    listing: listingOf(ad.listing),
    account: ad.advertiser === null ? undefined : accountKeyword(ad.advertiser),
    advertiser: advertiser === null ? undefined : keywordOf(advertiser),
    payer: payer === null ? undefined : keywordOf(payer),
    currency: spend?.currency ?? NO_CURRENCY_TOLD,
    ...amounts('spend_lower', spend?.lower ?? null),
    ...amounts('spend_upper', spend?.upper ?? null),
    impressions_lower: toldValue(fields.impressions)?.lower.toString(),
    starts: dayOrNothing(toldValue(fields.startsOn)),
    ends: dayOrNothing(toldValue(fields.endsOn)),
  })
}

/** One for each code that is known. Shares of a region that is told more than once are left out. */
function deliveryOf(countries: readonly Country[], regions: readonly Region[]) {
  const shares = new Map<string, number | undefined>()
  for (const { code, share } of regions) {
    if (code !== null) shares.set(code, shares.has(code) ? undefined : (share ?? undefined))
  }
  return [
    ...sorted(codesOf(countries)).map((place) => ({ place, kind: 'country' })),
    ...sorted([...shares.keys()]).map((place) => ({ place, kind: 'region', share: shares.get(place) })),
  ]
}

function codesOf(places: readonly Country[]): string[] {
  return places.map(({ code }) => code).filter((code) => code !== null)
}

function sorted<Text extends string>(texts: readonly Text[]): Text[] {
  return [...new Set(texts)].sort()
}

function unlessEmpty<Value>(list: readonly Value[]): readonly Value[] | undefined {
  return list.length === 0 ? undefined : list
}

function listingOf({ missingSince, withdrawnAt }: Listing): ListingFilter {
  if (missingSince === null) return 'listed'
  return withdrawnAt === null ? 'missing' : 'withdrawn'
}

function amounts(name: 'spend_lower' | 'spend_upper', amount: bigint | null) {
  if (amount === null) return {}
  const { high, low } = partsOf(amount)
  return { [name]: amount.toString(), [`${name}_high`]: high, [`${name}_low`]: low }
}

function dayOrNothing(day: string | null): number | undefined {
  return day === null ? undefined : dayNumber(day)
}
