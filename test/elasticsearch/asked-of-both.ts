import { calendarDate } from '../../src/domain/calendar.ts'
import { Problem } from '../../src/domain/errors.ts'
import { platformId, sourceId } from '../../src/domain/ids.ts'
import { currency } from '../../src/domain/money.ts'
import { countryCode, regionCode } from '../../src/domain/place.ts'
import {
  FACETS,
  type FacetName,
  type Position,
  type SearchFilters,
  type SearchQuery,
  type Sort,
} from '../../src/domain/search.ts'
import type { Archive, SearchResult } from '../../src/ports/archive.ts'
import { query } from '../contracts/asking.ts'

/** The same ads, searched by one engine and by the other. */
export interface Both {
  readonly postgres: Archive
  readonly elasticsearch: Archive
}

export interface Page {
  readonly sort: Sort
  readonly after: Position | null
  readonly size: number
}

type Answers = readonly [SearchResult, SearchResult]

/** Null where PostgreSQL takes longer than a page may. */
async function answers(both: Both, asked: SearchQuery, { after, size }: Page): Promise<Answers | null> {
  const [postgres, elasticsearch] = await Promise.all([
    both.postgres.search(asked, after, size).catch((problem: unknown) => {
      if (problem instanceof Problem && problem.code === 'request.too_slow') return null
      throw problem
    }),
    both.elasticsearch.search(asked, after, size),
  ])
  if (elasticsearch.engine !== 'elasticsearch' || elasticsearch.absence !== null) {
    throw new Error(`Elasticsearch did not answer: ${elasticsearch.absence}`)
  }
  return postgres === null ? null : [postgres, elasticsearch]
}

export interface Compared {
  /** Null: PostgreSQL took too long. */
  readonly total: number | null
  /** What the engines told differently, in words. */
  readonly differences: readonly string[]
}

/** Totals, sums and facets, and so many pages in this order. */
export async function compared(
  both: Both,
  asked: SearchQuery,
  { size, pages }: { readonly size: number; readonly pages: number },
): Promise<Compared> {
  const differences: string[] = []
  let total: number | null = null
  let after: Position | null = null
  for (let number = 1; number <= pages; number++) {
    const found = await answers(both, asked, { sort: asked.sort, after, size })
    if (found === null) return { total, differences }
    const [postgres, elasticsearch] = found
    const [ours, theirs] = found.map(pageOf)
    if (ours !== theirs) differences.push(`page ${number} by ${asked.sort}: ${ours} | ${theirs}`)
    if (number === 1) differences.push(...countedOtherwise(asked, found))
    total = postgres.total
    // A page address of one engine is good for the other.
    after = number % 2 === 1 ? elasticsearch.next : postgres.next
    if (after === null) break
  }
  return { total, differences }
}

function pageOf({ hits, next, revision }: SearchResult): string {
  return JSON.stringify([revision, hits.map(({ id }) => id), next])
}

function countedOtherwise(asked: SearchQuery, [postgres, elasticsearch]: Answers): string[] {
  const found: string[] = []
  const differs = (what: string, ours: unknown, theirs: unknown) => {
    if (written(ours) !== written(theirs)) found.push(`${what}: ${written(ours)} | ${written(theirs)}`)
  }
  differs('total', [postgres.total, postgres.isCapped], [elasticsearch.total, elasticsearch.isCapped])
  // Of more than are counted, each engine counts those that it meets first.
  if (postgres.isCapped) return found
  differs('sums', postgres.sums, elasticsearch.sums)
  for (const facet of FACETS.filter((each) => !isKeptByOne(asked, each, elasticsearch))) {
    differs(facet, postgres.facets[facet], elasticsearch.facets[facet])
  }
  return found
}

/** A facet that is the only filter: PostgreSQL has the totals of everything, the other shows the chosen value alone. */
function isKeptByOne({ terms, filters }: SearchQuery, facet: FacetName, { facets, total }: SearchResult): boolean {
  const isOnly = terms.include.length + terms.exclude.length === 0 && Object.keys(filters).join() === facet
  return isOnly && JSON.stringify(facets[facet]) === JSON.stringify([{ value: filters[facet], count: total }])
}

function written(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner))
}

/** Which share of the first ten by relevance both engines show; null where one finds fewer, or too slowly. */
export async function overlapOfTen(both: Both, asked: SearchQuery): Promise<number | null> {
  const ranked = { ...asked, sort: 'relevance' as const }
  const found = await answers(both, ranked, { sort: 'relevance', after: null, size: 10 })
  if (found === null || found[0].total <= 10) return null
  const [ours, theirs] = found.map(({ hits }) => new Set(hits.map(({ id }) => id)))
  return [...(ours ?? [])].filter((id) => theirs?.has(id)).length / 10
}

/** A line of golden-queries.ts. */
export function goldenQuery(line: string, sort: Sort): SearchQuery {
  const [text = '', filters = ''] = line.split('::')
  const pairs = filters.split(' & ').filter((pair) => pair.trim() !== '')
  const read = pairs.map((pair) => {
    const [name = '', value = ''] = pair.trim().split('=')
    const filter = FILTERS[name]
    if (filter === undefined) throw new Error(`There is no filter “${name}”.`)
    return filter(value)
  })
  return query(text.trim(), Object.assign({}, ...read), sort)
}

const FILTERS: Readonly<Record<string, (value: string) => SearchFilters>> = {
  source: (value) => ({ source: sourceId(value) }),
  country: (value) => ({ country: countryCode(value) }),
  region: (value) => ({ region: regionCode(value) }),
  from: (value) => ({ from: calendarDate(value) }),
  to: (value) => ({ to: calendarDate(value) }),
  format: (value) => ({ format: value as 'image' }),
  currency: (value) => ({ currency: currency(value) }),
  spendAtLeast: (value) => ({ spendAtLeast: BigInt(value) }),
  spendAtMost: (value) => ({ spendAtMost: BigInt(value) }),
  payer: (payer) => ({ payer }),
  advertiser: (advertiser) => ({ advertiser }),
  account: (value) => {
    const [platform = '', key = ''] = value.split('/')
    return { account: { platform: platformId(platform), key } }
  },
  listing: (value) => ({ listing: value as 'missing' }),
  abroad: (value) => ({ abroad: value as 'any' }),
}
