import type { DataSource } from 'typeorm'
import type { RegionCode } from '../../../domain/place.ts'
import type { SpendingQuery, Window } from '../../../domain/spending.ts'
import type { RegionalSpending } from '../../../ports/spending.ts'
import { type At, kept } from '../as-of.ts'
import { touching } from './bounds-sql.ts'
import { amount, amountOrNull } from './rows.ts'
import { spendCells } from './spend-cells.ts'
import { STATEMENT_COLUMNS, type StatementRow, statementRecord, statementView } from './statements.ts'

interface RegionRow {
  readonly region: string | null
  readonly ads: string
  readonly lower: string | null
  readonly upper: string | null
  readonly undivided: string | null
}

const FIRST_DAY = "coalesce($3::date, '-infinity')"
const LAST_DAY = "coalesce($4::date, 'infinity')"

/**
 * The country's own sum and those of its regions, from what ads cost: an ad belongs to a region when it names no other.
 * Every ad of a region is one of the country's, so that what is left is no less than zero.
 */
const regionsSql = ({ platform, ...window }: SpendingWindow, at: At) => `
SELECT nullif(spend.place, $1) AS region, sum(spend.ads) AS ads,
  sum(spend.lower_minor) FILTER (
    WHERE spend.is_whole AND spend.starts_on >= ${FIRST_DAY} AND spend.ends_on <= ${LAST_DAY}) AS lower,
  CASE WHEN sum(spend.open_tops) = 0 THEN sum(spend.upper_minor) END AS upper,
  sum(spend.upper_minor) FILTER (WHERE NOT spend.is_whole) AS undivided
FROM (
  SELECT $1 AS place, ${CELL} FROM (${touching({ window, at, whose: () => 'true' })}) spend
  UNION ALL
  SELECT spend.place, ${CELL} FROM ${spendCells(window, at)} spend -- ad_spend_of_whole_regions
  WHERE spend.is_whole AND length(spend.place) > 2 AND spend.place > $1 || '-' AND spend.place < $1 || '.'
    AND spend.currency = $2 AND spend.starts_on <= ${LAST_DAY} AND spend.ends_on >= ${FIRST_DAY}
) spend
${platform === null ? 'WHERE $5::text IS NULL' : 'JOIN advertiser ON advertiser.id = spend.advertiser_id AND advertiser.platform = $5'}
GROUP BY spend.place`

type SpendingWindow = Window & Pick<SpendingQuery, 'platform'>

const CELL = `spend.advertiser_id, spend.is_whole, spend.starts_on, spend.ends_on, spend.ads, spend.lower_minor,
    spend.upper_minor, spend.open_tops`

/** What sources state of the country's regions over all advertisers, the newest period of each. */
const statedSql = (at: At) => `
SELECT ${STATEMENT_COLUMNS}
FROM ${kept('spend_statement', at)} held -- spend_statement_of_others
${statementRecord(at)}
WHERE held.is_current AND held.subject = 'place' AND held.currency = $2
  AND (held.place = $1 OR (held.place > $1 || '-' AND held.place < $1 || '.'))
  AND ($3::date IS NULL OR held.to_day >= $3) AND ($4::date IS NULL OR held.to_day <= $4)
ORDER BY held.to_day DESC, held.lower_minor DESC, held.id LIMIT 200`

export async function regional(
  dataSource: DataSource,
  query: Omit<SpendingQuery, 'by'>,
  at: At,
): Promise<RegionalSpending> {
  const { place, currency, from, to, platform } = query
  const [rows, stated]: [RegionRow[], StatementRow[]] = await Promise.all([
    dataSource.query(regionsSql(query, at), [place, currency, from, to, platform]),
    dataSource.query(statedSql(at), [place, currency, from, to]),
  ])
  const whole = rows.find(({ region }) => region === null)
  const national = {
    lower: amount(whole?.lower ?? null),
    upper: whole === undefined ? 0n : amountOrNull(whole.upper),
    undivided: amount(whole?.undivided ?? null),
  }
  const regions = rows.flatMap(({ region, ads, lower, upper }) =>
    region === null
      ? []
      : [{ region: region as RegionCode, ads: Number(ads), lower: amount(lower), upper: amountOrNull(upper) }],
  )
  const ordered = regions.sort((a, b) => Number(b.lower - a.lower) || (a.region < b.region ? -1 : 1))
  return { national, regions: ordered, notRegional: rest(national, regions), stated: stated.map(statementView) }
}

function rest(
  national: { readonly lower: bigint; readonly upper: bigint | null },
  regions: readonly { readonly lower: bigint; readonly upper: bigint | null }[],
): { lower: bigint; upper: bigint | null } {
  const lower = regions.reduce((left, region) => left - region.lower, national.lower)
  const upper = regions.reduce<bigint | null>(
    (left, region) => (left === null || region.upper === null ? null : left - region.upper),
    national.upper,
  )
  return { lower, upper }
}
