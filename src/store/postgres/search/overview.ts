import type { DataSource } from 'typeorm'
import { currency } from '../../../domain/money.ts'
import { FACETS, type FacetName, type FacetValue, MOST_COUNTED } from '../../../domain/search.ts'
import type { Counted, MoneySum } from '../../../ports/archive.ts'
import type { Wanted } from './conditions.ts'
import { type CountRow, keptCounts, scannedCounts } from './counts.ts'

/**
 * Totals, sums and facet counts of a query, exact unless `isCapped`. A facet that is filtered by is counted without its
 * own filter, in a statement of its own: each statement reads only what matches it. Where that is too much to count, the
 * facet keeps the chosen value alone.
 */
export async function overview(dataSource: DataSource, wanted: Wanted): Promise<Counted> {
  const filtered = FACETS.filter((facet) => wanted.filters[facet] !== undefined)
  const others = FACETS.filter((facet) => !filtered.includes(facet))
  const [main, ...own] = await Promise.all([
    counts(dataSource, wanted, others),
    ...filtered.map((facet) => counts(dataSource, without(wanted, facet), [facet])),
  ])
  const total = Math.min(main.total, main.most)
  const chosen = own.flatMap((each, index) => {
    const facet = filtered[index]
    if (facet === undefined || each.total <= each.most) return each.rows
    return [{ ...NOTHING, kind: facet, value: wanted.filters[facet] ?? '', count: String(total) }]
  })
  const facets = [...main.rows, ...chosen]
  return {
    total,
    isCapped: main.total > main.most,
    sums: main.rows.filter(({ kind }) => kind === 'sum').map(moneySum),
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

const NOTHING = { lower: null, upper: null, open_tops: null }

interface Rows {
  readonly rows: readonly CountRow[]
  readonly total: number
  /** A greater total is one at which counting ended. */
  readonly most: number
}

/** Where everything matches, the totals that loads keep. */
async function counts(dataSource: DataSource, wanted: Wanted, facets: readonly FacetName[]): Promise<Rows> {
  const isEverything = wanted.tsquery === null && Object.keys(wanted.filters).length === 0
  const rows = isEverything
    ? await keptCounts(dataSource, wanted.revision, facets)
    : await scannedCounts(dataSource, wanted, facets)
  const total = Number(rows.find(({ kind }) => kind === 'total')?.count ?? 0)
  return { rows, total, most: isEverything ? total : MOST_COUNTED }
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
