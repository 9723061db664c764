import type { SpendingBy, Window } from '../../../domain/spending.ts'
import { BOUNDS, WITNESSES } from './sums-sql.ts'

interface Asked {
  readonly by: SpendingBy
  readonly window: Window
  readonly isMixed?: true
  readonly isWide?: boolean
}

/** Written out wherever they are asked for: the planner sees the days, and with them how many rows there will be. */
export const FIRST_DAY = "coalesce($3::date, '-infinity')"
export const LAST_DAY = "coalesce($4::date, 'infinity')"

/**
 * Puts the witnesses of each unit together, as `combinedBounds` of the domain does: from `by_ads`, `to_date` and `dated`
 * of bounds-sql.ts to a row for each.
 */
export function together(asked: Asked): string {
  const { by, isMixed, isWide } = asked
  const keys = ['advertiser_id', ...(by === 'sponsor' ? ['sponsor'] : []), ...(isMixed ? ['currency'] : [])]
  const of = (table: string) => keys.map((key) => `${table}.${key}`).join(', ')
  return `stated AS (${stated(asked, of)}
), witnessed AS (
  SELECT ${by === 'sponsor' ? 'sponsor' : "''"} AS sponsor, advertiser_id, ${by === 'sponsor' ? '' : MENTION}
    ${isMixed ? 'currency, ' : ''}advertiser.platform, by_ads.ads, by_ads.lower AS ads_lower, by_ads.upper AS ads_upper,
    coalesce(by_ads.undivided, 0) AS ads_undivided, stated.lower AS stated_lower, stated.upper AS stated_upper,
    greatest(coalesce(by_ads.lower, 0), coalesce(stated.lower, 0)) AS lower
   FROM by_ads FULL JOIN stated USING (${keys.join(', ')})
  JOIN ${wholly('advertiser', isWide)} advertiser ON advertiser.id = advertiser_id
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
SELECT bounded.advertiser_id, bounded.sponsor, ${by === 'sponsor' ? '' : 'bounded.mention_id,'}
  ${unitColumns(asked, 'bounded').slice(0, -1).join(', ')},
  CASE WHEN bounded.upper IS NULL THEN 0 ELSE least(bounded.ads_undivided, bounded.upper - bounded.lower) END AS undivided
FROM bounded`
}

/** What a unit has beside whose it is, the bounds last. */
export function unitColumns({ isMixed }: Pick<Asked, 'isMixed'>, table: string): string[] {
  return [...(isMixed ? ['currency'] : []), 'platform', ...WITNESSES, ...BOUNDS].map((name) => `${table}.${name}`)
}

/**
 * A table, read as a whole and hashed where many rows of it are wanted: of sums the planner expects few, and would look up
 * each of some ten thousand by itself.
 */
export function wholly(table: string, isWide = false): string {
  return isWide ? `(SELECT * FROM ${table} OFFSET 0)` : table
}

/** Of an account with one payer, its mention: whose it is can then be looked up. */
const MENTION = 'greatest(by_ads.mention_id, stated.mention_id) AS mention_id,'

/** What is stated up to a day bounds nothing that ran after it: of a window that ends, nothing did. */
function stated({ by, isMixed, window }: Asked, of: (table: string) => string): string {
  const mention = (table: string) => (by === 'sponsor' ? '' : `${table}.mention_id, `)
  const most = by === 'sponsor' ? '' : 'max(said.mention_id) AS mention_id, '
  const each = `(
      SELECT ${of('to_date')}, ${mention('to_date')}to_date.is_blanket, to_date.lower, to_date.upper, to_date.up_to, NULL::date AS last_inside
      FROM to_date
      UNION ALL
      SELECT ${of('dated')}, ${mention('dated')}dated.is_blanket, dated.lower, dated.upper, dated.up_to, dated.last_inside FROM dated
    ) ${by === 'sponsor' ? saidOfOne(isMixed) : 'each'}`
  const isSaid = 'WHERE said.lower IS NOT NULL OR said.upper IS NOT NULL'
  if (window.to !== null) {
    return `
  SELECT ${of('said')}, ${most}coalesce(max(said.lower), 0) AS lower, min(said.upper) AS upper
  FROM (SELECT each.* FROM ${each}) said ${isSaid} GROUP BY ${of('said')}`
  }
  const keys = of('')
    .split(', ')
    .map((key) => key.slice(1))
  return `
  SELECT ${of('said')}, ${most}coalesce(max(said.lower), 0) AS lower, min(said.upper) FILTER (
      WHERE greatest(coalesce(by_ads.last_day, '-infinity'), coalesce(said.last_inside, '-infinity')) <= said.up_to
    ) AS upper
  FROM (
    SELECT ${of('each')}, ${mention('each')}each.lower, each.upper, each.up_to,
      max(each.last_inside) OVER (PARTITION BY ${of('each')}) AS last_inside
    FROM ${each}
  ) said
  LEFT JOIN by_ads ON ${keys.map((key) => `by_ads.${key} = said.${key}`).join(' AND ')}
  ${isSaid} GROUP BY ${of('said')}`
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
