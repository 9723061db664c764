import { cell, csvHeader, csvRow } from '../domain/csv.ts'
import { type Currency, majorBounds, majorText } from '../domain/money.ts'
import type { Range } from '../domain/range.ts'
import type { SpendingQuery } from '../domain/spending.ts'
import type { RegionalSpending } from '../ports/spending.ts'
import type { Json } from './disclosure-json.ts'
import { boundsJson } from './spending-file.ts'
import { statementJson } from './statement-file.ts'

/** Regions, what no region is told for, and the whole country: three kinds of row whose bounds add up. */
export function regionalCsv({ regions, notRegional, national }: RegionalSpending, query: SpendingQuery): string {
  const { currency, from, to, place } = query
  const row = (kind: string, code: string | null, range: Range, ads: number | null, undivided: bigint | null) => {
    const { lower, upper } = majorBounds(range, currency)
    return csvRow([
      cell('text', kind),
      cell('text', code),
      cell('date', from),
      cell('date', to),
      cell('text', currency),
      cell('number', lower),
      cell('number', upper),
      cell('number', undivided === null ? null : majorText(undivided, currency)),
      cell('number', ads === null ? null : String(ads)),
    ])
  }
  return [
    csvHeader(['row', 'place', 'from', 'to', 'currency', 'lower', 'upper', 'undivided', 'ads']),
    ...regions.map((each) => row('region', each.region, each, each.ads, null)),
    row('not_regional', place, notRegional, null, null),
    row('national', place, national, null, national.undivided),
  ].join('')
}

export function regionalJson(spending: RegionalSpending, currency: Currency): Json {
  const { national, regions, notRegional, stated } = spending
  return {
    national: boundsJson(national, currency),
    regions: regions.map((each) => ({ region: each.region, ads: each.ads, ...majorBounds(each, currency) })),
    notRegional: majorBounds(notRegional, currency),
    stated: stated.map(statementJson),
  }
}
