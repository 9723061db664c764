import type { DataSource } from 'typeorm'
import { Problem } from '../../../domain/errors.ts'
import type { Position, SearchQuery, Sort } from '../../../domain/search.ts'
import type { SearchTerms, StemsOf } from '../../../domain/search-terms.ts'
import type { SearchResult } from '../../../ports/archive.ts'
import type { At } from '../as-of.ts'
import { HELD_COLUMNS, type HeldRow, heldDisclosure, STATE_COLUMNS, seen } from '../rows/held.ts'
import { queryByIndex, queryInOrder } from './by-index.ts'
import { conditions, Parameters } from './conditions.ts'
import { expectsMany } from './expects-many.ts'
import { stemmedWords, stemsForHighlights } from './highlight-stems.ts'
import { overview } from './overview.ts'
import { sortSql } from './sorts.ts'
import { stemsInAllLanguages } from './stems.ts'
import { tsqueryText } from './tsquery.ts'

/** A page of results, all of one revision: the one asked for, that of the position, or the newest. */
export async function search(
  dataSource: DataSource,
  query: SearchQuery,
  { after, size, at }: { readonly after: Position | null; readonly size: number; readonly at: At },
): Promise<SearchResult> {
  const revision = at ?? after?.revision ?? (await newestRevision(dataSource))
  if (after !== null) await refuseStrange(dataSource, after, revision)
  const tsquery = await tsqueryOf(dataSource, query.terms)
  const options = { revision, isLasting: at !== null, tsquery, after, limit: size + 1 }
  const { counted, rows } = await countedPage(dataSource, query, options)
  const shown = rows.slice(0, size)
  const hits = shown.map(heldDisclosure)
  const last = shown.at(-1)
  const isLastPage = rows.length <= size || last === undefined
  return {
    revision,
    ...counted,
    hits,
    next: isLastPage ? null : { revision, sort: query.sort, keys: last.sort_keys, id: last.disclosure_id },
    engine: 'postgres',
    absence: null,
    isRestarted: false,
    stemOf: await stemsForHighlights(dataSource, query.terms, hits),
  }
}

async function refuseStrange(dataSource: DataSource, after: Position, revision: number): Promise<void> {
  if (after.revision === revision && revision <= (await newestRevision(dataSource))) return
  throw new Problem('request.invalid', 'That page is of another archive than this one: start at the first page.')
}

export async function newestRevision(dataSource: Pick<DataSource, 'query'>): Promise<number> {
  const [{ id }] = await dataSource.query('SELECT coalesce(max(revision.id), 0) AS id FROM revision')
  return Number(id)
}

export async function tsqueryOf(dataSource: DataSource, terms: SearchTerms): Promise<string | null> {
  return tsqueryText(terms, await taggedStemsOf(dataSource, terms))
}

/** What each word that is sought in any form stems to in every language: `@en:elect`. */
export async function taggedStemsOf(dataSource: DataSource, terms: SearchTerms): Promise<StemsOf> {
  const known = await stemsInAllLanguages(dataSource, stemmedWords(terms))
  return (word) => [...known].map(([language, byWord]) => `@${language}:${byWord.get(word) ?? word}`)
}

type PageRow = HeldRow & { readonly sort_keys: readonly (string | null)[] }

interface PageOptions {
  readonly revision: number
  /** Whether it is asked as of a moment: then nothing may depend on how the server goes about it. */
  readonly isLasting: boolean
  readonly tsquery: string | null
  readonly after: Position | null
  readonly limit: number
  /** Whether no more match than are counted: then all of them are read and sorted, whatever the planner expects. */
  readonly areFew: boolean
}

/** Where words seem to stand in too many ads to be counted, the page is looked for while they are. */
async function countedPage(dataSource: DataSource, query: SearchQuery, options: Omit<PageOptions, 'areFew'>) {
  const { revision, isLasting, tsquery } = options
  const wanted = { revision, isLasting, filters: query.filters, tsquery }
  const mayWalk = options.tsquery !== null && WALKED.has(query.sort)
  const isCommon = mayWalk && (await expectsMany(dataSource, { ...wanted, terms: query.terms }))
  const [counted, early] = await Promise.all([
    overview(dataSource, wanted),
    isCommon ? walkedPage(dataSource, query, options) : null,
  ])
  if (!counted.isCapped) return { counted, rows: await sortedPage(dataSource, query, { ...options, areFew: true }) }
  const walked = isCommon || !WALKED.has(query.sort) ? early : await walkedPage(dataSource, query, options)
  return { counted, rows: walked ?? (await sortedPage(dataSource, query, { ...options, areFew: false })) }
}

function walkedPage(dataSource: DataSource, query: SearchQuery, options: Omit<PageOptions, 'areFew'>) {
  const { sql, parameters } = pageStatement(query, { ...options, areFew: false })
  return queryInOrder<PageRow>(dataSource, sql, parameters)
}

function sortedPage(dataSource: DataSource, query: SearchQuery, options: PageOptions): Promise<PageRow[]> {
  const { sql, parameters } = pageStatement(query, options)
  return queryByIndex(dataSource, sql, parameters)
}

/** Orders that an index has: where many match, a page of them is met soon on its way. */
const WALKED: ReadonlySet<Sort> = new Set(['newest', 'most-spent', 'most-shown', 'relevance'])

export function pageStatement(query: SearchQuery, options: PageOptions): { sql: string; parameters: unknown[] } {
  const parameters = new Parameters()
  const sort = sortSql(query.sort, options.tsquery, options.after, parameters)
  const { revision, isLasting, tsquery } = options
  const wanted = { revision, isLasting, filters: query.filters, tsquery }
  const isEverything = options.tsquery === null && Object.keys(query.filters).length === 0
  const matches = `disclosure_state state WHERE ${conditions(wanted, parameters)}`
  const isRanked = query.sort === 'relevance' && options.tsquery !== null
  const from = options.areFew && !isEverything ? allOf(matches) : isRanked ? newestOf(matches) : `${matches} AND`
  // The page is cut before sightings are looked up.
  const sql = `
SELECT ${HELD_COLUMNS}, state.sort_keys
FROM (
  SELECT ${STATE_COLUMNS}, ${sort.selectKeys},
    row_number() OVER (ORDER BY ${sort.orderBy}) AS place
  FROM ${from} ${sort.behind}
  ORDER BY ${sort.orderBy}
  LIMIT ${Math.trunc(options.limit)}
) state
${seen(revision)}
ORDER BY state.place`
  return { sql, parameters: parameters.values }
}

interface StreamOptions extends Pick<PageOptions, 'revision' | 'tsquery'> {
  readonly at: At
  readonly columns: string
}

/** All rows, in the order of the pages. */
export function streamStatement(
  query: SearchQuery,
  { revision, at, tsquery, columns }: StreamOptions,
): { sql: string; parameters: unknown[] } {
  const parameters = new Parameters()
  const { orderBy } = sortSql(query.sort, tsquery, null, parameters)
  const where = conditions({ revision, isLasting: at !== null, filters: query.filters, tsquery }, parameters)
  const sql = `SELECT ${columns} FROM disclosure_state state ${seen(at)} WHERE ${where} ORDER BY ${orderBy}`
  return { sql, parameters: parameters.values }
}

/** What is shown of an ad, and what it may be sorted by. */
const PAGE_COLUMNS = `${STATE_COLUMNS}, state.starts_on, state.currency, state.spend_lower_minor, state.impressions_lower,
  state.search`

/** A rank is worked out from the words of an ad: where too many match, of so many, the newest ones, on every page. */
export const MOST_RANKED = 2_000

function newestOf(matches: string): string {
  const newest = "COALESCE(state.starts_on, '-infinity'::date) DESC, state.disclosure_id DESC" // disclosure_state_newest
  return `(SELECT ${PAGE_COLUMNS} FROM ${matches} ORDER BY ${newest} LIMIT ${MOST_RANKED}) state WHERE`
}

/** How words and filters go together, the planner cannot know: it would walk a whole index for the few that do. */
function allOf(matches: string): string {
  return `(SELECT ${PAGE_COLUMNS} FROM ${matches} OFFSET 0) state WHERE`
}
