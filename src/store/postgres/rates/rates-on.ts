import type { DataSource } from 'typeorm'
import { type CalendarDate, calendarDate } from '../../../domain/calendar.ts'
import { currency } from '../../../domain/money.ts'
import type { ReferenceRate } from '../../../domain/reference-rate.ts'
import { type At, kept } from '../as-of.ts'

/** The newest of each currency, among the last days: what is quoted no more is no rate (`ratesOfMoment` of the domain). */
const ratesSql = (at: At) => `
SELECT DISTINCT ON (rate.currency) rate.currency, rate.day::text, rate.per_euro::text
FROM (
  SELECT max(known.day) AS day FROM ${kept('reference_rate', at)} known WHERE known.day <= coalesce($1::date, 'infinity')
) newest
JOIN ${kept('reference_rate', at)} rate -- reference_rate_by_day
  ON rate.day <= newest.day AND rate.day > newest.day - 32
ORDER BY rate.currency, rate.day DESC`

export async function ratesOn(
  dataSource: DataSource,
  day: CalendarDate | null,
  at: At,
): Promise<readonly ReferenceRate[]> {
  const rows: { currency: string; day: string; per_euro: string }[] = await dataSource.query(ratesSql(at), [day])
  return rows.map((row) => ({
    currency: currency(row.currency),
    day: calendarDate(row.day),
    perEuro: row.per_euro,
  }))
}
