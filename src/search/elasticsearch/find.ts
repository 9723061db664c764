import {
  asksForAll,
  FACETS,
  type FacetName,
  type FacetValue,
  isRanked,
  MOST_COUNTED,
  type SearchQuery,
} from '../../domain/search.ts'
import type { StemsOf } from '../../domain/search-terms.ts'
import type { Counted } from '../../ports/archive.ts'
import type { EngineAnswer, EngineHit, EnginePage, SearchPoint } from '../../ports/search-engine.ts'
import type { Server } from './client.ts'
import { type Aggregated, aggregations, COUNTED_A_SHARD, facetValues, moneySums } from './counts.ts'
import { refusal, unavailable } from './failure.ts'
import { matching } from './query.ts'
import { sorted } from './sorts.ts'

/** Of the time that a page may take, this is for the way there and back. */
const TRAVEL_MS = 300

interface Found {
  readonly hits: {
    readonly total?: { readonly value: number }
    readonly hits: readonly { readonly _id: string; readonly sort: readonly unknown[] }[]
  }
  readonly aggregations?: Aggregated
}

/** The page and its counts, of one point in time and in one request. */
export async function find(
  server: Server,
  asked: { readonly query: SearchQuery; readonly page: EnginePage; readonly point: SearchPoint },
  ms: number,
): Promise<EngineAnswer> {
  const { page, point } = asked
  const { stemsOf } = page
  const query = withoutRank(asked.query)
  const filtered = FACETS.filter((facet) => query.filters[facet] !== undefined)
  const counts = asksForAll(query)
    ? []
    : [
        countSearch(query, stemsOf, { facets: others(filtered), withSums: true }),
        ...filtered.map(ownSearch(query, stemsOf)),
      ]
  const searches = [pageSearch(query, page), ...counts]
  const [found, main, ...own] = await searched(server, point.pit, searches, ms)
  if (found === undefined) throw strange()
  const hits = found.hits.hits.map(({ _id, sort }): EngineHit => ({ id: _id, rank: rankOf(query, sort) }))
  return {
    hits: hits.slice(0, page.size),
    hasMore: hits.length > page.size,
    counted: main === undefined ? null : counted(query, found, { main, own, filtered }),
  }
}

function withoutRank(query: SearchQuery): SearchQuery {
  return query.sort === 'relevance' && !isRanked(query) ? { ...query, sort: 'newest' } : query
}

function rankOf({ sort }: SearchQuery, values: readonly unknown[]): string | null {
  return sort === 'relevance' ? String(values[0]) : null
}

function pageSearch(query: SearchQuery, { after, size, stemsOf }: EnginePage): object {
  return {
    query: matching(query, stemsOf, query.sort === 'relevance'),
    size: size + 1,
    _source: false,
    track_total_hits: asksForAll(query) ? false : MOST_COUNTED + 1,
    ...sorted(query.sort, after),
  }
}

function countSearch(
  query: SearchQuery,
  stemsOf: StemsOf,
  { facets, withSums }: { readonly facets: readonly FacetName[]; readonly withSums: boolean },
): object {
  return {
    query: matching(query, stemsOf, false),
    size: 0,
    track_total_hits: true,
    terminate_after: COUNTED_A_SHARD,
    aggs: aggregations(facets, withSums),
  }
}

/** A facet that is filtered by is counted without its own filter. */
function ownSearch({ filters, ...query }: SearchQuery, stemsOf: StemsOf) {
  return (facet: FacetName): object => {
    const { [facet]: _, ...rest } = filters
    return countSearch({ ...query, filters: rest }, stemsOf, { facets: [facet], withSums: false })
  }
}

function others(filtered: readonly FacetName[]): FacetName[] {
  return FACETS.filter((facet) => !filtered.includes(facet))
}

interface Counts {
  readonly main: Found
  readonly own: readonly Found[]
  /** The facets of `own`, in its order. */
  readonly filtered: readonly FacetName[]
}

function counted({ filters }: SearchQuery, page: Found, { main, own, filtered }: Counts): Counted {
  const matches = totalOf(page)
  const total = Math.min(matches, MOST_COUNTED)
  const valuesOf = (facet: FacetName): FacetValue[] => {
    const ours = own[filtered.indexOf(facet)]
    if (ours === undefined) return facetValues(main.aggregations, facet)
    if (totalOf(ours) <= MOST_COUNTED) return facetValues(ours.aggregations, facet)
    return [{ value: filters[facet] ?? '', count: total }]
  }
  return {
    total,
    isCapped: matches > MOST_COUNTED,
    sums: moneySums(main.aggregations),
    facets: {
      source: valuesOf('source'),
      country: valuesOf('country'),
      region: valuesOf('region'),
      format: valuesOf('format'),
      currency: valuesOf('currency'),
      payer: valuesOf('payer'),
    },
  }
}

function totalOf({ hits }: Found): number {
  if (hits.total === undefined) throw strange()
  return hits.total.value
}

interface Answers {
  readonly responses?: readonly (Partial<Found> & {
    readonly status?: number
    readonly error?: unknown
    readonly timed_out?: boolean
    readonly _shards?: { readonly failed: number }
  })[]
}

/** All of them or none: a part would pass for the whole. */
async function searched(server: Server, pit: string, searches: readonly object[], ms: number): Promise<Found[]> {
  const common = { pit: { id: pit }, timeout: `${Math.max(ms - TRAVEL_MS, 1)}ms` }
  const lines = searches.flatMap((search) => [{ allow_partial_search_results: false }, { ...common, ...search }])
  const { responses } = await server<Answers>({
    method: 'POST',
    path: '/_msearch',
    lines: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  })
  if (responses?.length !== searches.length) throw strange()
  return responses.map(({ status, error, hits, aggregations, ...how }) => {
    if (error !== undefined) throw refusal(status ?? 0, error)
    if (how.timed_out !== false) throw unavailable('does not find everything in time')
    if (how._shards?.failed !== 0) throw unavailable('could not search every part of the index')
    if (hits === undefined) throw strange()
    return { hits, ...(aggregations === undefined ? {} : { aggregations }) }
  })
}

function strange() {
  return unavailable('answers something else than was asked')
}
