import type { Window } from '../../../domain/spending.ts'
import { type At, kept } from '../as-of.ts'
import { isEver, spendCells } from './spend-cells.ts'

/** As the index of migration 0003 has it. */
const LONG_DAYS = 60

/** Written out wherever they are asked for: the planner sees the days, and with them how many rows there will be. */
const FIRST_DAY = "coalesce($3::date, '-infinity')"
const LAST_DAY = "coalesce($4::date, 'infinity')"

/**
 * Strict bounds of every advertiser in a window and place, as `domain/spend-bounds.ts` defines them; a property test
 * holds the two to each other. Parameters: $1 place, $2 currency, $3 and $4 first and last day, $5 platform or null,
 * $6 platforms whose files hold every ad, $7 to $9 the periods inside (source, from, to), $10 to $12 those covering,
 * $13 and $14 the earliest and the latest end of a period among these, $15 the places whose statements count: everywhere,
 * any country's do, but they bound the world from above only where the country is the advertiser's only one.
 */
export function advertiserBounds(window: Window, at: At): string {
  return boundsSql({ window, at, whose: () => 'true' })
}

/** The same over the rows of one advertiser, $16: both pages show the same figures. */
export function ownBounds(window: Window, at: At): string {
  return boundsSql({ window, at, whose: (table) => `${table}.advertiser_id = $16` })
}

interface Asked {
  readonly window: Window
  readonly at: At
  /** Whose rows of a table are read: a condition. */
  readonly whose: (table: string) => string
}

function boundsSql(asked: Asked): string {
  return `
WITH by_ads AS (
  SELECT spend.advertiser_id, sum(spend.ads) AS ads,
    coalesce(sum(spend.lower_minor) FILTER (
      WHERE spend.is_whole AND spend.starts_on >= ${FIRST_DAY} AND spend.ends_on <= ${LAST_DAY}), 0) AS lower,
    CASE WHEN sum(spend.open_tops) = 0 THEN sum(spend.upper_minor) END AS upper,
    coalesce(sum(spend.upper_minor) FILTER (WHERE NOT spend.is_whole), 0) AS undivided,
    max(spend.ends_on) AS last_day
  FROM (${touching(asked)}) spend
  GROUP BY spend.advertiser_id
), to_date AS (
  SELECT here.advertiser_id, here.source,
    sum(here.floor_minor) FILTER (WHERE ${FIRST_DAY} = '-infinity' AND here.to_day <= ${LAST_DAY}) AS lower,
    CASE WHEN bool_and(here.ceiling_minor IS NOT NULL AND (${LAST_DAY} = 'infinity' OR here.to_day >= ${LAST_DAY}))
      THEN sum(here.ceiling_minor) END AS upper,
    min(here.to_day) AS up_to
  FROM (${toDate(asked)}) here
  GROUP BY 1, 2
), chosen AS MATERIALIZED (
  -- So made, workers cannot read it: those who would scan statements for the join take longer than one process does.
  SELECT period.source, period.from_day, period.to_day, bool_or(period.is_inside) AS is_inside,
    bool_or(NOT period.is_inside) AS is_covering
  FROM (
    SELECT *, true FROM unnest($7::text[], $8::date[], $9::date[])
    UNION ALL SELECT *, false FROM unnest($10::text[], $11::date[], $12::date[])
  ) period (source, from_day, to_day, is_inside)
  GROUP BY 1, 2, 3
), dated AS (
  -- The join is a left one for the planner's sake, which else takes many rows for five. What is not chosen adds nothing.
  SELECT here.advertiser_id, here.source, sum(here.floor_minor) FILTER (WHERE chosen.is_inside) AS lower,
    CASE WHEN bool_and(here.ceiling_minor IS NOT NULL) FILTER (WHERE chosen.is_covering)
      THEN sum(here.ceiling_minor) FILTER (WHERE chosen.is_covering) END AS upper,
    max(here.to_day) FILTER (WHERE chosen.is_inside) AS last_inside,
    max(here.to_day) FILTER (WHERE chosen.is_covering) AS up_to
  FROM (${ofPeriods(asked)}) here
  LEFT JOIN chosen ON chosen.source = here.source AND chosen.from_day = here.from_day AND chosen.to_day = here.to_day
  GROUP BY 1, 2
)${TOGETHER}`
}

const TOGETHER = `, stated AS (
  -- What is stated up to a day bounds nothing that ran after it.
  SELECT said.advertiser_id, coalesce(max(said.lower), 0) AS lower, min(said.upper) FILTER (
      WHERE ${LAST_DAY} <> 'infinity'
        OR greatest(coalesce(by_ads.last_day, '-infinity'), coalesce(said.last_inside, '-infinity')) <= said.up_to
    ) AS upper
  FROM (
    SELECT each.advertiser_id, each.lower, each.upper, each.up_to,
      max(each.last_inside) OVER (PARTITION BY each.advertiser_id) AS last_inside
    FROM (
      SELECT to_date.advertiser_id, to_date.lower, to_date.upper, to_date.up_to, NULL::date AS last_inside FROM to_date
      UNION ALL
      SELECT dated.advertiser_id, dated.lower, dated.upper, dated.up_to, dated.last_inside FROM dated
    ) each
  ) said
  LEFT JOIN by_ads ON by_ads.advertiser_id = said.advertiser_id
  WHERE said.lower IS NOT NULL OR said.upper IS NOT NULL
  GROUP BY 1
), witnessed AS (
  SELECT advertiser_id, advertiser.platform, by_ads.ads, by_ads.lower AS ads_lower, by_ads.upper AS ads_upper,
    coalesce(by_ads.undivided, 0) AS ads_undivided, stated.lower AS stated_lower, stated.upper AS stated_upper,
    greatest(coalesce(by_ads.lower, 0), coalesce(stated.lower, 0)) AS lower
  FROM by_ads FULL JOIN stated USING (advertiser_id)
  JOIN advertiser ON advertiser.id = advertiser_id
  WHERE $5::text IS NULL OR advertiser.platform = $5
), bounded AS (
  SELECT witnessed.*,
    CASE
      WHEN witnessed.stated_upper IS NULL OR witnessed.stated_upper < witnessed.lower THEN CASE WHEN witnessed.ads_upper >= witnessed.lower THEN witnessed.ads_upper END
      WHEN witnessed.platform = ANY ($6::text[]) AND witnessed.ads_upper >= witnessed.lower
        THEN least(witnessed.ads_upper, witnessed.stated_upper)
      ELSE witnessed.stated_upper
    END AS upper
  FROM witnessed
)
SELECT bounded.advertiser_id, bounded.platform, bounded.ads, bounded.ads_lower, bounded.ads_upper, bounded.ads_undivided,
  bounded.stated_lower, bounded.stated_upper, bounded.lower, bounded.upper,
  CASE WHEN bounded.upper IS NULL THEN 0 ELSE least(bounded.ads_undivided, bounded.upper - bounded.lower) END AS undivided
FROM bounded`

/**
 * Ads that touch the window. Most run for weeks, so that those that may are found by their first day; the few that run
 * for longer have an index of their own.
 */
function touching({ window, at, whose }: Asked): string {
  const columns = `spend.advertiser_id, spend.is_whole, spend.starts_on, spend.ends_on, spend.ads, spend.lower_minor,
    spend.upper_minor, spend.open_tops`
  const spend = `SELECT ${columns} FROM ${spendCells(window, at)} spend
    WHERE ${whose('spend')} AND spend.place = $1 AND spend.currency = $2`
  if (isEver(window)) return spend
  const days = `spend.starts_on <= ${LAST_DAY} AND spend.ends_on >= ${FIRST_DAY}`
  return `
    ${spend} AND ${days} AND spend.ends_on <= spend.starts_on + ${LONG_DAYS}
      AND spend.starts_on > ${FIRST_DAY} - ${LONG_DAYS + 1} -- ad_spend_by_place
    UNION ALL
    ${spend} AND ${days} AND spend.ends_on > spend.starts_on + ${LONG_DAYS} -- ad_spend_of_long_ads
  `
}

const HELD = 'held.advertiser_id, held.source, held.from_day, held.to_day, held.floor_minor'

/** Statements since ever: spend_statement_to_date. */
function toDate(asked: Asked): string {
  const statements = statementsOf(asked, "held.from_day = '-infinity'")
  return `
  SELECT ${HELD}, CASE WHEN held.place = $1 OR advertiser.only_country = held.place THEN held.ceiling_minor END AS ceiling_minor
  FROM ${kept('spend_statement', asked.at)} held
  JOIN ${kept('advertiser', asked.at)} advertiser ON advertiser.id = held.advertiser_id
  WHERE ${statements} AND held.place = ANY ($15::text[])
  ${withoutPlace(asked, statements)}`
}

/** Statements that end on a day of the chosen periods: spend_statement_by_place. */
function ofPeriods(asked: Asked): string {
  const days = "held.from_day > '-infinity' AND held.to_day >= $13::date AND held.to_day <= $14::date"
  const statements = statementsOf(asked, days)
  return `
  SELECT ${HELD}, CASE WHEN held.place = $1 THEN held.ceiling_minor END AS ceiling_minor
  FROM ${kept('spend_statement', asked.at)} held WHERE ${statements} AND held.place = ANY ($15::text[])
  ${withoutPlace(asked, statements)}`
}

function statementsOf({ whose }: Asked, days: string): string {
  return `${whose('held')} AND held.is_current AND held.subject = 'advertiser' AND held.currency = $2 AND ${days}`
}

/** Those that name no place are about that of advertisers who have only the one. */
function withoutPlace({ at }: Asked, statements: string): string {
  return `UNION ALL
  SELECT ${HELD}, held.ceiling_minor FROM ${kept('spend_statement', at)} held
  JOIN ${kept('advertiser', at)} advertiser ON advertiser.id = held.advertiser_id AND advertiser.only_country = $1
  WHERE ${statements} AND $1 <> '' AND held.place = ''`
}
