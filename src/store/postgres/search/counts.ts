import type { DataSource } from 'typeorm'
import { type FacetName, MOST_COUNTED, MOST_FACET_VALUES } from '../../../domain/search.ts'
import { type At, kept } from '../as-of.ts'
import { queryByIndex } from './by-index.ts'
import { conditions, Parameters, type Wanted } from './conditions.ts'

export interface CountRow {
  readonly kind: FacetName | 'sum' | 'total'
  readonly value: string | null
  readonly count: string
  readonly lower: string | null
  readonly upper: string | null
  readonly open_tops: string | null
}

/** Which values of a row of `base` a facet counts. */
const VALUES: Readonly<Record<FacetName, string>> = {
  source: 'ARRAY[base.source]',
  country: 'base.countries',
  region: 'base.regions',
  format: 'base.formats',
  currency: 'ARRAY[base.currency::text]',
  payer: 'ARRAY[base.disclaimer]',
}

/**
 * Counts from one scan of what matches, in whatever order the server comes upon them: reading more than `MOST_COUNTED` would take
 * a page of a big archive longer than anybody waits. As of a moment, they are those that the archive has had for longest.
 */
export async function scannedCounts(
  dataSource: DataSource,
  wanted: Wanted,
  facets: readonly FacetName[],
): Promise<CountRow[]> {
  const parameters = new Parameters()
  const sql = `
WITH base AS MATERIALIZED (
  SELECT state.source, state.countries, state.regions, state.formats, state.currency, state.disclaimer,
    state.spend_lower_minor, state.spend_upper_minor
  FROM disclosure_state state WHERE ${conditions(wanted, parameters)}
  ${wanted.isLasting ? 'ORDER BY state.disclosure_id' : ''} LIMIT ${MOST_COUNTED + 1}
)
SELECT 'total' AS kind, NULL AS value, count(*) AS count, NULL AS lower, NULL AS upper, NULL::bigint AS open_tops
FROM base
UNION ALL (
  SELECT 'sum', base.currency, count(*), sum(base.spend_lower_minor)::text, sum(base.spend_upper_minor)::text,
    count(*) FILTER (WHERE base.spend_upper_minor IS NULL)
  FROM base WHERE base.currency IS NOT NULL
  GROUP BY base.currency ORDER BY count(*) DESC, base.currency
)
${facets.map(scannedFacet).join('')}`
  return queryByIndex(dataSource, sql, parameters.values)
}

function scannedFacet(facet: FacetName): string {
  return `UNION ALL (
  SELECT '${facet}', item.value, count(*), NULL, NULL, NULL
  FROM base CROSS JOIN LATERAL unnest(${VALUES[facet]}) AS item (value)
  WHERE item.value IS NOT NULL
  GROUP BY item.value ORDER BY count(*) DESC, item.value LIMIT ${MOST_FACET_VALUES}
)
`
}

/** Counts of everything at a revision, from kept totals: as they are, or, where it is not the newest, as they were. */
export async function keptCounts(
  dataSource: DataSource,
  revision: number,
  facets: readonly FacetName[],
): Promise<CountRow[]> {
  const newest: CountRow[] = await dataSource.query(keptSql(facets, null), [revision])
  return newest.length > 0 ? newest : dataSource.query(keptSql(facets, revision), [revision])
}

function keptSql(facets: readonly FacetName[], at: At): string {
  return `
WITH newest AS (SELECT ${at === null ? 'coalesce(max(revision.id), 0) AS id FROM revision' : '$1::bigint AS id'})
SELECT 'total' AS kind, NULL AS value, coalesce(sum(total.ads), 0) AS count, NULL AS lower, NULL AS upper,
  NULL::bigint AS open_tops
FROM newest LEFT JOIN ${kept('facet_total', at)} total ON total.facet = 'source'
WHERE newest.id = $1 GROUP BY newest.id
UNION ALL (
  SELECT 'sum', total.currency, total.ads, total.lower_minor::text, total.upper_minor::text, total.open_tops
  FROM newest CROSS JOIN ${kept('currency_total', at)} total WHERE newest.id = $1
  ORDER BY total.ads DESC, total.currency
)
${facets.map((facet) => keptFacet(facet, at)).join('')}`
}

function keptFacet(facet: FacetName, at: At): string {
  return `UNION ALL (
  SELECT '${facet}', total.value, total.ads, NULL, NULL, NULL
  FROM newest JOIN ${kept('facet_total', at)} total ON total.facet = '${facet}' -- facet_total_most_ads
  WHERE newest.id = $1 ORDER BY total.ads DESC, total.value LIMIT ${MOST_FACET_VALUES}
)
`
}
