import type { Currency } from '../../domain/money.ts'
import type { Range } from '../../domain/range.ts'
import { moneyText } from '../format.ts'
import { barView, greatestBound } from '../view-models/bounds-view.ts'
import { US_TILES } from './us-tiles.ts'

/** A tile of the map, in units of its drawing. */
export interface TileView {
  readonly x: number
  readonly y: number
  readonly state: string
  /** 0: nothing is told; 1 to 5: fifths of the greatest lower bound. */
  readonly step: number
  readonly sure: number
  readonly maybe: number
  readonly isOpen: boolean
  readonly text: string
}

export interface TileMapView {
  readonly title: string
  readonly description: string
  readonly width: number
  readonly height: number
  readonly side: number
  readonly tiles: readonly TileView[]
}

const PITCH = 56
const SIDE = 52
const BAR = 44

/** The states as equal tiles: shaded by what is certain, each with a bar from its lower to its upper bound. */
export function tileMap(regions: readonly (Range & { readonly region: string })[], currency: Currency): TileMapView {
  const scale = greatestBound(regions)
  const most = regions.reduce((greatest, { lower }) => (lower - greatest > 0n ? lower : greatest), 1n)
  const byState = new Map(regions.map((each) => [each.region.slice(3), each]))
  return {
    title: `Spending by state, ${currency}`,
    description:
      'Each tile is a state. The fuller its colour, the more is certain; the bar goes from the lower to the upper bound.',
    width: PITCH * (1 + Math.max(...US_TILES.map(({ column }) => column))),
    height: PITCH * (1 + Math.max(...US_TILES.map(({ row }) => row))),
    side: SIDE,
    tiles: US_TILES.map(({ state, column, row }) => {
      const range = byState.get(state) ?? null
      const bar = range === null ? { lower: 0, between: 0, isOpen: false } : barView(range, scale)
      return {
        x: column * PITCH,
        y: row * PITCH,
        state,
        step: range === null ? 0 : stepOf(range.lower, most),
        sure: (bar.lower / 100) * BAR,
        maybe: (bar.between / 100) * BAR,
        isOpen: bar.isOpen,
        text: `${state}: ${range === null ? 'nothing is told' : moneyText(range, currency)}`,
      }
    }),
  }
}

function stepOf(lower: bigint, greatest: bigint): number {
  return lower === 0n ? 0 : Math.min(5, 1 + Number((lower * 5n) / greatest))
}
