import type { DataSource } from 'typeorm'
import { currency } from '../../../domain/money.ts'
import { FACETS, type FacetName, type FacetValue } from '../../../domain/search.ts'
import type { MoneySum } from '../../../ports/archive.ts'
import type { Wanted } from './conditions.ts'
import { type CountRow, keptCounts, scannedCounts } from './counts.ts'

export interface Overview {
  readonly total: number
  readonly sums: readonly MoneySum[]
  readonly facets: Readonly<Record<FacetName, readonly FacetValue[]>>
}

/**
 * Totals, sums and facet counts of a query, exact. A facet that is filtered by is counted without its own filter, in a
 * statement of its own: each statement reads only what matches it.
 */
export async function overview(dataSource: DataSource, wanted: Wanted): Promise<Overview> {
  const filtered = FACETS.filter((facet) => wanted.filters[facet] !== undefined)
  const others = FACETS.filter((facet) => !filtered.includes(facet))
  const [main, ...own] = await Promise.all([
    counts(dataSource, wanted, others),
    ...filtered.map((facet) => counts(dataSource, without(wanted, facet), [facet])),
  ])
  const facets = [...main, ...own.flat()]
  return {
    total: Number(main.find(({ kind }) => kind === 'total')?.count ?? 0),
    sums: main.filter(({ kind }) => kind === 'sum').map(moneySum),
    facets: {
      source: values(facets, 'source'),
      country: values(facets, 'country'),
      region: values(facets, 'region'),
      format: values(facets, 'format'),
      currency: values(facets, 'currency'),
      payer: values(facets, 'payer'),
    },
  }
}

/** Where everything matches, the totals that loads keep; they speak of the newest revision only. */
async function counts(dataSource: DataSource, wanted: Wanted, facets: readonly FacetName[]): Promise<CountRow[]> {
  const isEverything = wanted.tsquery === null && Object.keys(wanted.filters).length === 0
  const kept = isEverything ? await keptCounts(dataSource, wanted.revision, facets) : []
  return kept.length > 0 ? kept : scannedCounts(dataSource, wanted, facets)
}

function without(wanted: Wanted, facet: FacetName): Wanted {
  const { [facet]: _, ...filters } = wanted.filters
  return { ...wanted, filters }
}

function values(rows: readonly CountRow[], facet: FacetName): FacetValue[] {
  return rows
    .filter(({ kind }) => kind === facet)
    .map(({ value, count }) => ({ value: value ?? '', count: Number(count) }))
}

function moneySum(row: CountRow): MoneySum {
  const openTops = Number(row.open_tops ?? 0)
  return {
    currency: currency(row.value ?? ''),
    ads: Number(row.count),
    openTops,
    lower: BigInt(row.lower ?? 0),
    upper: openTops > 0 ? null : BigInt(row.upper ?? 0),
  }
}
