import { currency } from '../../domain/money.ts'
import { type FacetName, type FacetValue, MOST_COUNTED, MOST_FACET_VALUES } from '../../domain/search.ts'
import type { MoneySum } from '../../ports/archive.ts'
import { amountOf } from './amount-parts.ts'
import { NO_CURRENCY_TOLD } from './keyword.ts'

/** A shard ends its count there: one more says that there were too many. */
export const COUNTED_A_SHARD = MOST_COUNTED + 1

/**
 * Every value that a shard can meet on its way is brought together with those of the others, so that counts are exact. `map`:
 * few ads are counted, and the values of all are never numbered for it.
 */
const VALUES = {
  shard_size: 2 * COUNTED_A_SHARD,
  execution_hint: 'map',
  order: [{ _count: 'desc' }, { _key: 'asc' }],
} as const

const FIELDS = { source: 'source', format: 'formats', currency: 'currency', payer: 'payer' } as const

const SUMS = {
  terms: { field: 'currency', exclude: [NO_CURRENCY_TOLD], size: COUNTED_A_SHARD, ...VALUES },
  aggs: {
    told: { value_count: { field: 'spend_upper' } },
    lower_high: { sum: { field: 'spend_lower_high' } },
    lower_low: { sum: { field: 'spend_lower_low' } },
    upper_high: { sum: { field: 'spend_upper_high' } },
    upper_low: { sum: { field: 'spend_upper_low' } },
  },
}

/** The aggregations of these facets, and of the sums of money where they are wanted. */
export function aggregations(facets: readonly FacetName[], withSums: boolean): Readonly<Record<string, object>> {
  const all = facets.map((facet) => [facet, facetAggregation(facet)] as const)
  return Object.fromEntries(withSums ? [...all, ['sums', SUMS] as const] : all)
}

/** An ad has one nested document for each place, so that as many are counted as there are ads. */
function facetAggregation(facet: FacetName): object {
  if (facet !== 'country' && facet !== 'region') {
    const exclude = facet === 'currency' ? { exclude: [NO_CURRENCY_TOLD] } : {}
    return { terms: { field: FIELDS[facet], size: MOST_FACET_VALUES, ...exclude, ...VALUES } }
  }
  const values = { terms: { field: 'delivery.place', size: MOST_FACET_VALUES, ...VALUES } }
  const kind = { filter: { term: { 'delivery.kind': facet } }, aggs: { values } }
  return { nested: { path: 'delivery' }, aggs: { kind } }
}

interface Bucket {
  readonly key: string
  readonly doc_count: number
}

interface Sum {
  readonly value: number
}

interface SumBucket extends Bucket {
  readonly told: Sum
  readonly lower_high: Sum
  readonly lower_low: Sum
  readonly upper_high: Sum
  readonly upper_low: Sum
}

interface Values<Each = Bucket> {
  readonly buckets: readonly Each[]
}

export interface Aggregated {
  readonly sums?: Values<SumBucket>
  readonly [facet: string]: Values | { readonly kind: { readonly values: Values } } | undefined
}

export function facetValues(aggregated: Aggregated | undefined, facet: FacetName): FacetValue[] {
  const found = aggregated?.[facet]
  const { buckets } = found === undefined ? { buckets: [] } : 'kind' in found ? found.kind.values : found
  return buckets.map(({ key, doc_count: count }) => ({ value: key, count: atMost(count) }))
}

export function moneySums(aggregated: Aggregated | undefined): MoneySum[] {
  return (aggregated?.sums?.buckets ?? []).map((bucket) => {
    const openTops = bucket.doc_count - bucket.told.value
    return {
      currency: currency(bucket.key),
      ads: atMost(bucket.doc_count),
      openTops: atMost(openTops),
      lower: amountOf(bucket.lower_high.value, bucket.lower_low.value),
      upper: openTops > 0 ? null : amountOf(bucket.upper_high.value, bucket.upper_low.value),
    }
  })
}

/** Several shards may together have counted more, before each came to its end. */
function atMost(count: number): number {
  return Math.min(count, MOST_COUNTED)
}
