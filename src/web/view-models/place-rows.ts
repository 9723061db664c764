import type { Currency } from '../../domain/money.ts'
import type { CountryCode, RegionCode } from '../../domain/place.ts'
import type { SpendBounds } from '../../ports/spending.ts'
import { placeText } from '../place-text.ts'
import { spendingUrl } from '../spending-url.ts'
import {
  type BarView,
  type BoundCells,
  barView,
  boundCells,
  greatestBound,
  type ShareView,
  shareView,
} from './bounds-view.ts'

/** What an advertiser spent in a place. */
export interface PlaceRowView extends BoundCells {
  readonly name: string
  /** Who else spent there. */
  readonly href: string
  readonly bar: BarView
  readonly share: ShareView | null
}

/** @param asOf the moment that links keep */
export function placeRows(
  places: readonly (SpendBounds & { readonly place: CountryCode | RegionCode })[],
  currency: Currency,
  asOf?: string,
): PlaceRowView[] {
  const scale = greatestBound(places)
  return places.map((each) => ({
    name: placeText(each.place),
    href: spendingUrl({ place: each.place, currency, as_of: asOf }),
    bar: barView(each, scale),
    share: shareView(each),
    ...boundCells(each, currency),
  }))
}
