import { type At, kept } from '../as-of.ts'
import { FIRST_DAY, LAST_DAY } from './combined-sql.ts'
import { STATEMENT_COLUMNS, statementRecord } from './statements.ts'

/** Whether a figure is that of all of an account, or of what goes to one sponsor ($5; empty: to none). */
export interface Part {
  readonly at: At
  readonly isWhole: boolean
}

const attributed = ({ at, isWhole }: Part, table: string, key: string) =>
  isWhole
    ? { join: '', condition: 'true' }
    : {
        join: `LEFT JOIN ${kept('mention_sponsor', at)} attributed ON attributed.mention_id = ${table}.mention_id`,
        condition: `coalesce(attributed.sponsor_id, '') = ${key}`,
      }

/** Ads that touch the window, the greatest upper bound first. $1 place, $2 currency, $3 and $4 days, $5 accounts, $6 sponsor, $7 how many. */
export function usedAdsSql(part: Part): string {
  const { join, condition } = attributed(part, 'spend', '$6::text')
  return `
SELECT cell.* FROM (
  SELECT spend.advertiser_id, spend.is_whole, spend.starts_on::text, spend.ends_on::text, sum(spend.ads)::text AS ads,
    sum(spend.lower_minor)::text AS lower,
    CASE WHEN sum(spend.open_tops) = 0 THEN sum(spend.upper_minor)::text END AS upper,
    spend.is_whole AND spend.starts_on >= ${FIRST_DAY} AND spend.ends_on <= ${LAST_DAY} AS is_certain,
    (count(*) OVER (PARTITION BY spend.advertiser_id))::text AS count,
    row_number() OVER (PARTITION BY spend.advertiser_id
      ORDER BY sum(spend.upper_minor) DESC, spend.starts_on DESC, spend.ends_on, spend.is_whole) AS row
  FROM ${kept('ad_spend', part.at)} spend ${join} -- ad_spend_pkey
  WHERE spend.advertiser_id = ANY ($5::bigint[]) AND spend.currency = $2 AND spend.place = $1
    AND spend.starts_on <= ${LAST_DAY} AND spend.ends_on >= ${FIRST_DAY}
    AND ${TAKES_SPONSOR} AND ${condition}
  GROUP BY spend.advertiser_id, spend.is_whole, spend.starts_on, spend.ends_on
) cell WHERE cell.row <= $7 ORDER BY cell.advertiser_id, cell.row`
}

/** Of an account no condition names the sponsor, and a parameter that nothing names has no type. */
const TAKES_SPONSOR = '($6::text IS NULL OR true)'

/**
 * Statements that count, as bounds-sql.ts reads them: $1 to $4 and $7 to $12 are those of the bounds, $5 accounts, $6 sponsor,
 * $13 places whose statements count, $14 how many.
 */
export function usedStatementsSql(part: Part): string {
  const { join, condition } = attributed(part, 'held', '$6::text')
  return `
SELECT ${STATEMENT_COLUMNS}, held.advertiser_id, held.is_inside, held.is_covering, held.floor_minor, held.ceiling_minor,
  held.number::text, held.count, held.tells_disclaimer
FROM (
  SELECT used.*, (count(*) OVER (PARTITION BY used.advertiser_id))::text AS count,
    row_number() OVER (PARTITION BY used.advertiser_id ORDER BY used.number) AS row
  FROM (
    SELECT held.*, ${IS_INSIDE} AS is_inside, ${IS_COVERING} AS is_covering,
      row_number() OVER (PARTITION BY held.advertiser_id
        ORDER BY held.to_day DESC, held.from_day, held.lower_minor DESC, held.id) AS number,
      ${condition} AS is_own
    FROM ${kept('spend_statement', part.at)} held -- spend_statement_by_advertiser
    JOIN ${kept('advertiser', part.at)} advertiser ON advertiser.id = held.advertiser_id ${join}
    WHERE held.advertiser_id = ANY ($5::bigint[]) AND held.currency = $2 AND held.is_current
      AND ${TAKES_SPONSOR}
  ) used
  WHERE used.is_own AND (used.is_inside OR used.is_covering) AND used.subject = 'advertiser'
) held
${statementRecord(part.at)}
WHERE held.row <= $14
ORDER BY held.advertiser_id, held.row`
}

const COUNTS_HERE = `(held.place = ANY ($13::text[]) OR ($1 <> '' AND held.place = '' AND advertiser.only_country = $1))`

/** Of the country that is an account's only one, what is stated bounds the world, too; and the other way round. */
const BOUNDS_HERE = `(held.place = $1 OR ($1 <> '' AND held.place = '' AND advertiser.only_country = $1)
  OR (held.from_day = '-infinity' AND held.place = advertiser.only_country AND $1 = ''))`

const isAmong = (first: number) => `EXISTS (
  SELECT FROM unnest($${first}::text[], $${first + 1}::date[], $${first + 2}::date[]) AS period (source, from_day, to_day)
  WHERE period.source = held.source AND period.from_day = held.from_day AND period.to_day = held.to_day
)`

const IS_INSIDE = `${COUNTS_HERE} AND CASE WHEN held.from_day = '-infinity'
  THEN ${FIRST_DAY} = '-infinity' AND held.to_day <= ${LAST_DAY} ELSE ${isAmong(7)} END`

const IS_COVERING = `${BOUNDS_HERE} AND CASE WHEN held.from_day = '-infinity'
  THEN ${LAST_DAY} = 'infinity' OR held.to_day >= ${LAST_DAY} ELSE ${isAmong(10)} END`
