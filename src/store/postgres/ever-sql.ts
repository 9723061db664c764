/**
 * Keeps `ad_spend_ever` in step with `ad_spend`. A file's parts come back to the same few advertisers again and again: what
 * they add is gathered here, and told to the table once a load.
 *
 * `last_day`: of days that got an ad. `left_day`: of days that lost one.
 */
export const EVER_CHANGE = `
CREATE TEMP TABLE ever_change (
  advertiser_id bigint NOT NULL,
  mention_id bigint NOT NULL,
  place text NOT NULL,
  currency character(3) NOT NULL,
  is_whole boolean NOT NULL,
  last_day date,
  left_day date,
  ads bigint NOT NULL,
  lower_minor bigint NOT NULL,
  upper_minor bigint NOT NULL,
  open_tops bigint NOT NULL
) ON COMMIT DROP`

/** Gathers the changes of `ad_spend` that `cells` names. */
export function everChange(cells: string): string {
  return `INSERT INTO ever_change (advertiser_id, mention_id, place, currency, is_whole, last_day, left_day, ads,
    lower_minor, upper_minor, open_tops)
  SELECT cell.advertiser_id, cell.mention_id, cell.place, cell.currency, cell.is_whole,
    max(cell.ends_on) FILTER (WHERE cell.ads > 0), max(cell.ends_on) FILTER (WHERE cell.ads < 0), sum(cell.ads), sum(cell.lower_minor), sum(cell.upper_minor),
    sum(cell.open_tops)
  FROM ${cells} cell GROUP BY 1, 2, 3, 4, 5`
}

const ADD = `
INSERT INTO ad_spend_ever (advertiser_id, mention_id, place, currency, is_whole, last_day, ads, lower_minor,
  upper_minor, open_tops)
SELECT change.advertiser_id, change.mention_id, change.place, change.currency, change.is_whole,
  coalesce(max(change.last_day), '-infinity'), sum(change.ads), sum(change.lower_minor), sum(change.upper_minor),
  sum(change.open_tops)
FROM ever_change change GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (advertiser_id, place, currency, is_whole, mention_id) DO UPDATE SET
  last_day = greatest(ad_spend_ever.last_day, excluded.last_day),
  ads = ad_spend_ever.ads + excluded.ads,
  lower_minor = ad_spend_ever.lower_minor + excluded.lower_minor,
  upper_minor = ad_spend_ever.upper_minor + excluded.upper_minor,
  open_tops = ad_spend_ever.open_tops + excluded.open_tops`

const THAT_LOST = `(
  SELECT change.advertiser_id, change.mention_id, change.place, change.currency, change.is_whole,
    max(change.left_day) AS left_day
  FROM ever_change change WHERE change.left_day IS NOT NULL GROUP BY 1, 2, 3, 4, 5
) lost`

const IS_THAT = `ever.advertiser_id = lost.advertiser_id AND ever.mention_id = lost.mention_id AND ever.place = lost.place
  AND ever.currency = lost.currency AND ever.is_whole = lost.is_whole`

const FORGET_EMPTY = `DELETE FROM ad_spend_ever ever USING ${THAT_LOST} WHERE ${IS_THAT} AND ever.ads = 0`

/** A maximum cannot be subtracted from: where what carried it lost an ad, it is looked up among the days that are left. */
const LOOK_UP_LAST_DAY = `
UPDATE ad_spend_ever ever SET last_day = (
  SELECT max(spend.ends_on) FROM ad_spend spend -- ad_spend_pkey
  WHERE spend.advertiser_id = ever.advertiser_id AND spend.currency = ever.currency AND spend.place = ever.place
    AND spend.is_whole = ever.is_whole AND spend.mention_id = ever.mention_id
)
FROM ${THAT_LOST} WHERE ${IS_THAT} AND lost.left_day >= ever.last_day`

/** After the last `TOTALS` of a load, once. */
export const EVER_TOTALS = ['ANALYZE ever_change', ADD, FORGET_EMPTY, LOOK_UP_LAST_DAY].join('\n;\n')
