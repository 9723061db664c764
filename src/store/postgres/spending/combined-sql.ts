import type { SpendingBy } from '../../../domain/spending.ts'

/** Written out wherever they are asked for: the planner sees the days, and with them how many rows there will be. */
export const FIRST_DAY = "coalesce($3::date, '-infinity')"
export const LAST_DAY = "coalesce($4::date, 'infinity')"

/**
 * Puts the witnesses of each unit together, as `combinedBounds` of the domain does: from `by_ads`, `to_date` and `dated`
 * of bounds-sql.ts to a row for each.
 */
export function together({ by, isMixed }: { readonly by: SpendingBy; readonly isMixed?: true }): string {
  const keys = ['advertiser_id', ...(by === 'sponsor' ? ['sponsor'] : []), ...(isMixed ? ['currency'] : [])]
  const of = (table: string) => keys.map((key) => `${table}.${key}`).join(', ')
  return `stated AS (
  -- What is stated up to a day bounds nothing that ran after it.
  SELECT ${of('said')}, coalesce(max(said.lower), 0) AS lower, min(said.upper) FILTER (
      WHERE ${LAST_DAY} <> 'infinity'
        OR greatest(coalesce(by_ads.last_day, '-infinity'), coalesce(said.last_inside, '-infinity')) <= said.up_to
    ) AS upper
  FROM (
    SELECT ${of('each')}, each.lower, each.upper, each.up_to,
      max(each.last_inside) OVER (PARTITION BY ${of('each')}) AS last_inside
    FROM (
      SELECT ${of('to_date')}, to_date.is_blanket, to_date.lower, to_date.upper, to_date.up_to, NULL::date AS last_inside
      FROM to_date
      UNION ALL
      SELECT ${of('dated')}, dated.is_blanket, dated.lower, dated.upper, dated.up_to, dated.last_inside FROM dated
    ) ${by === 'sponsor' ? saidOfOne(isMixed) : 'each'}
  ) said
  LEFT JOIN by_ads ON ${keys.map((key) => `by_ads.${key} = said.${key}`).join(' AND ')}
  WHERE said.lower IS NOT NULL OR said.upper IS NOT NULL
  GROUP BY ${of('said')}
), witnessed AS (
  SELECT ${by === 'sponsor' ? 'sponsor' : "''"} AS sponsor, advertiser_id, ${isMixed ? 'currency, ' : ''}advertiser.platform, by_ads.ads,
    by_ads.lower AS ads_lower, by_ads.upper AS ads_upper,
    coalesce(by_ads.undivided, 0) AS ads_undivided, stated.lower AS stated_lower, stated.upper AS stated_upper,
    greatest(coalesce(by_ads.lower, 0), coalesce(stated.lower, 0)) AS lower
  FROM by_ads FULL JOIN stated USING (${keys.join(', ')})
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
SELECT bounded.advertiser_id, bounded.sponsor, ${isMixed ? 'bounded.currency, ' : ''}bounded.platform, bounded.ads, bounded.ads_lower,
  bounded.ads_upper, bounded.ads_undivided, bounded.stated_lower, bounded.stated_upper, bounded.lower, bounded.upper,
  CASE WHEN bounded.upper IS NULL THEN 0 ELSE least(bounded.ads_undivided, bounded.upper - bounded.lower) END AS undivided
FROM bounded`
}

/** What `provesOfOne` of the domain lets stand. */
function saidOfOne(isMixed?: true): string {
  const account = (table: string) => [`${table}.advertiser_id`, ...(isMixed ? [`${table}.currency`] : [])].join(', ')
  return `
  each WHERE NOT each.is_blanket OR (${account('each')}) NOT IN (
    SELECT ${account('unit')} FROM (
      SELECT ${account('by_ads')}, by_ads.sponsor FROM by_ads
      UNION SELECT ${account('to_date')}, to_date.sponsor FROM to_date
      WHERE to_date.lower IS NOT NULL OR to_date.upper IS NOT NULL
      UNION SELECT ${account('dated')}, dated.sponsor FROM dated
      WHERE dated.lower IS NOT NULL OR dated.upper IS NOT NULL
    ) unit GROUP BY ${account('unit')} HAVING count(*) > 1
  )`
}
