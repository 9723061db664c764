import type { DataSource } from 'typeorm'
import { asksForAll, isRanked, onlyFacet } from '../../../domain/search.ts'
import { hasTerms } from '../../../domain/search-terms.ts'
import type { FoundAds, ShownAds } from '../../../ports/archive.ts'
import { wasShown } from '../as-of.ts'
import { HELD_COLUMNS, type HeldRow, heldDisclosure, STATE_COLUMNS, seen } from '../rows/held.ts'
import { Parameters } from './conditions.ts'
import { stemsForHighlights } from './highlight-stems.ts'
import { overview } from './overview.ts'
import { sortSql } from './sorts.ts'

type ShownRow = HeldRow & { readonly sort_keys: readonly (string | null)[] }

/** What an outside engine found, in its order, as the archive held it at that revision. */
export async function shown(dataSource: DataSource, { query, revision, ids }: FoundAds): Promise<ShownAds> {
  const wanted = { revision, isLasting: true, filters: {}, tsquery: null }
  const [rows, everything] = await Promise.all([
    rowsOf(dataSource, { query, revision, ids }),
    isEverythingCounted(query) ? overview(dataSource, wanted) : null,
  ])
  const hits = rows.map(heldDisclosure)
  const last = rows.at(-1)
  return {
    hits,
    last: last === undefined ? null : { keys: isRanked(query) ? [] : last.sort_keys, id: last.disclosure_id },
    everything,
    stemOf: await stemsForHighlights(dataSource, query.terms, hits),
  }
}

/** A facet that is filtered by is counted without its own filter: by itself, over everything. */
function isEverythingCounted(query: FoundAds['query']): boolean {
  return asksForAll(query) || (!hasTerms(query.terms) && onlyFacet(query.filters) !== null)
}

function rowsOf(dataSource: DataSource, { query, revision, ids }: FoundAds): Promise<ShownRow[]> {
  const parameters = new Parameters()
  const { selectKeys } = sortSql(query.sort, null, null, parameters)
  const sql = `
SELECT ${HELD_COLUMNS}, state.sort_keys
FROM (
  SELECT ${STATE_COLUMNS}, ${selectKeys}, found.place
  FROM unnest(${parameters.add(ids)}::bigint[]) WITH ORDINALITY AS found (id, place)
  JOIN disclosure_state state ON state.disclosure_id = found.id AND ${wasShown(revision)}
) state
${seen(revision)}
ORDER BY state.place`
  return dataSource.query(sql, parameters.values)
}
