import { toldValue } from '../../../src/domain/disclosure.ts'
import type { RegionCode } from '../../../src/domain/place.ts'
import type { SpendingQuery } from '../../../src/domain/spending.ts'
import type { RegionalSpending, SpendBounds } from '../../../src/ports/spending.ts'
import type { Kept } from './memory-spending.ts'
import { adBounds, added, NOTHING } from './spend-arithmetic.ts'

/** By ads alone: what is told of one region goes there, all else is not regional; the nation is the sum. */
export function memoryRegional({ ads, statements }: Kept, query: Omit<SpendingQuery, 'by'>): RegionalSpending {
  const regions = new Map<RegionCode, SpendBounds & { readonly ads: number }>()
  let notRegional = NOTHING
  for (const held of ads) {
    const national = adBounds(held, query)
    if (national === null || (query.platform !== null && held.source !== (query.platform as string))) continue
    const codes = (toldValue(held.fields.regions) ?? []).flatMap(({ code }) => code ?? [])
    const parts = codes.map((region) => ({ region, bounds: adBounds(held, { ...query, place: region }) ?? NOTHING }))
    const isDivided = parts.length > 0 && parts.every(({ bounds }) => bounds.undivided === 0n && bounds.upper !== null)
    const [own, rest] = isDivided
      ? [
          parts,
          minus(
            national,
            parts.map(({ bounds }) => bounds),
          ),
        ]
      : [[], national]
    for (const { region, bounds } of own) {
      const before = regions.get(region) ?? { ...NOTHING, ads: 0 }
      regions.set(region, { ...added(before, bounds), ads: before.ads + 1 })
    }
    notRegional = added(notRegional, { ...rest, undivided: rest.upper ?? 0n })
  }
  const rows = [...regions].map(([region, { lower, upper, ads: count }]) => ({ region, lower, upper, ads: count }))
  const national = rows.reduce((sum, row) => added(sum, { ...row, undivided: 0n }), notRegional)
  const stated = statements
    .filter(({ about, view }) => about === 'place' && view.place === query.place && view.currency === query.currency)
    .map(({ view }) => view)
  const { lower, upper } = notRegional
  return { national, regions: rows, notRegional: { lower, upper }, stated }
}

function minus(whole: SpendBounds, parts: readonly SpendBounds[]): SpendBounds {
  const all = parts.reduce(added, NOTHING)
  return {
    lower: whole.lower - all.lower,
    upper: whole.upper === null || all.upper === null ? null : whole.upper - all.upper,
    undivided: 0n,
  }
}
