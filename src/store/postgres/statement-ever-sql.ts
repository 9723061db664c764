/** Keeps `statement_ever` in step with `spend_statement`: `statement_change` has what a load took away and put there. */

const CHANGED = `
FROM statement_change change
WHERE change.subject = 'advertiser' AND change.place IS NOT NULL AND change.mention_id IS NOT NULL
  AND change.from_day > '-infinity'
GROUP BY change.advertiser_id, change.source, change.place, change.currency, change.mention_id`

const ADD = `
INSERT INTO statement_ever (advertiser_id, source, place, currency, mention_id, last_day, statements, blankets, floor_minor)
SELECT change.advertiser_id, change.source, change.place, change.currency, change.mention_id,
  coalesce(max(change.to_day) FILTER (WHERE change.sign = 1), '-infinity'), sum(change.sign),
  coalesce(sum(change.sign) FILTER (WHERE NOT change.tells_disclaimer), 0), sum(change.sign * change.floor_minor)
${CHANGED}
HAVING sum(change.sign) <> 0 OR sum(change.sign * change.floor_minor) <> 0
  OR coalesce(sum(change.sign) FILTER (WHERE NOT change.tells_disclaimer), 0) <> 0
  OR max(change.to_day) FILTER (WHERE change.sign = 1) IS DISTINCT FROM max(change.to_day) FILTER (WHERE change.sign = -1)
ON CONFLICT (advertiser_id, source, place, currency, mention_id) DO UPDATE SET
  last_day = greatest(statement_ever.last_day, excluded.last_day),
  statements = statement_ever.statements + excluded.statements,
  blankets = statement_ever.blankets + excluded.blankets,
  floor_minor = statement_ever.floor_minor + excluded.floor_minor`

const THAT_LOST = `(
  SELECT change.advertiser_id, change.source, change.place, change.currency, change.mention_id,
    max(change.to_day) FILTER (WHERE change.sign = -1) AS left_day
  ${CHANGED} HAVING count(*) FILTER (WHERE change.sign = -1) > 0
) lost`

const IS_THAT = `ever.advertiser_id = lost.advertiser_id AND ever.source = lost.source AND ever.place = lost.place
  AND ever.currency = lost.currency AND ever.mention_id = lost.mention_id`

const FORGET_EMPTY = `DELETE FROM statement_ever ever USING ${THAT_LOST} WHERE ${IS_THAT} AND ever.statements = 0`

/** A maximum cannot be subtracted from. */
const LOOK_UP_LAST_DAY = `
UPDATE statement_ever ever SET last_day = found.last_day
FROM ${THAT_LOST} CROSS JOIN LATERAL (
  SELECT max(held.to_day) AS last_day FROM spend_statement held -- spend_statement_by_advertiser
  WHERE held.advertiser_id = lost.advertiser_id AND held.currency = lost.currency AND held.is_current
    AND held.source = lost.source AND held.place = lost.place AND held.mention_id = lost.mention_id
    AND held.from_day > '-infinity'
) found
WHERE ${IS_THAT} AND lost.left_day >= ever.last_day AND found.last_day <> ever.last_day`

export const STATEMENT_EVER = [ADD, FORGET_EMPTY, LOOK_UP_LAST_DAY].join(';\n')
