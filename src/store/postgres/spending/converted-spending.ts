import type { DataSource } from 'typeorm'
import { NO_CURRENCY } from '../../../domain/money.ts'
import { sumOfRanges } from '../../../domain/range.ts'
import { converted, type Factor } from '../../../domain/reference-rate.ts'
import type { SpendingPosition, SpendingQuery } from '../../../domain/spending.ts'
import type { OneCurrency, SpendingPage } from '../../../ports/spending.ts'
import { convertedRankSql } from './converted-sql.ts'
import { type ChosenPeriods, chosenPeriods } from './periods.ts'
import { boundsParameters, isWide, pageOf, placeOf, refuseStrange, type SpendingScope, unnamed } from './spending.ts'

interface Asked extends SpendingScope {
  readonly after: SpendingPosition | null
  readonly size: number
}

/** The ranking of all currencies that have a rate, in one: bound by bound, exactly. */
export async function convertedSpending(
  dataSource: DataSource,
  query: Omit<SpendingQuery, 'currency'>,
  { factors }: OneCurrency,
  { after, size, holdsAllAds, at }: Asked,
): Promise<SpendingPage> {
  refuseStrange(after)
  const parts = await Promise.all(
    [...factors].map(async ([currency, factor]) => {
      const own = { ...query, currency }
      return { currency, factor, query: own, periods: await chosenPeriods(dataSource, own, at) }
    }),
  )
  const parameters = [
    ...mixedParameters(query, parts, holdsAllAds),
    parts.map(({ currency }) => currency),
    parts.map(({ factor }) => factor.numerator.toString()),
    parts.map(({ factor }) => factor.denominator.toString()),
  ]
  const asked = { window: query, at, by: query.by, isWide: isWide(query) }
  const sql = convertedRankSql(asked, after, parameters.length - 3)
  const [{ result }] = await dataSource.query(sql, [...parameters, ...(after === null ? [] : placeOf(after)), size + 1])
  const told = await Promise.all(parts.map((part) => unnamed(dataSource, part.query, part.periods, at)))
  const nobody = told.flatMap((each, index) => {
    const factor = parts[index]?.factor
    return each === null || factor === undefined ? [] : [{ rows: each.rows, ...converted(each, factor) }]
  })
  return {
    ...pageOf(result, size),
    unnamed:
      nobody.length === 0 ? null : { rows: nobody.reduce((sum, { rows }) => sum + rows, 0), ...sumOfRanges(nobody) },
    effective: [
      ...new Map(
        parts.flatMap(({ periods }) => periods.effective).map((dates) => [JSON.stringify(dates), dates]),
      ).values(),
    ],
  }
}

interface Part {
  readonly currency: string
  readonly factor: Factor
  readonly periods: ChosenPeriods
}

/** As for one currency, with all of them, the periods of each, and whose each is. */
function mixedParameters(
  query: Omit<SpendingQuery, 'currency'>,
  parts: readonly Part[],
  holdsAllAds: readonly string[],
): unknown[] {
  const all = {
    inside: parts.flatMap(({ periods }) => periods.inside),
    covering: parts.flatMap(({ periods }) => periods.covering),
    countries: [...new Set(parts.flatMap(({ periods }) => periods.countries))],
  }
  const whose = (kind: 'inside' | 'covering') =>
    parts.flatMap(({ currency, periods }) => periods[kind].map(() => currency))
  const currencies = parts.map(({ currency }) => currency)
  const [place, , ...rest] = boundsParameters({ ...query, currency: NO_CURRENCY }, all, holdsAllAds)
  return [place, currencies, ...rest, whose('inside'), whose('covering')]
}
