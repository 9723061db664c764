import type { DataSource } from 'typeorm'
import type { SearchQuery } from '../../src/domain/search.ts'
import type { SearchResult } from '../../src/ports/archive.ts'

/** Ads of Snap with a word that each of them has, the most spent first: every change of one moves it. */
export const MOST_SPENT: SearchQuery = {
  terms: { include: [], exclude: [] },
  filters: { source: 'snap' as NonNullable<SearchQuery['filters']['source']> },
  sort: 'most-spent',
}

/** What of an answer is not as the archive was at the revision of that answer, by SQL that is not the product's. */
export async function wrongIn(result: SearchResult, database: DataSource): Promise<string[]> {
  const rows: { ad_id: string; total: number; sum: string }[] = await database.query(
    `SELECT ad_id, count(*) OVER ()::int AS total, sum(spend_lower_minor) OVER () AS sum FROM disclosure_state
     WHERE source = 'snap' AND from_revision <= $1 AND coalesce(to_revision > $1, true)
     ORDER BY spend_lower_minor DESC, disclosure_id LIMIT $2`,
    [result.revision, result.hits.length],
  )
  const wrong: string[] = []
  if (result.engine !== 'elasticsearch') wrong.push(`answered by ${result.engine}: ${result.absence}`)
  if (result.total !== (rows[0]?.total ?? 0)) wrong.push(`${result.total} in all, not ${rows[0]?.total}`)
  if (String(result.sums[0]?.lower) !== rows[0]?.sum) wrong.push(`sum ${result.sums[0]?.lower}, not ${rows[0]?.sum}`)
  const [got, wanted] = [result.hits.map(({ adId }) => adId).join(), rows.map((row) => row.ad_id).join()]
  if (got !== wanted) wrong.push(`${got} instead of ${wanted}`)
  return wrong
}
