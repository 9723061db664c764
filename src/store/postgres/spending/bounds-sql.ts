import type { SpendingBy, Window } from '../../../domain/spending.ts'
import { type At, kept } from '../as-of.ts'
import { FIRST_DAY, LAST_DAY, together } from './combined-sql.ts'
import type { EveryPeriod } from './periods.ts'
import { isEver, spendCells } from './spend-cells.ts'
import { type Parts, unitsSql } from './units-sql.ts'

/** As the index of migration 0003 has it. */
const LONG_DAYS = 60

/** A question as far as it shapes the SQL. */
export interface Asked {
  readonly window: Window
  readonly at: At
  /** Accounts are the units, or the parts of accounts that go to one sponsor. */
  readonly by: SpendingBy
  /**
   * Several currencies at once: $2 is then a list, units are told apart by currency, too, and $16 and $17 are those of the
   * periods inside and covering.
   */
  readonly isMixed?: true
  /**
   * Where every period that is reported in these days is inside: of which sources, and of which of them they also cover the
   * window. Statements need then not be told apart by period.
   */
  readonly every?: EveryPeriod | undefined
  /**
   * Whether it matters of which platform an account is: one alone is asked about, or statements cover the window where files
   * hold every ad. Left out: it may.
   */
  readonly needsPlatform?: boolean
  /** Whether any statement tells what was spent up to a day since ever; left out: it may. */
  readonly isToDate?: boolean
  /** Whether no reported period is left out, and none covers: their sums then say the same. */
  readonly isAll?: boolean
  /** Whether much is asked about: a country, or everywhere. */
  readonly isWide?: boolean
}

/**
 * Strict bounds of every account in a window and place, as `domain/spend-bounds.ts` defines them; a property test
 * holds the two to each other. By sponsor, an account has a row for each of its payers' sponsors, and one for payers that
 * are attributed to none: `sponsor` is then empty, as it is by advertiser. Parameters: $1 place, $2 currency, $3 and $4
 * first and last day, $5 platform or null, $6 platforms whose files hold every ad, $7 to $9 the periods inside (source,
 * from, to), $10 to $12 those covering, $13 and $14 the earliest and the latest end of a period among these, $15 the places whose statements count: everywhere,
 * any country's do, but they bound the world from above only where the country is the advertiser's only one.
 */
export function accountBounds(asked: Asked): string {
  return boundsSql({ ...asked, whose: () => 'true' })
}

/** The same over the rows of one account, $16: both pages show the same figures. */
export function ownBounds(window: Window, at: At): string {
  return boundsSql({ window, at, by: 'advertiser', whose: (table) => `${table}.advertiser_id = $16` })
}

/** The same over the rows of the accounts $16: what goes to a sponsor depends on who else pays for the account. */
export function membersBounds(window: Window, at: At): string {
  return boundsSql({ window, at, by: 'sponsor', whose: (table) => `${table}.advertiser_id = ANY ($16::bigint[])` })
}

interface Read extends Asked {
  /** Whose rows of a table are read: a condition. */
  readonly whose: (table: string) => string
}

function boundsSql(asked: Read): string {
  const { every, isToDate = true } = asked
  const inside = every === undefined ? 'chosen.is_inside' : 'true'
  const covering = every === undefined ? 'chosen.is_covering' : isCovering(every)
  return `
WITH by_ads AS (
  SELECT part.*, CASE WHEN part.open_tops = 0 THEN part.top END AS upper FROM (${unitsSql(asked, ADS, touching(asked))}) part
), ${isToDate ? toDateBounds(asked) : ''}chosen AS MATERIALIZED (
  -- So made, workers cannot read it: those who would scan statements for the join take longer than one process does.
  ${chosenPeriods(asked)}
), dated AS (
  -- The join is a left one for the planner's sake, which else takes many rows for five. What is not chosen adds nothing.
  SELECT part.*, CASE WHEN part.is_told THEN part.top END AS upper
  FROM (${unitsSql(asked, datedParts(inside, covering, every), ofPeriods(asked), every === undefined ? joinChosen(asked) : '')}) part
), ${together({ ...asked, isToDate, mayCover: isToDate || covering !== 'false', isOneEach: isOfOneSource(every) })}`
}

function toDateBounds(asked: Read): string {
  return `to_date AS (
  SELECT part.*, CASE WHEN part.is_told THEN part.top END AS upper FROM (${unitsSql(asked, TO_DATE, toDate(asked))}) part
), `
}

const ADS: Parts = {
  keys: [],
  sums: [
    ['ads', 'sum(here.ads)'],
    [
      'lower',
      `coalesce(sum(here.lower_minor) FILTER (
        WHERE here.is_whole AND here.starts_on >= ${FIRST_DAY} AND here.ends_on <= ${LAST_DAY}), 0)`,
    ],
    ['open_tops', 'sum(here.open_tops)'],
    ['top', 'sum(here.upper_minor)'],
    ['undivided', 'coalesce(sum(here.upper_minor) FILTER (WHERE NOT here.is_whole), 0)'],
    ['last_day', 'max(here.ends_on)'],
  ],
}

const HOLDS_TO_THE_END = `here.ceiling_minor IS NOT NULL AND (${LAST_DAY} = 'infinity' OR here.to_day >= ${LAST_DAY})`

const TO_DATE: Parts = {
  keys: ['source'],
  sums: [
    ['is_blanket', 'bool_or(here.is_blanket)'],
    ['lower', `sum(here.floor_minor) FILTER (WHERE ${FIRST_DAY} = '-infinity' AND here.to_day <= ${LAST_DAY})`],
    ['is_told', `bool_and(${HOLDS_TO_THE_END})`],
    ['top', 'sum(here.ceiling_minor)'],
    ['up_to', 'min(here.to_day)'],
  ],
}

function datedParts(inside: string, covering: string, every?: EveryPeriod): Parts {
  return {
    keys: isOfOneSource(every) ? [] : ['source'],
    sums: [
      ['is_blanket', `coalesce(bool_or(here.is_blanket) FILTER (WHERE ${inside} OR ${covering}), false)`],
      ['lower', `sum(here.floor_minor) FILTER (WHERE ${inside})`],
      ['is_told', `bool_and(here.ceiling_minor IS NOT NULL) FILTER (WHERE ${covering})`],
      ['top', `sum(here.ceiling_minor) FILTER (WHERE ${covering})`],
      ['last_inside', `max(here.to_day) FILTER (WHERE ${inside})`],
      ['up_to', `max(here.to_day) FILTER (WHERE ${covering})`],
    ],
  }
}

function isOfOneSource(every: EveryPeriod | undefined): boolean {
  return every !== undefined && every.sources.length < 2
}

function joinChosen({ isMixed }: Asked): string {
  const currency = isMixed ? 'AND chosen.currency = here.currency' : ''
  return `LEFT JOIN chosen ON chosen.source = here.source AND chosen.from_day = here.from_day AND chosen.to_day = here.to_day
    ${currency}`
}

/** Names of sources are ours, and written out: the parameters are the same for every question. */
function isCovering({ sources, covering }: EveryPeriod): string {
  for (const source of covering) if (!/^[a-z0-9-]+$/.test(source)) throw new RangeError(`“${source}” is no source`)
  if (covering.length === sources.length) return 'true'
  return covering.length === 0 ? 'false' : `here.source IN (${covering.map((source) => `'${source}'`).join(', ')})`
}

/** With the currency of each, where there are several: an account's periods differ by it. */
function chosenPeriods({ isMixed }: Asked): string {
  const [name, inside, covering] = isMixed ? [', currency', ', $16::text[]', ', $17::text[]'] : ['', '', '']
  return `SELECT period.source, period.from_day, period.to_day${isMixed ? ', period.currency' : ''},
    bool_or(period.is_inside) AS is_inside, bool_or(NOT period.is_inside) AS is_covering
  FROM (
    SELECT *, true FROM unnest($7::text[], $8::date[], $9::date[]${inside})
    UNION ALL SELECT *, false FROM unnest($10::text[], $11::date[], $12::date[]${covering})
  ) period (source, from_day, to_day${name}, is_inside)
  GROUP BY 1, 2, 3${isMixed ? ', 4' : ''}`
}

function inCurrency({ isMixed }: Pick<Asked, 'isMixed'>, table: string): string {
  return isMixed ? `${table}.currency = ANY ($2::bpchar[])` : `${table}.currency = $2`
}

/**
 * Ads that touch the window. Most run for weeks, so that those that may are found by their first day; the few that run
 * for longer have an index of their own.
 */
export function touching(asked: Pick<Read, 'window' | 'at' | 'whose' | 'isMixed'>): string {
  const { window, at, whose } = asked
  const columns = `spend.advertiser_id, spend.mention_id, spend.currency, spend.is_whole, spend.starts_on, spend.ends_on, spend.ads, spend.lower_minor,
    spend.upper_minor, spend.open_tops`
  const spend = `SELECT ${columns} FROM ${spendCells(window, at)} spend
    WHERE ${whose('spend')} AND spend.place = $1 AND ${inCurrency(asked, 'spend')}`
  if (isEver(window)) return spend
  const days = `spend.starts_on <= ${LAST_DAY} AND spend.ends_on >= ${FIRST_DAY}`
  return `
    ${spend} AND ${days} AND spend.ends_on <= spend.starts_on + ${LONG_DAYS}
      AND spend.starts_on > ${FIRST_DAY} - ${LONG_DAYS + 1} -- ad_spend_by_place
    UNION ALL
    ${spend} AND ${days} AND spend.ends_on > spend.starts_on + ${LONG_DAYS} -- ad_spend_of_long_ads
  `
}

const HELD = `held.advertiser_id, held.mention_id, NOT held.tells_disclaimer AS is_blanket, held.currency, held.source,
  held.from_day, held.to_day, held.floor_minor`

/** Statements since ever: spend_statement_to_date. */
function toDate(asked: Read): string {
  const statements = statementsOf(asked, "held.from_day = '-infinity'")
  return `
  SELECT ${HELD}, CASE WHEN held.place = $1 OR advertiser.only_country = held.place THEN held.ceiling_minor END AS ceiling_minor
  FROM ${kept('spend_statement', asked.at)} held
  JOIN ${kept('advertiser', asked.at)} advertiser ON advertiser.id = held.advertiser_id
  WHERE ${statements} AND held.place = ANY ($15::text[])
  ${withoutPlace(asked, statements)}`
}

/** Statements that end on a day of the chosen periods: spend_statement_by_place. */
function ofPeriods(asked: Read): string {
  if (isEver(asked.window) && asked.isAll && asked.at === null) return ofAllPeriods(asked)
  const days = "held.from_day > '-infinity' AND held.to_day >= $13::date AND held.to_day <= $14::date"
  const statements = statementsOf(asked, days)
  return `
  SELECT ${HELD}, CASE WHEN held.place = $1 THEN held.ceiling_minor END AS ceiling_minor
  FROM ${kept('spend_statement', asked.at)} held WHERE ${statements} AND held.place = ANY ($15::text[])
  ${withoutPlace(asked, statements)}`
}

/** Their sums over all periods, of the archive as it is now. */
function ofAllPeriods(asked: Read): string {
  const columns = `ever.advertiser_id, ever.mention_id, ever.blankets > 0 AS is_blanket, ever.currency, ever.source,
    ever.last_day AS from_day, ever.last_day AS to_day, ever.floor_minor, NULL::bigint AS ceiling_minor`
  const sums = `${asked.whose('ever')} AND ${inCurrency(asked, 'ever')}`
  return `
  SELECT ${columns} FROM statement_ever ever WHERE ${sums} AND ever.place = ANY ($15::text[]) -- statement_ever_by_place
  UNION ALL
  SELECT ${columns} FROM statement_ever ever
  JOIN advertiser ON advertiser.id = ever.advertiser_id AND advertiser.only_country = $1
  WHERE ${sums} AND $1 <> '' AND ever.place = '' AND $13::date IS NOT DISTINCT FROM $13 AND $14::date IS NOT DISTINCT FROM $14`
}

function statementsOf(asked: Read, days: string): string {
  const isWanted = `${asked.whose('held')} AND held.is_current AND held.subject = 'advertiser'`
  return `${isWanted} AND ${inCurrency(asked, 'held')} AND ${days}`
}

/** Those that name no place are about that of advertisers who have only the one. */
function withoutPlace({ at }: Read, statements: string): string {
  return `UNION ALL
  SELECT ${HELD}, held.ceiling_minor FROM ${kept('spend_statement', at)} held
  JOIN ${kept('advertiser', at)} advertiser ON advertiser.id = held.advertiser_id AND advertiser.only_country = $1
  WHERE ${statements} AND $1 <> '' AND held.place = ''`
}
