import type { DataSource } from 'typeorm'
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
  const isEverything = query.terms.include.length + query.terms.exclude.length + Object.keys(query.filters).length === 0
  const wanted = { revision, isLasting: true, filters: query.filters, tsquery: null }
  const [rows, counted] = await Promise.all([
    rowsOf(dataSource, { query, revision, ids }),
    isEverything ? overview(dataSource, wanted) : null,
  ])
  const hits = rows.map(heldDisclosure)
  const isRanked = query.sort === 'relevance' && query.terms.include.length + query.terms.exclude.length > 0
  const last = rows.at(-1)
  return {
    hits,
    last: last === undefined ? null : { keys: isRanked ? [] : last.sort_keys, id: last.disclosure_id },
    counted,
    stemOf: await stemsForHighlights(dataSource, query.terms, hits),
  }
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
