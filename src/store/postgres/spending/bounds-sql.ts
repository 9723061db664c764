/** As the index of migration 0003 has it. */
const LONG_DAYS = 60

const HELD = 'held.advertiser_id, held.source, held.from_day, held.to_day, held.floor_minor'
const CHOSEN_DAYS = 'unnest($9::date[] || $12::date[]) AS chosen (day)'

/** Of the reports, those since ever and those that end on a day of the chosen periods: an index leads to either. */
const WHICH = [
  "held.from_day = '-infinity'", // spend_statement_to_date
  `held.from_day > '-infinity' AND held.to_day >= (SELECT min(chosen.day) FROM ${CHOSEN_DAYS})
    AND held.to_day <= (SELECT max(chosen.day) FROM ${CHOSEN_DAYS})`, // spend_statement_by_place
]

/**
 * Strict bounds of every advertiser in a window and place, as `domain/spend-bounds.ts` defines them; a property test
 * holds the two to each other. Parameters: $1 place, $2 currency, $3 and $4 first and last day, $5 platform or null,
 * $6 platforms whose files hold every ad, $7 to $9 the periods inside (source, from, to), $10 to $12 those covering.
 */
export const ADVERTISER_BOUNDS = boundsSql((_table) => 'true')

/** The same over the rows of one advertiser, $13: both pages show the same figures. */
export const OWN_BOUNDS = boundsSql((table) => `${table}.advertiser_id = $13`)

function boundsSql(whose: (table: string) => string): string {
  return `
WITH asked AS (
  SELECT coalesce($3::date, '-infinity') AS first_day, coalesce($4::date, 'infinity') AS last_day
), by_ads AS (
  SELECT spend.advertiser_id, sum(spend.ads) AS ads,
    coalesce(sum(spend.lower_minor) FILTER (
      WHERE spend.is_whole AND spend.starts_on >= asked.first_day AND spend.ends_on <= asked.last_day), 0) AS lower,
    CASE WHEN sum(spend.open_tops) = 0 THEN sum(spend.upper_minor) END AS upper,
    coalesce(sum(spend.upper_minor) FILTER (WHERE NOT spend.is_whole), 0) AS undivided,
    max(spend.ends_on) AS last_day
  FROM asked CROSS JOIN LATERAL (${touching(whose)}) spend
  GROUP BY spend.advertiser_id
), here AS (${hereSql(whose)}
), to_date AS (
  SELECT here.advertiser_id, here.source,
    sum(here.floor_minor) FILTER (WHERE asked.first_day = '-infinity' AND here.to_day <= asked.last_day) AS lower,
    CASE WHEN bool_and(here.ceiling_minor IS NOT NULL AND (asked.last_day = 'infinity' OR here.to_day >= asked.last_day))
      THEN sum(here.ceiling_minor) END AS upper,
    min(here.to_day) AS up_to
  FROM here CROSS JOIN asked WHERE here.from_day = '-infinity'
  GROUP BY 1, 2
), inside AS (
  SELECT here.advertiser_id, here.source, sum(here.floor_minor) AS lower, max(here.to_day) AS last_day
  FROM here JOIN unnest($7::text[], $8::date[], $9::date[]) AS period (source, from_day, to_day)
    ON period.source = here.source AND period.from_day = here.from_day AND period.to_day = here.to_day
  GROUP BY 1, 2
), covering AS (
  SELECT here.advertiser_id, here.source,
    CASE WHEN bool_and(here.ceiling_minor IS NOT NULL) THEN sum(here.ceiling_minor) END AS upper, max(here.to_day) AS up_to
  FROM here JOIN unnest($10::text[], $11::date[], $12::date[]) AS period (source, from_day, to_day)
    ON period.source = here.source AND period.from_day = here.from_day AND period.to_day = here.to_day
  GROUP BY 1, 2
), stated AS (
  -- What is stated up to a day bounds nothing that ran after it.
  SELECT said.advertiser_id, coalesce(max(said.lower), 0) AS lower, min(said.upper) FILTER (
      WHERE asked.last_day <> 'infinity'
        OR greatest(coalesce(by_ads.last_day, '-infinity'), coalesce(later.last_day, '-infinity')) <= said.up_to) AS upper
  FROM (
    SELECT to_date.advertiser_id, to_date.lower, to_date.upper, to_date.up_to FROM to_date
    UNION ALL SELECT inside.advertiser_id, inside.lower, NULL, NULL FROM inside
    UNION ALL SELECT covering.advertiser_id, NULL, covering.upper, covering.up_to FROM covering
  ) said
  CROSS JOIN asked
  LEFT JOIN by_ads ON by_ads.advertiser_id = said.advertiser_id
  LEFT JOIN (
    SELECT inside.advertiser_id, max(inside.last_day) AS last_day FROM inside GROUP BY 1
  ) later ON later.advertiser_id = said.advertiser_id
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
}

/**
 * Ads that touch the window. Most run for weeks, so that those that may are found by their first day; the few that run
 * for longer have an index of their own.
 */
function touching(whose: (table: string) => string): string {
  const columns = `spend.advertiser_id, spend.is_whole, spend.starts_on, spend.ends_on, spend.ads, spend.lower_minor,
    spend.upper_minor, spend.open_tops`
  const spend = `SELECT ${columns} FROM ad_spend spend
    WHERE ${whose('spend')} AND spend.place = $1 AND spend.currency = $2 AND spend.starts_on <= asked.last_day
      AND spend.ends_on >= asked.first_day`
  return `
    ${spend} AND spend.ends_on <= spend.starts_on + ${LONG_DAYS} AND spend.starts_on > asked.first_day - ${LONG_DAYS + 1} -- ad_spend_by_place
    UNION ALL
    ${spend} AND spend.ends_on > spend.starts_on + ${LONG_DAYS} -- ad_spend_of_long_ads
  `
}

/** Statements of the place; those without one, of advertisers whose only country it is; everywhere, any country's: they bound the
 * world from above only where it is the advertiser's only one. */
function hereSql(whose: (table: string) => string): string {
  const statements = (which: string) => `${whose('held')} AND held.is_current AND held.subject = 'advertiser'
    AND held.currency = $2 AND ${which}`
  return WHICH.map(
    (which) => `
  SELECT ${HELD}, held.ceiling_minor FROM spend_statement held WHERE ${statements(which)} AND held.place = $1
  UNION ALL
  SELECT ${HELD}, held.ceiling_minor FROM spend_statement held
  JOIN advertiser ON advertiser.id = held.advertiser_id AND advertiser.only_country = $1
  WHERE ${statements(which)} AND $1 <> '' AND held.place = ''
  UNION ALL
  SELECT ${HELD},
    CASE WHEN held.from_day = '-infinity' AND advertiser.only_country = held.place THEN held.ceiling_minor END
  FROM spend_statement held JOIN advertiser ON advertiser.id = held.advertiser_id
  WHERE ${statements(which)} AND $1 = '' AND length(held.place) = 2`,
  ).join('\n  UNION ALL')
}
