import { Problem } from '../../domain/errors.ts'
import { isRanked, onlyFacet, type Position, type SearchQuery } from '../../domain/search.ts'
import type { Archive, Counted, EngineAbsence, SearchResult } from '../../ports/archive.ts'
import type { SearchEngine, SearchPoint } from '../../ports/search-engine.ts'
import type { SearchOutbox } from '../../ports/search-outbox.ts'
import { type Circuit, circuit } from './circuit.ts'

export interface EngineSearchDeps {
  readonly archive: Archive
  readonly engine: Pick<SearchEngine, 'find'>
  readonly outbox: Pick<SearchOutbox, 'point' | 'losePoint'>
  /** Milliseconds. */
  readonly now: () => number
}

/** Searches that wait for either engine at once; who comes later is asked to come again. */
const MOST_AT_ONCE = 16
const BUSY = 'Many searches are under way. Try again in a moment.'

/** The rank of the engine's own order, marked so that no other order is taken for it. */
const RANK_MARK = 'rank'

/**
 * The archive with its searches answered by an outside engine, each at exactly one revision, and by the archive itself where
 * the engine does not answer in time: the engine says which ads, the archive what they say. Everything else, and searches
 * as of a moment, are the archive's own.
 */
export function searchByEngine(deps: EngineSearchDeps): Archive {
  const { archive, now } = deps
  const breaker = circuit(now)
  let inFlight = 0
  return {
    ...archive,
    search: async (query, after, size) => {
      if (inFlight >= MOST_AT_ONCE) throw new Problem('request.busy', BUSY, { retryAfter: 2 })
      inFlight++
      try {
        return await search(deps, breaker, { query, after, size })
      } finally {
        inFlight--
      }
    },
  }
}

interface Asked {
  readonly query: SearchQuery
  readonly after: Position | null
  readonly size: number
}

async function search(deps: EngineSearchDeps, breaker: Circuit, asked: Asked): Promise<SearchResult> {
  const { query, after } = asked
  if (after !== null && isRanked(query) && !isRankOfEngine(after)) return byArchive(deps, asked, 'behind')
  const point = await deps.outbox.point(after?.revision ?? null)
  if (point === null) return byArchive(deps, asked, after === null ? 'building' : 'behind')
  if (breaker.isOpen()) {
    if (breaker.takesProbe()) void byEngine(deps, breaker, asked, point).catch(() => undefined)
    return byArchive(deps, asked, 'unavailable')
  }
  return (await byEngine(deps, breaker, asked, point)) ?? byArchive(deps, asked, 'unavailable')
}

/** Null where the engine does not answer, or names ads that the archive does not hold. */
async function byEngine(
  { archive, engine, outbox }: EngineSearchDeps,
  breaker: Circuit,
  { query, after, size }: Asked,
  point: SearchPoint,
): Promise<SearchResult | null> {
  const { revision } = point
  try {
    const stemsOf = await archive.stemsOf(query.terms)
    const answer = await engine.find(query, { after: after === null ? null : unmarked(after), size, stemsOf }, point)
    const ids = answer.hits.map(({ id }) => id)
    const { hits, last, stemOf, everything } = await archive.shown({ query, revision, ids })
    const found = countedOf(query, answer.counted, everything)
    if (hits.length < ids.length || found === null) {
      throw new Problem('search.unavailable', `The index is not as the archive was at revision ${revision}.`)
    }
    breaker.succeeded()
    const rank = answer.hits.at(-1)?.rank ?? null
    const keys = rank === null ? (last?.keys ?? []) : [RANK_MARK, rank]
    const next = answer.hasMore && last !== null ? { revision, sort: query.sort, keys, id: last.id } : null
    return { ...found, revision, hits, next, stemOf, engine: 'elasticsearch', absence: null, isRestarted: false }
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.code !== 'search.unavailable') throw problem
    breaker.failed()
    if (problem.details['pointLost'] === true) await outbox.losePoint(point.pit)
    return null
  }
}

/** Of everything the archive knows exact totals, of which the engine counts to its bound. */
function countedOf({ filters }: SearchQuery, counted: Counted | null, everything: Counted | null): Counted | null {
  const facet = onlyFacet(filters)
  if (counted === null || everything === null || facet === null) return counted ?? everything
  return { ...counted, facets: { ...counted.facets, [facet]: everything.facets[facet] } }
}

async function byArchive(
  { archive }: EngineSearchDeps,
  { query, after, size }: Asked,
  absence: EngineAbsence,
): Promise<SearchResult> {
  const isRestarted = after !== null && isRankOfEngine(after)
  const result = await archive.search(query, isRestarted ? null : after, size)
  return { ...result, absence, isRestarted }
}

function isRankOfEngine({ sort, keys }: Position): boolean {
  return sort === 'relevance' && keys[0] === RANK_MARK
}

function unmarked(after: Position): Pick<Position, 'keys' | 'id'> {
  return isRankOfEngine(after) ? { keys: after.keys.slice(1), id: after.id } : after
}
