import type { FacetName, SearchFilters } from '../../../domain/search.ts'

/** Collects the values of a statement; text of a request only ever travels as one of them. */
export class Parameters {
  readonly values: unknown[] = []

  add(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

/** The rows that the archive showed at a revision. */
export function visibleAt(parameters: Parameters, revision: number): string {
  const at = parameters.add(revision)
  return `state.from_revision <= ${at} AND (state.to_revision IS NULL OR state.to_revision > ${at})`
}

/** Filters that a facet offers, each a condition of its own, so that a facet can be counted without its own. */
export function facetConditions(filters: SearchFilters, parameters: Parameters): Readonly<Record<FacetName, string>> {
  const equals = (column: string, value: string | undefined) =>
    value === undefined ? 'true' : `coalesce(state.${column} = ${parameters.add(value)}, false)`
  const holds = (column: string, value: string | undefined) =>
    value === undefined ? 'true' : `state.${column} @> ARRAY[${parameters.add(value)}::text]`
  return {
    source: equals('source', filters.source),
    country: holds('countries', filters.country),
    region: holds('regions', filters.region),
    format: holds('formats', filters.format),
    currency: equals('currency', filters.currency),
    payer: equals('disclaimer', filters.payer),
  }
}

/** All other filters. A range matches when it may hold such an amount: its top is open, or high enough. */
export function otherConditions(filters: SearchFilters, parameters: Parameters): readonly string[] {
  const { from, to, spendAtLeast, spendAtMost, advertiser } = filters
  const conditions: string[] = []
  if (from !== undefined) conditions.push(`(state.ends_on IS NULL OR state.ends_on >= ${parameters.add(from)}::date)`)
  if (to !== undefined) conditions.push(`state.starts_on <= ${parameters.add(to)}::date`)
  if (spendAtLeast !== undefined) {
    const least = parameters.add(spendAtLeast.toString())
    conditions.push(
      `(state.spend_lower_minor IS NOT NULL AND coalesce(state.spend_upper_minor >= ${least}::bigint, true))`,
    )
  }
  if (spendAtMost !== undefined) {
    conditions.push(`state.spend_lower_minor <= ${parameters.add(spendAtMost.toString())}::bigint`)
  }
  if (advertiser !== undefined) conditions.push(`state.advertiser_name = ${parameters.add(advertiser)}`)
  return conditions
}
