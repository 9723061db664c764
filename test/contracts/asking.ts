import type { Position, SearchFilters, SearchQuery, Sort } from '../../src/domain/search.ts'
import { parseSearchTerms, type SearchTerms } from '../../src/domain/search-terms.ts'
import type { Archive, SearchResult } from '../../src/ports/archive.ts'
import type { TestArchive } from '../support/archive.ts'

/** An archive of its own whose searches one engine answers. */
export interface UnderTest {
  readonly opened: TestArchive
  readonly archive: Archive
  /** After it, all that was loaded can be found. */
  readonly catchUp: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface EngineUnderTest {
  readonly name: SearchResult['engine']
  readonly open: () => Promise<UnderTest>
}

export interface Asked {
  readonly filters?: SearchFilters
  readonly sort?: Sort
  readonly after?: Position | null
  readonly size?: number
}

/** How the tests of a suite ask the archive that it filled. */
export interface Asking {
  readonly opened: () => TestArchive
  readonly catchUp: () => Promise<void>
  /** As a person types it: a page, which the engine itself must have found. */
  readonly search: (text: string, asked?: Asked) => Promise<SearchResult>
  /** The sources' own ids of what is found, by id. */
  readonly adIds: (text: string, asked?: Asked) => Promise<string[]>
  /** The archive's ids page by page, with the totals that the pages told. */
  readonly walk: (text: string, asked: Asked, between?: () => Promise<void>) => Promise<Walk>
}

export interface Walk {
  readonly ids: readonly string[]
  readonly totals: ReadonlySet<number>
  readonly pages: number
}

/** To be called in a `describe`: opens an archive for its tests, fills it and closes it. */
export function asking(engine: EngineUnderTest, fill: (opened: TestArchive) => Promise<unknown>): Asking {
  let under: UnderTest
  beforeAll(async () => {
    under = await engine.open()
    await fill(under.opened)
    await under.catchUp()
  }, 240_000)
  afterAll(() => under.close())

  const search: Asking['search'] = async (text, { filters = {}, sort = 'newest', after = null, size = 200 } = {}) => {
    const result = await under.archive.search(query(text, filters, sort), after, size)
    // Else an engine that does not answer would pass for the archive that answers in its place.
    expect([result.engine, result.absence]).toEqual([engine.name, null])
    return result
  }
  return {
    opened: () => under.opened,
    catchUp: () => under.catchUp(),
    search,
    adIds: async (text, asked) => (await search(text, asked)).hits.map(({ adId }) => adId).sort(),
    walk: (text, asked, between) => walk((after) => search(text, { ...asked, after }), between),
  }
}

export function query(text: string, filters: SearchFilters = {}, sort: Sort = 'newest'): SearchQuery {
  return { terms: terms(text), filters, sort }
}

export function terms(text: string): SearchTerms {
  const parsed = parseSearchTerms(text)
  if ('refusal' in parsed) throw new Error(parsed.refusal)
  return parsed
}

async function walk(
  page: (after: Position | null) => Promise<SearchResult>,
  between: () => Promise<void> = async () => undefined,
): Promise<Walk> {
  const ids: string[] = []
  const totals = new Set<number>()
  let pages = 0
  let after: Position | null = null
  do {
    const { hits, total, next } = await page(after)
    ids.push(...hits.map(({ id }) => id))
    totals.add(total)
    pages++
    after = next
    await between()
  } while (after !== null)
  return { ids, totals, pages }
}
