import fc from 'fast-check'
import type { AdText, DisclosureFields } from '../../src/domain/disclosure.ts'
import { NOT_DISCLOSED } from '../../src/domain/disclosure.ts'
import { platformId, sourceId } from '../../src/domain/ids.ts'
import { currency } from '../../src/domain/money.ts'
import { countryCode, regionCode } from '../../src/domain/place.ts'
import { type SearchFilters, type SearchQuery, SORTS } from '../../src/domain/search.ts'
import { aCountry, aRegion } from '../support/loads.ts'
import { octoberDay } from '../support/random-ads.ts'
import { query } from './asking.ts'
import type { SaidAd } from './said-ads.ts'

/** So few that ads and queries meet, in forms that stem alike in one language and not in another. */
const WORDS = [
  'vote',
  'voting',
  'votez',
  'Élection',
  'elections',
  'Wahl',
  'wahlen',
  'dam',
  'dams',
  'выборы',
  'εκλογές',
  '投票',
  '2024',
  '½',
  'Q&amp;A',
]
const LANGUAGES = ['en', 'fr', 'de', 'ru', 'el', 'cs', null]
const PAYERS = ['Friends of the Dam', 'friends of the dam', 'Ωmega', '~~~', 'Élection Propre']
const ADVERTISERS = ['The Dam', 'Votez Wahl', 'Page 投票']
const CURRENCIES = ['USD', 'EUR', 'NOK'].map(currency)
const COUNTRIES = ['US', 'NO', 'FR']
const REGIONS = ['US-GA', 'US-MI', 'NO-03']
const FORMATS = ['text', 'image', 'video'] as const
/** Ties, and sums that no floating-point number holds. */
const AMOUNTS = [0n, 1n, 100n, 2n ** 53n + 1n, 2n ** 59n + 3n]

const some = <const Value>(...values: readonly Value[]) => fc.constantFrom(...values)
const perhaps = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 3 })
const list = <Value>(values: readonly Value[], maxLength = 2) => fc.uniqueArray(some(...values), { maxLength })
const day = fc.nat(9).map(octoberDay)
const spend = fc
  .record({ code: some(...CURRENCIES), lower: some(...AMOUNTS), more: fc.option(some(...AMOUNTS), { freq: 4 }) })
  .map(({ code, lower, more }) => ({ currency: code, lower, upper: more === null ? null : lower + more }))
const sentence = fc.array(some(...WORDS), { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))
const texts = fc.array(sentence, { maxLength: 3 }).map((all) => all.map((text): AdText => ({ part: 'body', text })))

const fields: fc.Arbitrary<DisclosureFields> = fc
  .record({
    advertiserId: perhaps(some('1', '2')),
    advertiserName: perhaps(some(...ADVERTISERS)),
    disclaimer: perhaps(fc.oneof(some(...PAYERS), fc.constant(NOT_DISCLOSED))),
    billingCountry: perhaps(some(...COUNTRIES).map(aCountry)),
    countries: perhaps(list([...COUNTRIES, 'SE']).map((codes) => codes.map(aCountry))),
    regions: perhaps(list(REGIONS).map((codes) => codes.map(aRegion))),
    texts: perhaps(texts),
    formats: perhaps(list(FORMATS)),
    startsOn: perhaps(day),
    endsOn: perhaps(fc.oneof(day, fc.constant(NOT_DISCLOSED))),
    spend: perhaps(spend),
    impressions: perhaps(some(...AMOUNTS).map((lower) => ({ lower, upper: null }))),
    otherFacts: perhaps(sentence.map((text) => ({ Fact: text }))),
  })
  .map(told)

/** @param ids how many different ones, less one */
export function randomSaidAd(ids: number): fc.Arbitrary<SaidAd> {
  return fc
    .record({ id: fc.nat(ids), language: some(...LANGUAGES), fields })
    .map(({ id, ...ad }) => ({ id: `ad${id}`, ...ad }))
}

const term = fc.oneof(
  { weight: 4, arbitrary: some(...WORDS) },
  { weight: 1, arbitrary: some('vot*', 'elec*', 'wah*', 'выб*', 'friends-of-the-dam*') },
  { weight: 1, arbitrary: fc.array(some(...WORDS), { minLength: 2, maxLength: 3 }).map((all) => `"${all.join(' ')}"`) },
)
const terms = fc
  .array(fc.tuple(some('', '', '-'), term), { maxLength: 3 })
  .map((all) => all.map(([minus, text]) => minus + text).join(' '))

const filters: fc.Arbitrary<SearchFilters> = fc
  .record({
    source: rarely(some('meta', 'snap').map(sourceId)),
    country: rarely(some(...COUNTRIES).map(countryCode)),
    region: rarely(some(...REGIONS).map(regionCode)),
    from: rarely(day),
    to: rarely(day),
    format: rarely(some(...FORMATS)),
    currency: rarely(some(...CURRENCIES)),
    spendAtLeast: rarely(some(...AMOUNTS)),
    spendAtMost: rarely(some(...AMOUNTS)),
    payer: rarely(some(...PAYERS)),
    advertiser: rarely(some(...ADVERTISERS)),
    account: rarely(fc.record({ platform: some('meta', 'snap').map(platformId), key: some('1', '2') })),
    listing: rarely(some('listed', 'missing', 'withdrawn')),
    abroad: rarely(some('any', 'currency', 'billing_country')),
  })
  .map(told)

function rarely<Value>(value: fc.Arbitrary<Value>) {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
}

/** In any order but that by relevance, which is each engine's own. */
export const randomQuery: fc.Arbitrary<SearchQuery> = fc
  .record({ text: terms, filters, sort: some(...SORTS.filter((sort) => sort !== 'relevance')) })
  .map((asked) => query(asked.text, asked.filters, asked.sort))

/** Without the keys that hold nothing. */
function told<Fields extends object>(all: Fields): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as never
}
