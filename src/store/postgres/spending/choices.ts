import type { DataSource } from 'typeorm'
import { platformId } from '../../../domain/ids.ts'
import { currency } from '../../../domain/money.ts'
import type { CountryCode, RegionCode } from '../../../domain/place.ts'
import type { SpendingQuery } from '../../../domain/spending.ts'
import type { SpendingChoices } from '../../../ports/spending.ts'
import { type At, kept } from '../as-of.ts'

interface ChoiceRow {
  readonly kind: 'currency' | 'country' | 'region' | 'platform'
  readonly value: string
  readonly witnesses: string
}

/** From totals that loads keep. Currencies are those of the place; regions those of its country. */
const choicesSql = (at: At) => `
SELECT 'currency' AS kind, total.currency::text AS value, sum(total.ads + total.statements) AS witnesses
FROM ${kept('place_total', at)} total
WHERE total.place = $1 OR ($1 = '' AND length(total.place) = 2 AND total.statements > 0) OR
  (length($1) = 2 AND total.place = '' AND total.statements > 0)
GROUP BY 2
UNION ALL
SELECT 'country', total.place, sum(total.ads + total.statements) FROM ${kept('place_total', at)} total
WHERE length(total.place) = 2 GROUP BY 2
UNION ALL
SELECT 'region', total.place, sum(total.ads + total.statements) FROM ${kept('place_total', at)} total
WHERE $1 <> '' AND total.place > left($1, 2) || '-' AND total.place < left($1, 2) || '.' GROUP BY 2
UNION ALL
SELECT 'platform', total.platform, sum(total.ads + total.statements) FROM ${kept('place_total', at)} total GROUP BY 2
ORDER BY 3 DESC, 2`

export async function spendingChoices(
  dataSource: DataSource,
  { place }: Partial<SpendingQuery>,
  at: At,
): Promise<SpendingChoices> {
  const [rows, [sponsors]]: [ChoiceRow[], [{ readonly are_there: boolean }]] = await Promise.all([
    dataSource.query(choicesSql(at), [place ?? '']),
    dataSource.query(`SELECT EXISTS (SELECT FROM ${kept('mention_sponsor', at)} attributed) AS are_there`),
  ])
  const of = (wanted: ChoiceRow['kind']) =>
    rows.filter(({ kind }) => kind === wanted).map(({ value, witnesses }) => ({ value, witnesses: Number(witnesses) }))
  return {
    currencies: of('currency').map(({ value, witnesses }) => ({ currency: currency(value), witnesses })),
    countries: of('country').map(({ value, witnesses }) => ({ country: value as CountryCode, witnesses })),
    regions: of('region').map(({ value, witnesses }) => ({ region: value as RegionCode, witnesses })),
    platforms: of('platform').map(({ value }) => platformId(value)),
    hasSponsors: sponsors.are_there,
  }
}
