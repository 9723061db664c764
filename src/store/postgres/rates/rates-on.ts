import type { DataSource } from 'typeorm'
import { type CalendarDate, calendarDate } from '../../../domain/calendar.ts'
import { currency } from '../../../domain/money.ts'
import type { ReferenceRate } from '../../../domain/reference-rate.ts'
import { type At, kept } from '../as-of.ts'

/** The newest of each currency, by the key: there are some ten thousand days of each. */
const ratesSql = (at: At) => `
SELECT quoted.currency, newest.day::text, newest.per_euro::text
FROM (SELECT DISTINCT rate.currency FROM ${kept('reference_rate', at)} rate) quoted
CROSS JOIN LATERAL (
  SELECT rate.day, rate.per_euro FROM ${kept('reference_rate', at)} rate -- reference_rate_pkey
  WHERE rate.currency = quoted.currency AND ($1::date IS NULL OR rate.day <= $1)
  ORDER BY rate.day DESC LIMIT 1
) newest
ORDER BY quoted.currency`

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
