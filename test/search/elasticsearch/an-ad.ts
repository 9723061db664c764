import type { DisclosureFields } from '../../../src/domain/disclosure.ts'
import { LISTED } from '../../../src/domain/held-disclosure.ts'
import type { AdvertiserRef, PlatformId, SourceId } from '../../../src/domain/ids.ts'
import type { Currency, SpendRange } from '../../../src/domain/money.ts'
import type { CountryCode, Region, RegionCode } from '../../../src/domain/place.ts'
import type { Position, SearchFilters, SearchQuery, Sort } from '../../../src/domain/search.ts'
import { parseSearchTerms, type StemsOf } from '../../../src/domain/search-terms.ts'
import type { IndexedAd } from '../../../src/ports/search-engine.ts'

type Given = Partial<Omit<IndexedAd, 'id'>> & { readonly says?: string }

/** An ad with only what matters told of it. */
export function anAd(id: number | string, { says, ...given }: Given = {}): IndexedAd {
  const texts: DisclosureFields = says === undefined ? {} : { texts: [{ part: 'body', text: says }] }
  return {
    id: String(id),
    revision: 1,
    source: 'snap' as SourceId,
    adId: `ad-${id}`,
    stems: '',
    listing: LISTED,
    recordedAbroad: [],
    advertiser: null,
    ...given,
    fields: { ...texts, ...given.fields },
  }
}

export function spent(currency: string, lower: bigint, upper: bigint | null = lower): SpendRange {
  return { currency: currency as Currency, lower, upper }
}

export function country(code: string | null) {
  return { name: code ?? 'Nowhere', code: code as CountryCode | null }
}

export function region(code: string, share: number | null = null): Region {
  return { name: code, code: code as RegionCode, share }
}

export function account(platform: string, key: string): AdvertiserRef {
  return { platform: platform as PlatformId, key }
}

/** As a person types it. */
export function asked(text: string, filters: SearchFilters = {}, sort: Sort = 'newest'): SearchQuery {
  const terms = parseSearchTerms(text)
  if ('refusal' in terms) throw new Error(terms.refusal)
  return { terms, filters, sort }
}

/** For queries whose words are sought as they are written. */
export const NO_STEMS: StemsOf = () => []

export type After = Pick<Position, 'keys' | 'id'> | null
