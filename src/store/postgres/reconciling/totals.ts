import type { DataSource } from 'typeorm'
import type { ComparedTotal, Totals, TotalsQuery, TotalsSummary } from '../../../ports/reconciling.ts'
import { newestName } from '../advertiser-names-sql.ts'
import { inWords } from '../archive.ts'
import { instantOrNull } from '../rows/held.ts'
import { type ComparedRow, comparedTotal } from './compared-row.ts'

export function postgresTotals(dataSource: DataSource): Totals {
  return {
    summary: (query) => inWords(summary(dataSource, query)),
    disagreeing: (query, most) => inWords(some(dataSource, DISAGREEING, [...parameters(query), most])),
    otherCurrency: (query, most) => inWords(some(dataSource, OTHER_CURRENCY, [...parameters(query), most])),
    all: (query) => inWords(all(dataSource, query)),
  }
}

function parameters({ source, country, from, to }: TotalsQuery): unknown[] {
  return [source, country, from, to]
}

const ASKED = `($1::text IS NULL OR $1 IN (found.source, found.ads_source))
  AND ($2::text IS NULL OR coalesce(found.country, '') = $2)
  AND ($3::date IS NULL OR found.to_day >= $3) AND ($4::date IS NULL OR found.from_day <= $4)`

/** The ones of advertisers are counted in their slices; of currencies there is a row each. */
const SUMMARY = `
SELECT slice.*, (SELECT max(found.reconciled_at) FROM reconciled found WHERE found.advertiser_id IS NULL) AS compared_at, (
    SELECT count(*)::int FROM reconciled found -- reconciled_currencies
    WHERE found.kind = 'currency' AND ${ASKED}
  ) AS other_currency
FROM (
  SELECT count(*)::int AS slices, count(*) FILTER (WHERE found.wrong <> '{}')::int AS incomplete,
    coalesce(sum(found.differing), 0)::int AS differing
  FROM reconciled found -- reconciled_slices
  WHERE found.advertiser_id IS NULL AND ${ASKED}
) slice`

async function summary(dataSource: DataSource, query: TotalsQuery): Promise<TotalsSummary> {
  const [row] = await dataSource.query(SUMMARY, parameters(query))
  const { compared_at, slices, incomplete, differing, other_currency } = row
  return { comparedAt: instantOrNull(compared_at), slices, incomplete, differing, otherCurrency: other_currency }
}

const columns = (found: string) => `
SELECT found.id, found.kind, found.source, found.ads_source, found.unit, found.country, found.from_day::text,
  found.to_day::text, advertiser.platform, advertiser.key, found.currency, found.stated_ads, found.held_ads,
  found.stated_lower, found.stated_upper, found.held_lower, found.held_upper, found.compared, found.differing,
  found.is_reported, found.wrong, ${newestName('found.advertiser_id', null)} AS name
FROM (${found}) found LEFT JOIN advertiser ON advertiser.id = found.advertiser_id`

const DISAGREEING = `${columns(`
  SELECT found.* FROM reconciled found -- reconciled_wrong
  WHERE found.wrong <> '{}' AND ${ASKED} ORDER BY found.to_day DESC, found.id LIMIT $5`)}
ORDER BY found.to_day DESC, found.id`

const OTHER_CURRENCY = `${columns(`
  SELECT found.* FROM reconciled found -- reconciled_currencies
  WHERE found.kind = 'currency' AND ${ASKED} ORDER BY found.held_ads DESC, found.id LIMIT $5`)}
ORDER BY found.held_ads DESC, found.id`

async function some(dataSource: DataSource, sql: string, values: readonly unknown[]): Promise<ComparedTotal[]> {
  const rows: ComparedRow[] = await dataSource.query(sql, [...values])
  return rows.map(comparedTotal)
}

const ROWS_AT_ONCE = 1_000

const NEXT = `${columns(`
  SELECT found.* FROM reconciled found -- reconciled_pkey
  WHERE found.id > $5 AND found.id <= $6 AND ${ASKED} ORDER BY found.id LIMIT ${ROWS_AT_ONCE}`)}
ORDER BY found.id`

const COUNT = `SELECT count(*)::int AS total, coalesce(max(found.id), 0)::text AS last FROM reconciled found WHERE ${ASKED}`

/** In the order in which they were made: slices of units and days first. */
async function all(dataSource: DataSource, query: TotalsQuery) {
  const [{ total, last }]: [{ total: number; last: string }] = await dataSource.query(COUNT, parameters(query))
  return { total, rows: each(dataSource, query, last) }
}

/** A comparison that is made meanwhile takes these rows away: the file then says that it was cut short. */
async function* each(dataSource: DataSource, query: TotalsQuery, last: string): AsyncGenerator<ComparedTotal> {
  for (let after = '0'; ; ) {
    const rows: ComparedRow[] = await dataSource.query(NEXT, [...parameters(query), after, last])
    yield* rows.map(comparedTotal)
    after = rows.at(-1)?.id ?? last
    if (rows.length < ROWS_AT_ONCE) return
  }
}
