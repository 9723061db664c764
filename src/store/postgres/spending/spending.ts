import type { DataSource } from 'typeorm'
import { Problem } from '../../../domain/errors.ts'
import { isSponsorId, platformId, sponsorId } from '../../../domain/ids.ts'
import type { SpendingPosition, SpendingQuery } from '../../../domain/spending.ts'
import type { SpendingPage, SpendingRow } from '../../../ports/spending.ts'
import { type At, kept } from '../as-of.ts'
import { type ChosenPeriods, chosenPeriods } from './periods.ts'
import { rankSql } from './rank-sql.ts'
import { amount, amountOrNull, type BoundsRow, witnessesOf } from './rows.ts'

interface RankedRow extends BoundsRow {
  readonly advertiser_id: string
  readonly sponsor: string
  readonly sponsor_name: string | null
  readonly platform: string | null
  readonly key: string | null
  readonly name: string | null
  readonly platforms: readonly string[]
  readonly accounts: string
}

interface TotalRow {
  readonly rows: string
  readonly sponsors: string
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
  const { isAll, isToDate, every } = periods
  const hasWitnesses = periods.coveringPlatforms.some((platform) => holdsAllAds.includes(platform))
  const known = { every: every ?? undefined, isAll, isToDate, needsPlatform: hasWitnesses || query.platform !== null }
  const asked = { window: query, at, by: query.by, ...known, isWide: isWide(query) }
  const [[{ result }], nobody]: [[{ result: RankedResult }], SpendingPage['unnamed']] = await Promise.all([
    dataSource.query(rankSql(asked, after, parameters.length), [
      ...parameters,
      ...(after === null ? [] : placeOf(after)),
      size + 1,
    ]),
    unnamed(dataSource, query, periods, at),
  ])
  return { ...pageOf(result, size), unnamed: nobody, effective: periods.effective }
}

interface RankedResult {
  readonly rows: readonly RankedRow[]
  readonly total: TotalRow
}

/** What the SQL of a ranking selects, of which one row more than the page holds was asked for. */
export function pageOf(result: RankedResult, size: number): Pick<SpendingPage, 'rows' | 'next' | 'total'> {
  const rows = result.rows.slice(0, size)
  const last = rows.at(-1)
  const isLastPage = result.rows.length <= size || last === undefined
  return {
    rows: rows.map(spendingRow),
    next: isLastPage ? null : { lower: last.lower, id: last.sponsor === '' ? last.advertiser_id : last.sponsor },
    total: totalOf(result.total),
  }
}

/** Of a region there is little, and it is looked up. */
export function isWide({ place }: Pick<SpendingQuery, 'place'>): boolean {
  return place === null || place.length === 2
}

export function boundsParameters(
  query: Omit<SpendingQuery, 'by'>,
  periods: Pick<ChosenPeriods, 'inside' | 'covering' | 'countries'>,
  holdsAllAds: readonly string[],
) {
  const columns = ({ inside, covering }: typeof periods) =>
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

const ACCOUNT = /^\d{1,18}$/

export function refuseStrange(after: SpendingPosition | null): void {
  if (after === null || (/^\d{1,30}$/.test(after.lower) && (isSponsorId(after.id) || /^\d{1,18}$/.test(after.id))))
    return
  throw new Problem('request.invalid', 'The address of that page is not one of ours: follow the links of the pages.')
}

/** As the ranking is ordered: lower bound, sponsor, account. */
export function placeOf({ lower, id }: SpendingPosition): readonly string[] {
  return ACCOUNT.test(id) ? [lower, '', id] : [lower, id, '0']
}

function spendingRow(row: RankedRow): SpendingRow {
  const { sponsor, sponsor_name: sponsorName, platform, key } = row
  return {
    sponsor: sponsor === '' ? null : { id: sponsorId(sponsor), name: sponsorName ?? sponsor },
    advertiser: platform === null || key === null ? null : { platform: platformId(platform), key },
    name: sponsor === '' ? row.name : sponsorName,
    platforms: row.platforms.map(platformId).sort(),
    accounts: Number(row.accounts),
    ...witnessesOf(row),
  }
}

function totalOf({ rows, sponsors, lower, upper, open_tops, undivided }: TotalRow): SpendingPage['total'] {
  return {
    rows: Number(rows),
    sponsors: Number(sponsors),
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

export async function unnamed(
  dataSource: DataSource,
  { place, currency, from, to, platform }: Omit<SpendingQuery, 'by'>,
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
