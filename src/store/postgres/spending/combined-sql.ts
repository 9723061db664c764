import type { SpendingBy, Window } from '../../../domain/spending.ts'
import { type At, kept } from '../as-of.ts'
import { BOUNDS, WITNESSES } from './sums-sql.ts'
import { unitKeys } from './units-sql.ts'

interface Asked {
  readonly at: At
  readonly by: SpendingBy
  readonly window: Window
  readonly isMixed?: true
  readonly isWide?: boolean
  /** Whether there is a `to_date`. */
  readonly isToDate: boolean
  /** Whether any statement may bound the window from above. */
  readonly mayCover: boolean
  /** Whether `dated` has one row for each unit, for it is of one source. */
  readonly isOneEach: boolean
  /** Whether it matters of which platform an account is; left out: it may. */
  readonly needsPlatform?: boolean
}

/** Written out wherever they are asked for: the planner sees the days, and with them how many rows there will be. */
export const FIRST_DAY = "coalesce($3::date, '-infinity')"
export const LAST_DAY = "coalesce($4::date, 'infinity')"

/**
 * Puts the witnesses of each unit together, as `combinedBounds` of the domain does: from `by_ads`, `to_date` and `dated`
 * of bounds-sql.ts to a row for each.
 */
export function together(asked: Asked): string {
  // $5 and $6 are named in any case: a parameter that nothing names has no type.
  const { by, at, isWide, mayCover, needsPlatform = true } = asked
  const keys = unitKeys(asked).join(', ')
  const isBySponsor = by === 'sponsor'
  const account = isBySponsor ? 'coalesce(by_ads.advertiser_id, stated.advertiser_id)' : 'advertiser_id'
  return `stated AS (${stated(asked)}
), witnessed AS (
  SELECT ${keys}, ${isBySponsor ? `${account} AS advertiser_id,` : ''} ${needsPlatform ? 'advertiser.platform,' : ''}
    by_ads.ads, by_ads.lower AS ads_lower, by_ads.upper AS ads_upper,
    coalesce(by_ads.undivided, 0) AS ads_undivided, stated.lower AS stated_lower, stated.upper AS stated_upper,
    greatest(coalesce(by_ads.lower, 0), coalesce(stated.lower, 0)) AS lower
  FROM by_ads FULL JOIN stated USING (${keys})
  ${needsPlatform ? `JOIN ${wholly('advertiser', 'id, platform', isWide)} advertiser ON advertiser.id = ${account}` : ''}
  WHERE $5::text IS NULL ${needsPlatform ? 'OR advertiser.platform = $5' : ''}
), bounded AS (
  SELECT witnessed.*, ${mayCover ? upper(needsPlatform) : UPPER_OF_ADS} AS upper
  FROM witnessed WHERE $6::text[] IS NOT NULL
)
SELECT unit.advertiser_id, ${isBySponsor ? "coalesce(attributed.sponsor_id, '')" : "''"} AS sponsor,
  ${unitColumns(asked, 'unit').slice(0, -1).join(', ')},
  CASE WHEN unit.upper IS NULL THEN 0 ELSE least(unit.ads_undivided, unit.upper - unit.lower) END AS undivided
FROM bounded unit
${isBySponsor ? `LEFT JOIN ${wholly(kept('mention_sponsor', at), 'mention_id, sponsor_id', isWide)} attributed ON attributed.mention_id = unit.unit_id` : ''}`
}

const UPPER_OF_ADS = 'CASE WHEN witnessed.ads_upper >= witnessed.lower THEN witnessed.ads_upper END'
const upper = (needsPlatform: boolean) => `CASE
      WHEN witnessed.stated_upper IS NULL OR witnessed.stated_upper < witnessed.lower THEN ${UPPER_OF_ADS}
      ${needsPlatform ? BOTH_WITNESSES : ''} ELSE witnessed.stated_upper
    END`
const BOTH_WITNESSES = `WHEN witnessed.platform = ANY ($6::text[]) AND witnessed.ads_upper >= witnessed.lower
        THEN least(witnessed.ads_upper, witnessed.stated_upper)`

/** What a unit has beside whose it is, the bounds last. */
function unitColumns({ isMixed }: Pick<Asked, 'isMixed'>, table: string): string[] {
  return [...(isMixed ? ['currency'] : []), ...WITNESSES, ...BOUNDS].map((name) => `${table}.${name}`)
}

/**
 * A table, read as a whole and hashed where many rows of it are wanted: of sums the planner expects few, and would look up
 * each of some ten thousand by itself.
 */
function wholly(table: string, columns: string, isWide = false): string {
  return isWide ? `(SELECT ${columns} FROM ${table} OFFSET 0)` : table
}

/** What is stated up to a day bounds nothing that ran after it: of a window that ends, nothing did. */
function stated(asked: Asked): string {
  const { by, window, isToDate, mayCover, isOneEach } = asked
  const keys = unitKeys(asked)
  const of = (table: string) => keys.map((key) => `${table}.${key}`).join(', ')
  const account = (table: string) => (by === 'sponsor' ? `, ${table}.advertiser_id` : '')
  const whose = `${of('said')}${by === 'sponsor' ? ', max(said.advertiser_id) AS advertiser_id' : ''}`
  const row = (table: string, lastInside: string) => `
    SELECT ${of(table)}${account(table)}, ${table}.is_blanket, ${table}.lower, ${table}.upper, ${table}.up_to, ${lastInside} AS last_inside FROM ${table}`
  const told = [row('dated', 'dated.last_inside'), ...(isToDate ? [row('to_date', 'NULL::date')] : [])]
  const each = `(${told.join(' UNION ALL ')}) each ${by === 'sponsor' ? `WHERE ${provesOfOne(asked)}` : ''}`
  const isSaid = 'WHERE said.lower IS NOT NULL OR said.upper IS NOT NULL'
  const isAsTold = window.to !== null || !mayCover
  if (isAsTold && isOneEach && !isToDate) {
    return `
  SELECT ${of('said')}${account('said')}, coalesce(said.lower, 0) AS lower, said.upper
  FROM (SELECT each.* FROM ${each}) said ${isSaid}`
  }
  if (isAsTold) {
    return `
  SELECT ${whose}, coalesce(max(said.lower), 0) AS lower, min(said.upper) AS upper
  FROM (SELECT each.* FROM ${each}) said ${isSaid} GROUP BY ${of('said')}`
  }
  return `
  SELECT ${whose}, coalesce(max(said.lower), 0) AS lower, min(said.upper) FILTER (
      WHERE greatest(coalesce(by_ads.last_day, '-infinity'), coalesce(said.last_inside, '-infinity')) <= said.up_to
    ) AS upper
  FROM (
    SELECT ${of('each')}${account('each')}, each.lower, each.upper, each.up_to,
      max(each.last_inside) OVER (PARTITION BY ${of('each')}) AS last_inside
    FROM ${each}
  ) said
  LEFT JOIN by_ads ON ${keys.map((key) => `by_ads.${key} = said.${key}`).join(' AND ')}
  ${isSaid} GROUP BY ${of('said')}`
}

/** What `provesOfOne` of the domain lets stand: what names no payer is about one sponsor where the account has but one. */
function provesOfOne({ isMixed, isToDate }: Asked): string {
  const account = (table: string) => [`${table}.advertiser_id`, ...(isMixed ? [`${table}.currency`] : [])].join(', ')
  const units = (table: string) => `SELECT ${account(table)}, ${table}.unit_id FROM ${table}
      WHERE ${table}.advertiser_id IN (SELECT shared.advertiser_id FROM shared_account shared)`
  const stated = (table: string) => `${units(table)} AND (${table}.lower IS NOT NULL OR ${table}.upper IS NOT NULL)`
  const all = [units('by_ads'), stated('dated'), ...(isToDate ? [stated('to_date')] : [])]
  return `NOT each.is_blanket OR (${account('each')}) NOT IN (
    SELECT ${account('unit')} FROM (${all.join(' UNION ')}) unit GROUP BY ${account('unit')} HAVING count(*) > 1
  )`
}
