import type { DataSource } from 'typeorm'
import { calendarDate } from '../../../domain/calendar.ts'
import { choosePeriods } from '../../../domain/choose-periods.ts'
import { sourceId } from '../../../domain/ids.ts'
import type { SpendingQuery } from '../../../domain/spending.ts'
import type { EffectiveDates } from '../../../ports/spending.ts'
import { type At, kept } from '../as-of.ts'

interface ReportedPeriod {
  readonly source: string
  readonly platform: string
  readonly from: string
  readonly to: string
  readonly isPartial: boolean
  readonly countries: readonly string[]
}

/** Sources whose periods are all inside, and those of them whose periods cover the window, too. */
export interface EveryPeriod {
  readonly sources: readonly string[]
  readonly covering: readonly string[]
}

/** The periods of statements that a question is answered from, and how a reader is told of them. */
export interface ChosenPeriods {
  readonly inside: readonly ReportedPeriod[]
  readonly covering: readonly ReportedPeriod[]
  readonly effective: readonly EffectiveDates[]
  /** As `every` of bounds-sql.ts; null: some period that ends in these days is not inside, or covers alone. */
  readonly every: EveryPeriod | null
  /** Whether there are any since ever. */
  readonly isToDate: boolean
  /** Platforms of which a period may bound the window from above. */
  readonly coveringPlatforms: readonly string[]
  /** Whether no reported period is left out, and none covers. */
  readonly isAll: boolean
  /** Countries of which any of the periods was reported. */
  readonly countries: readonly string[]
}

/** Periods reported for the place, or for advertisers whose only country it is. Everywhere: for any country too. */
const periodsSql = (at: At) => `
SELECT period.source, period.from_day::text AS from, period.to_day::text AS to,
  platform_of(period.source) AS platform, bool_and(period.is_partial) AS "isPartial",
  coalesce(array_agg(DISTINCT period.place) FILTER (WHERE length(period.place) = 2), '{}') AS countries
FROM ${kept('statement_period', at)} period -- statement_period_by_place
WHERE period.currency = $2
  AND (period.place = $1 OR (length($1) = 2 AND period.place = '') OR ($1 = '' AND length(period.place) = 2))
  AND ($3::text IS NULL OR platform_of(period.source) = $3)
GROUP BY 1, 2, 3`

export async function chosenPeriods(
  dataSource: Pick<DataSource, 'query'>,
  { place, currency, platform, from, to }: Omit<SpendingQuery, 'by'>,
  at: At,
): Promise<ChosenPeriods> {
  const rows: ReportedPeriod[] = await dataSource.query(periodsSql(at), [place ?? '', currency, platform])
  const sources = [...new Set(rows.map(({ source }) => source))]
  const chosen = sources.map((source) => {
    const own = rows.filter((row) => row.source === source)
    const limited = own.filter((row) => row.from !== '-infinity')
    const { inside } = choosePeriods(limited, { from, to })
    const whole = limited.filter((row) => !row.isPartial)
    // Over several countries, days that one of them reported may be missing from another.
    const { covering } = place === null ? { covering: null } : choosePeriods(whole, { from, to })
    return { source, limited, inside, covering: covering ?? [], toDate: own.filter((row) => row.from === '-infinity') }
  })
  return {
    inside: chosen.flatMap(({ inside }) => inside),
    covering: chosen.flatMap(({ covering }) => covering),
    every: everyInside(chosen),
    isToDate: chosen.some(({ toDate }) => toDate.length > 0),
    coveringPlatforms: chosen.flatMap(({ covering, toDate }) =>
      [...covering, ...toDate].map((period) => period.platform),
    ),
    isAll: chosen.every(({ limited, inside, covering }) => limited.length === inside.length && covering.length === 0),
    effective: chosen.flatMap((each) => effectiveDates(each, { from, to })),
    countries: [...new Set(rows.flatMap((row) => row.countries))],
  }
}

/** The periods are not looked at one by one where all that end in the days in question are used alike. */
function everyInside(
  chosen: readonly (Chosen & { readonly limited: readonly ReportedPeriod[] })[],
): EveryPeriod | null {
  const ends = chosen.flatMap(({ inside, covering }) => [...inside, ...covering].map(({ to }) => to)).sort()
  const [first, last] = [ends[0] ?? '', ends.at(-1) ?? '']
  const isAlike = chosen.every(({ limited, inside, covering }) => {
    const ending = limited.filter(({ to }) => to >= first && to <= last)
    return ending.length === inside.length && (covering.length === 0 || isSame(inside, covering))
  })
  if (!isAlike) return null
  const used = chosen.filter(({ inside }) => inside.length > 0)
  const covering = used.filter((each) => each.covering.length > 0)
  return { sources: used.map(({ source }) => source), covering: covering.map(({ source }) => source) }
}

function isSame(some: readonly ReportedPeriod[], others: readonly ReportedPeriod[]): boolean {
  return some.length === others.length && some.every((period) => others.includes(period))
}

interface Chosen {
  readonly source: string
  readonly inside: readonly ReportedPeriod[]
  readonly covering: readonly ReportedPeriod[]
  readonly toDate: readonly ReportedPeriod[]
}

function effectiveDates(
  { source, inside, covering, toDate }: Chosen,
  { from, to }: Pick<SpendingQuery, 'from' | 'to'>,
): EffectiveDates[] {
  const insideToDate = from === null ? toDate.filter((period) => to === null || period.to <= to) : []
  const coveringToDate = toDate.filter((period) => to === null || period.to >= to)
  const within = span([...inside, ...insideToDate])
  const around = covering.length > 0 ? span(covering) : span(coveringToDate)
  return within === null && around === null ? [] : [{ source: sourceId(source), inside: within, covering: around }]
}

function span(periods: readonly ReportedPeriod[]): EffectiveDates['inside'] {
  if (periods.length === 0) return null
  const days = (side: 'from' | 'to') => periods.map((period) => period[side]).sort()
  const first = days('from')[0] ?? ''
  const last = days('to').at(-1) ?? ''
  const isSinceEver = periods.some(({ from }) => from === '-infinity')
  return { from: isSinceEver ? null : calendarDate(first), to: calendarDate(last) }
}
