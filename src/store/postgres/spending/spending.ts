import type { DataSource } from 'typeorm'
import { Problem } from '../../../domain/errors.ts'
import { platformId } from '../../../domain/ids.ts'
import type { SpendingPosition, SpendingQuery, Window } from '../../../domain/spending.ts'
import type { SpendingPage, SpendingRow } from '../../../ports/spending.ts'
import { type At, kept } from '../as-of.ts'
import { advertiserBounds } from './bounds-sql.ts'
import { type ChosenPeriods, chosenPeriods } from './periods.ts'
import { amount, amountOrNull, type BoundsRow, witnessesOf } from './rows.ts'

interface RankedRow extends BoundsRow {
  readonly advertiser_id: string
  readonly platform: string
  readonly key: string
  readonly name: string | null
}

interface TotalRow {
  readonly advertisers: string
  readonly lower: string | null
  readonly upper: string | null
  readonly open_tops: string
  readonly undivided: string | null
}

interface SpendingOptions extends SpendingScope {
  readonly after: SpendingPosition | null
  readonly size: number
}

/** What a question of money is answered from. */
export interface SpendingScope {
  /** Platforms whose files hold every ad they disclose. */
  readonly holdsAllAds: readonly string[]
  readonly at: At
}

export async function spending(
  dataSource: DataSource,
  query: SpendingQuery,
  { after, size, holdsAllAds, at }: SpendingOptions,
): Promise<SpendingPage> {
  refuseStrange(after)
  const periods = await chosenPeriods(dataSource, query, at)
  const parameters = boundsParameters(query, periods, holdsAllAds)
  const [{ result }]: [{ result: { rows: RankedRow[]; total: TotalRow } }] = await dataSource.query(
    rankSql({ window: query, at }, after, parameters.length),
    [...parameters, ...(after === null ? [] : [after.lower, after.id]), size + 1],
  )
  const rows = result.rows.slice(0, size)
  const last = rows.at(-1)
  const isLastPage = result.rows.length <= size || last === undefined
  return {
    rows: rows.map(spendingRow),
    next: isLastPage ? null : { lower: last.lower, id: last.advertiser_id },
    total: totalOf(result.total),
    unnamed: await unnamed(dataSource, query, periods, at),
    effective: periods.effective,
  }
}

export function boundsParameters(query: SpendingQuery, periods: ChosenPeriods, holdsAllAds: readonly string[]) {
  const columns = ({ inside, covering }: ChosenPeriods) =>
    [inside, covering].flatMap((list) => [
      list.map(({ source }) => source),
      list.map(({ from }) => from),
      list.map(({ to }) => to),
    ])
  const { place, currency, from, to, platform } = query
  const ends = [...periods.inside, ...periods.covering].map((period) => period.to).sort()
  const span = [ends[0] ?? null, ends.at(-1) ?? null]
  const places = place === null ? ['', ...periods.countries] : [place]
  return [place ?? '', currency, from, to, platform, holdsAllAds, ...columns(periods), ...span, places]
}

/** Names are looked up for the rows of the page alone. Amounts travel as text: JSON's numbers would round them. */
function rankSql({ window, at }: { window: Window; at: At }, after: SpendingPosition | null, known: number): string {
  const behind =
    after === null ? 'true' : `(-bounds.lower, bounds.advertiser_id) > (-$${known + 1}::numeric, $${known + 2}::bigint)`
  return `
WITH bounds AS MATERIALIZED (${advertiserBounds(window, at)}), page AS (
  SELECT bounds.* FROM bounds WHERE ${behind}
  ORDER BY bounds.lower DESC, bounds.advertiser_id LIMIT $${known + (after === null ? 1 : 3)}
)
SELECT json_build_object(
  'total', (SELECT json_build_object('advertisers', count(*)::text, 'lower', sum(bounds.lower)::text,
    'upper', sum(bounds.upper)::text, 'open_tops', (count(*) FILTER (WHERE bounds.upper IS NULL))::text,
    'undivided', sum(bounds.undivided)::text) FROM bounds),
  'rows', coalesce((SELECT json_agg(json_build_object(
    'advertiser_id', page.advertiser_id::text, 'platform', page.platform, 'key', advertiser.key, 'name', (
      SELECT said.text FROM ${kept('advertiser_name', at)} said WHERE said.advertiser_id = page.advertiser_id AND said.kind = 'name'
      ORDER BY said.last_seen_at DESC, said.text LIMIT 1
    ), 'ads', page.ads::text, 'ads_lower', page.ads_lower::text, 'ads_upper', page.ads_upper::text,
    'ads_undivided', page.ads_undivided::text, 'stated_lower', page.stated_lower::text,
    'stated_upper', page.stated_upper::text, 'lower', page.lower::text, 'upper', page.upper::text,
    'undivided', page.undivided::text) ORDER BY page.lower DESC, page.advertiser_id)
    FROM page JOIN advertiser ON advertiser.id = page.advertiser_id), '[]'::json)
) AS result`
}

function refuseStrange(after: SpendingPosition | null): void {
  if (after === null || (/^\d{1,30}$/.test(after.lower) && /^\d{1,18}$/.test(after.id))) return
  throw new Problem('request.invalid', 'The address of that page is not one of ours: follow the links of the pages.')
}

function spendingRow(row: RankedRow): SpendingRow {
  return {
    advertiser: { platform: platformId(row.platform), key: row.key },
    name: row.name,
    ...witnessesOf(row),
  }
}

function totalOf({ advertisers, lower, upper, open_tops, undivided }: TotalRow): SpendingPage['total'] {
  return {
    advertisers: Number(advertisers),
    lower: amount(lower),
    upper: open_tops === '0' ? amount(upper) : null,
    undivided: amount(undivided),
  }
}

/** Rows about nobody in particular, over the periods inside the window: they belong to many, and are ranked as none. */
const unnamedSql = (at: At) => `
SELECT count(*) AS rows, sum(held.lower_minor)::text AS lower,
  CASE WHEN bool_and(held.upper_minor IS NOT NULL) THEN sum(held.upper_minor)::text END AS upper
FROM ${kept('spend_statement', at)} held -- spend_statement_of_others
LEFT JOIN unnest($3::text[], $4::date[], $5::date[]) AS period (source, from_day, to_day)
  ON period.source = held.source AND period.from_day = held.from_day AND period.to_day = held.to_day
WHERE held.is_current AND held.subject = 'nobody' AND held.currency = $2
  AND (period.source IS NOT NULL OR ($6 AND held.from_day = '-infinity' AND held.to_day <= $7::date))
  AND (held.place = $1 OR ($1 = '' AND length(held.place) = 2))
  AND ($8::text IS NULL OR platform_of(held.source) = $8)`

async function unnamed(
  dataSource: DataSource,
  { place, currency, from, to, platform }: SpendingQuery,
  { inside }: ChosenPeriods,
  at: At,
): Promise<SpendingPage['unnamed']> {
  const [row]: [{ rows: string; lower: string | null; upper: string | null }] = await dataSource.query(unnamedSql(at), [
    place ?? '',
    currency,
    inside.map(({ source }) => source),
    inside.map(({ from: first }) => first),
    inside.map(({ to: last }) => last),
    from === null,
    to ?? 'infinity',
    platform,
  ])
  if (row.rows === '0') return null
  return { rows: Number(row.rows), lower: amount(row.lower), upper: amountOrNull(row.upper) }
}
