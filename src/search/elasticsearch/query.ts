import { dayNumber } from '../../domain/days.ts'
import { asksForAll, type SearchFilters, type SearchQuery } from '../../domain/search.ts'
import type { StemsOf } from '../../domain/search-terms.ts'
import { accountKeyword, keywordOf } from './keyword.ts'
import { type Query, termClauses } from './terms.ts'

/** What matches, as `store/postgres/search/conditions.ts` means it. Only where it is ranked, words are scored. */
export function matching(
  { terms, filters }: Pick<SearchQuery, 'terms' | 'filters'>,
  stemsOf: StemsOf,
  isRanked: boolean,
): Query {
  if (asksForAll({ terms, filters })) return { match_all: {} }
  const { include, exclude, inNames } = termClauses(terms, stemsOf)
  const filter = [...placeAndParty(filters), ...timeAndMoney(filters), ...standing(filters)]
  if (!isRanked) return { bool: { filter: [...filter, ...include], must_not: exclude } }
  return { bool: { filter, must: include, must_not: exclude, should: inNames, minimum_should_match: 0 } }
}

function placeAndParty({ source, country, region, format, currency, payer, advertiser }: SearchFilters): Query[] {
  return [
    ...equal('source', source),
    ...delivered('country', country),
    ...delivered('region', region),
    ...equal('formats', format),
    ...equal('currency', currency),
    ...equal('payer', payer === undefined ? undefined : keywordOf(payer)),
    ...equal('advertiser', advertiser === undefined ? undefined : keywordOf(advertiser)),
  ]
}

function standing({ account, listing, abroad }: SearchFilters): Query[] {
  return [
    ...equal('account', account === undefined ? undefined : accountKeyword(account)),
    ...equal('listing', listing),
    ...(abroad === 'any' ? [EXISTS('recorded_abroad')] : equal('recorded_abroad', abroad)),
  ]
}

/** A range of spend matches when it may hold such an amount: its top is open, or high enough. */
function timeAndMoney({ from, to, spendAtLeast, spendAtMost }: SearchFilters): Query[] {
  return [
    ...(from === undefined ? [] : [absentOr('ends', { gte: dayNumber(from) })]),
    ...(to === undefined ? [] : [{ range: { starts: { lte: dayNumber(to) } } }]),
    ...(spendAtLeast === undefined
      ? []
      : [EXISTS('spend_lower'), absentOr('spend_upper', { gte: spendAtLeast.toString() })]),
    ...(spendAtMost === undefined ? [] : [{ range: { spend_lower: { lte: spendAtMost.toString() } } }]),
  ]
}

const EXISTS = (field: string): Query => ({ exists: { field } })

function absentOr(field: string, range: Query): Query {
  return {
    bool: { should: [{ bool: { must_not: [EXISTS(field)] } }, { range: { [field]: range } }], minimum_should_match: 1 },
  }
}

function equal(field: string, value: string | undefined): Query[] {
  return value === undefined ? [] : [{ term: { [field]: value } }]
}

function delivered(kind: 'country' | 'region', place: string | undefined): Query[] {
  if (place === undefined) return []
  const filter = [{ term: { 'delivery.place': place } }, { term: { 'delivery.kind': kind } }]
  return [{ nested: { path: 'delivery', query: { bool: { filter } } } }]
}
