import type { DataSource } from 'typeorm'
import { currency } from '../../../domain/money.ts'
import { FACETS, type FacetName, type FacetValue, type SearchQuery } from '../../../domain/search.ts'
import type { MoneySum } from '../../../ports/archive.ts'
import { facetConditions, otherConditions, Parameters, visibleAt } from './conditions.ts'

export interface Overview {
  readonly total: number
  readonly sums: readonly MoneySum[]
  readonly facets: Readonly<Record<FacetName, readonly FacetValue[]>>
}

/** Values shown of a facet; the rest is found by search. */
const MOST_VALUES = 30

/** Which values of a row of \`base\` a facet counts. */
const VALUES: Readonly<Record<FacetName, string>> = {
  source: 'ARRAY[base.source]',
  country: 'base.countries',
  region: 'base.regions',
  format: 'base.formats',
  currency: 'ARRAY[base.currency::text]',
  payer: 'ARRAY[base.disclaimer]',
}

interface OverviewRow {
  readonly kind: FacetName | 'sum' | 'total'
  readonly value: string | null
  readonly count: string
  readonly lower: string | null
  readonly upper: string | null
  readonly open_tops: string | null
}

/**
 * Totals, sums and facet counts of a query, exact: from one scan of its matches, or, where everything matches, from the
 * totals that loads keep.
 */
export async function overview(
  dataSource: DataSource,
  query: SearchQuery,
  revision: number,
  tsquery: string | null,
): Promise<Overview> {
  const isEverything = tsquery === null && Object.keys(query.filters).length === 0
  const kept: OverviewRow[] = isEverything ? await dataSource.query(KEPT, [revision]) : []
  return asOverview(kept.length > 0 ? kept : await scan(dataSource, query, revision, tsquery))
}

async function scan(
  dataSource: DataSource,
  query: SearchQuery,
  revision: number,
  tsquery: string | null,
): Promise<OverviewRow[]> {
  const parameters = new Parameters()
  const conditions = [visibleAt(parameters, revision), ...otherConditions(query.filters, parameters)]
  if (tsquery !== null) conditions.push(`state.search @@ ${parameters.add(tsquery)}::tsquery`)
  const flags = facetConditions(query.filters, parameters)
  return dataSource.query(statement(conditions, flags), parameters.values)
}

function asOverview(rows: readonly OverviewRow[]): Overview {
  return {
    total: Number(rows.find(({ kind }) => kind === 'total')?.count ?? 0),
    sums: rows.filter(({ kind }) => kind === 'sum').map(moneySum),
    facets: Object.fromEntries(
      FACETS.map((facet) => [
        facet,
        rows
          .filter(({ kind }) => kind === facet)
          .map(({ value, count }) => ({ value: value ?? '', count: Number(count) })),
      ]),
    ) as Record<FacetName, FacetValue[]>,
  }
}

/** Nothing, when a load has made a newer revision meanwhile: the scan then counts the one asked for. */
const KEPT = `
WITH newest AS (SELECT coalesce(max(revision.id), 0) AS id FROM revision)
SELECT 'total' AS kind, NULL AS value, coalesce(sum(total.ads), 0) AS count, NULL AS lower, NULL AS upper,
  NULL::bigint AS open_tops
FROM newest LEFT JOIN facet_total total ON total.facet = 'source'
WHERE newest.id = $1 GROUP BY newest.id
UNION ALL (
  SELECT 'sum', total.currency, total.ads, total.lower_minor::text, total.upper_minor::text, total.open_tops
  FROM newest CROSS JOIN currency_total total WHERE newest.id = $1
  ORDER BY total.ads DESC, total.currency
)
${FACETS.map(keptFacet).join('')}`

function keptFacet(facet: FacetName): string {
  return `UNION ALL (
  SELECT '${facet}', total.value, total.ads, NULL, NULL, NULL
  FROM newest JOIN facet_total total ON total.facet = '${facet}' -- facet_total_most_ads
  WHERE newest.id = $1 ORDER BY total.ads DESC, total.value LIMIT ${MOST_VALUES}
)
`
}

function statement(conditions: readonly string[], flags: Readonly<Record<FacetName, string>>): string {
  const flagged = FACETS.map((facet) => `${flags[facet]} AS in_${facet}`).join(', ')
  const all = FACETS.map((facet) => `base.in_${facet}`).join(' AND ')
  // A row that fails two facets' filters counts for none.
  const near = FACETS.map((facet) => `(${flags[facet]})::int`).join(' + ')
  return `
WITH base AS MATERIALIZED (
  SELECT state.source, state.countries, state.regions, state.formats, state.currency, state.disclaimer,
    state.spend_lower_minor, state.spend_upper_minor, ${flagged}
  FROM disclosure_state state
  WHERE ${conditions.join(' AND ')} AND ${near} >= ${FACETS.length - 1}
)
SELECT 'total' AS kind, NULL AS value, count(*) AS count, NULL AS lower, NULL AS upper, NULL::bigint AS open_tops
FROM base WHERE ${all}
UNION ALL (
  SELECT 'sum', base.currency, count(*), sum(base.spend_lower_minor)::text, sum(base.spend_upper_minor)::text,
    count(*) FILTER (WHERE base.spend_upper_minor IS NULL)
  FROM base WHERE ${all} AND base.currency IS NOT NULL
  GROUP BY base.currency ORDER BY count(*) DESC, base.currency
)
${FACETS.map(facetStatement).join('')}`
}

function facetStatement(facet: FacetName): string {
  const others = FACETS.filter((other) => other !== facet).map((other) => `base.in_${other}`)
  return `UNION ALL (
  SELECT '${facet}', item.value, count(*), NULL, NULL, NULL
  FROM base CROSS JOIN LATERAL unnest(${VALUES[facet]}) AS item (value)
  WHERE ${others.join(' AND ')} AND item.value IS NOT NULL
  GROUP BY item.value ORDER BY count(*) DESC, item.value LIMIT ${MOST_VALUES}
)
`
}

function moneySum(row: OverviewRow): MoneySum {
  const openTops = Number(row.open_tops ?? 0)
  return {
    currency: currency(row.value ?? ''),
    ads: Number(row.count),
    openTops,
    lower: BigInt(row.lower ?? 0),
    upper: openTops > 0 ? null : BigInt(row.upper ?? 0),
  }
}
