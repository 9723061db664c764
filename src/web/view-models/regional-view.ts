import type { Currency } from '../../domain/money.ts'
import { countryName } from '../../domain/place.ts'
import type { Manifest } from '../../ports/source.ts'
import type { RegionalSpending } from '../../ports/spending.ts'
import { type TileMapView, tileMap } from '../charts/tile-map.ts'
import { counted, countText } from '../format.ts'
import { countryOfPlace, placeText } from '../place-text.ts'
import type { SpendingParams } from '../spending-request.ts'
import { changedSpendingUrl } from '../spending-url.ts'
import { type BarView, type BoundCells, barView, boundCells, greatestBound } from './bounds-view.ts'
import type { LinkView } from './layout-view.ts'
import { type StatementRowView, statementRow } from './statement-view.ts'

export interface RegionRowView extends BoundCells {
  readonly name: string
  readonly href: string
  readonly ads: string
  readonly bar: BarView
}

/** How a country’s sum divides. */
export interface RegionalView {
  readonly country: string
  readonly limit: string
  readonly map: TileMapView | null
  readonly rows: readonly RegionRowView[]
  readonly notRegional: BoundCells
  readonly national: BoundCells
  readonly exports: readonly LinkView[]
  readonly stated: readonly StatementRowView[]
}

export function regionalView(
  { regions, notRegional, national, stated }: RegionalSpending,
  params: SpendingParams,
  currency: Currency,
  manifests: readonly Manifest[],
): RegionalView {
  const scale = greatestBound(regions)
  const place = params.place === undefined ? null : countryOfPlace(params.place)
  return {
    country: place === null ? '' : countryName(place),
    limit: `${counted(regions.length, 'region')}, the greatest lower bound first.`,
    map: place === 'US' && regions.length > 0 ? tileMap(regions, currency) : null,
    rows: [...regions]
      .sort((a, b) => (a.lower === b.lower ? upperFirst(a, b) : b.lower > a.lower ? 1 : -1))
      .map((each) => ({
        name: placeText(each.region),
        href: changedSpendingUrl(params, { place: each.region, currency }),
        ads: countText(each.ads),
        bar: barView(each, scale),
        ...boundCells(each, currency),
      })),
    notRegional: boundCells(notRegional, currency),
    national: boundCells(national, currency),
    exports: [{ text: 'CSV', href: changedSpendingUrl(params, { currency, table: 'regions', format: 'csv' }) }],
    stated: stated.map((statement) => statementRow(statement, manifests, null)),
  }
}

function upperFirst(a: { readonly upper: bigint | null }, b: { readonly upper: bigint | null }): number {
  if (a.upper === b.upper) return 0
  if (a.upper === null || b.upper === null) return a.upper === null ? -1 : 1
  return b.upper > a.upper ? 1 : -1
}
