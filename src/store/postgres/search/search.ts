import type { DataSource } from 'typeorm'
import { type DisclosureFields, toldValue } from '../../../domain/disclosure.ts'
import { Problem } from '../../../domain/errors.ts'
import type { HeldDisclosure } from '../../../domain/held-disclosure.ts'
import { LONGEST_LOOK } from '../../../domain/highlight.ts'
import type { Position, SearchQuery } from '../../../domain/search.ts'
import type { SearchTerms } from '../../../domain/search-terms.ts'
import { words } from '../../../domain/search-text.ts'
import type { SearchResult } from '../../../ports/archive.ts'
import { HELD_COLUMNS, type HeldRow, heldDisclosure, SEEN, STATE_COLUMNS } from '../rows/held.ts'
import { STEM_LANGUAGES } from '../stem-languages.ts'
import { conditions, Parameters } from './conditions.ts'
import { overview } from './overview.ts'
import { sortSql } from './sorts.ts'
import { type Stems, stems, stemsInAllLanguages } from './stems.ts'
import { tsqueryText } from './tsquery.ts'

/** A page of results, all of one revision: that of the position, or the newest. */
export async function search(
  dataSource: DataSource,
  query: SearchQuery,
  after: Position | null,
  size: number,
): Promise<SearchResult> {
  const newest = await newestRevision(dataSource)
  if (after !== null && after.revision > newest) {
    throw new Problem('request.invalid', 'That page is of another archive than this one: start at the first page.')
  }
  const revision = after?.revision ?? newest
  const tsquery = await tsqueryOf(dataSource, query.terms)
  const [counted, rows] = await Promise.all([
    overview(dataSource, { revision, filters: query.filters, tsquery }),
    page(dataSource, query, { revision, tsquery, after, limit: size + 1 }),
  ])
  const shown = rows.slice(0, size)
  const hits = shown.map(heldDisclosure)
  const last = shown.at(-1)
  const isLastPage = rows.length <= size || last === undefined
  return {
    revision,
    ...counted,
    isCapped: false,
    hits,
    next: isLastPage ? null : { revision, sort: query.sort, keys: last.sort_keys, id: last.disclosure_id },
    stemOf: await stemsForHighlights(dataSource, query.terms, hits),
  }
}

export async function newestRevision(dataSource: Pick<DataSource, 'query'>): Promise<number> {
  const [{ id }] = await dataSource.query('SELECT coalesce(max(revision.id), 0) AS id FROM revision')
  return Number(id)
}

export async function tsqueryOf(dataSource: DataSource, terms: SearchTerms): Promise<string | null> {
  const known = await stemsInAllLanguages(dataSource, stemmedWords(terms))
  return tsqueryText(terms, (word) =>
    [...known].map(([language, byWord]) => [language, byWord.get(word) ?? word] as const),
  )
}

type PageRow = HeldRow & { readonly sort_keys: readonly (string | null)[] }

interface PageOptions {
  readonly revision: number
  readonly tsquery: string | null
  readonly after: Position | null
  readonly limit: number | null
}

async function page(dataSource: DataSource, query: SearchQuery, options: PageOptions): Promise<PageRow[]> {
  const { sql, parameters } = pageStatement(query, options)
  return dataSource.query(sql, parameters)
}

export function pageStatement(query: SearchQuery, options: PageOptions): { sql: string; parameters: unknown[] } {
  const parameters = new Parameters()
  const sort = sortSql(query.sort, options.tsquery, options.after, parameters)
  const wanted = { revision: options.revision, filters: query.filters, tsquery: options.tsquery }
  // The page is cut before sightings are looked up.
  const sql = `
SELECT ${HELD_COLUMNS}, state.sort_keys
FROM (
  SELECT ${STATE_COLUMNS}, ${sort.selectKeys},
    row_number() OVER (ORDER BY ${sort.orderBy}) AS place
  FROM disclosure_state state
  WHERE ${conditions(wanted, parameters)} AND ${sort.behind}
  ORDER BY ${sort.orderBy}
  ${options.limit === null ? '' : `LIMIT ${Math.trunc(options.limit)}`}
) state
${SEEN}
ORDER BY state.place`
  return { sql, parameters: parameters.values }
}

function stemmedWords(terms: SearchTerms): string[] {
  return [...terms.include, ...terms.exclude].filter(({ form }) => form === 'stem').flatMap((term) => term.words)
}

/** Our own code marks the matches; of the engine it only wants to know the stems. */
async function stemsForHighlights(
  dataSource: DataSource,
  terms: SearchTerms,
  hits: readonly HeldDisclosure[],
): Promise<SearchResult['stemOf']> {
  const sought = stemmedWords(terms)
  const wordsByLanguage = new Map<string, Set<string>>()
  for (const { searchLanguage, fields } of sought.length === 0 ? [] : hits) {
    if (searchLanguage === null || !STEM_LANGUAGES.has(searchLanguage)) continue
    const known = wordsByLanguage.get(searchLanguage) ?? new Set(sought)
    for (const text of searchedTexts(fields)) for (const word of words(text)) known.add(word.text)
    wordsByLanguage.set(searchLanguage, known)
  }
  const found: Stems = await stems(dataSource, wordsByLanguage)
  return (language, word) => (language === null ? word : (found.get(language)?.get(word) ?? word))
}

function searchedTexts(fields: DisclosureFields): string[] {
  return [
    toldValue(fields.advertiserName) ?? '',
    toldValue(fields.disclaimer) ?? '',
    ...Object.values(toldValue(fields.otherFacts) ?? {}),
    ...(toldValue(fields.texts) ?? []).map(({ text }) => text),
  ].map((text) => text.slice(0, LONGEST_LOOK))
}
