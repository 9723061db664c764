import type { Currency } from '../../domain/money.ts'
import type { CountryCode } from '../../domain/place.ts'
import type { Range } from '../../domain/range.ts'
import { moneyText } from '../format.ts'
import { placeText } from '../place-text.ts'
import { type Box, WORLD, type WorldShape, worldShapes } from './world-shapes.ts'

/** A country of which something is told. */
export interface WorldMapCountry {
  readonly path: string
  /** 1 to 5: fifths of the greatest lower bound; 0: nothing is certain, and something is possible. */
  readonly step: number
  readonly text: string
}

export interface WorldMapView {
  readonly title: string
  readonly description: string
  readonly viewBox: string
  readonly countries: readonly WorldMapCountry[]
  /** All others, as one path. */
  readonly rest: string
  /** Countries of which something is told, and that the map is too coarse to draw. */
  readonly undrawn: string | null
}

type Place = Range & { readonly country: CountryCode }

/** Countries shaded by what is certain, around those of which something is told. Null below two: that is no map. */
export function worldMap(places: readonly Place[], currency: Currency): WorldMapView | null {
  const all = worldShapes()
  const byCountry = new Map<CountryCode | null, Place>(places.map((place) => [place.country, place]))
  const told = all.flatMap((shape) => {
    const place = byCountry.get(shape.country)
    return place === undefined ? [] : [{ shape, place }]
  })
  if (told.length < 2) return null
  const view = viewOf(told.map(({ shape }) => shape.box))
  const isWhole = view === WORLD
  const pathOf = ({ path, finePath }: WorldShape) => (isWhole ? path : finePath)
  const most = places.reduce((greatest, { lower }) => (lower - greatest > 0n ? lower : greatest), 1n)
  const others = all.filter(({ country, box }) => !byCountry.has(country) && touches(box, view))
  return {
    title: `Spending by country, ${currency}`,
    description:
      'The fuller a country’s colour, the more is certain. A dashed outline: nothing is certain, something is possible.',
    viewBox: [view.left, view.top, view.right - view.left, view.bottom - view.top].map(Math.round).join(' '),
    countries: told.map(({ shape, place }) => ({
      path: pathOf(shape),
      step: place.lower === 0n ? 0 : Math.min(5, 1 + Number((place.lower * 5n) / most)),
      text: `${placeText(place.country)}: ${moneyText(place, currency)}`,
    })),
    rest: others.map(pathOf).join(''),
    undrawn: undrawnText(places, all),
  }
}

const LEAST = { width: 260, height: 150 }

/** The part of the world in which the boxes lie, with what lies around it; of half the world on: the whole. */
function viewOf(boxes: readonly Box[]): Box {
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))]
  const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))]
  const width = Math.max(LEAST.width, (right - left) * 1.15)
  const height = Math.max(LEAST.height, (bottom - top) * 1.15)
  if (width > 520 || height > 330) return WORLD
  const [x, y] = [(left + right - width) / 2, (top + bottom - height) / 2]
  return { left: x, top: y, right: x + width, bottom: y + height }
}

function touches(box: Box, view: Box): boolean {
  return box.left < view.right && box.right > view.left && box.top < view.bottom && box.bottom > view.top
}

function undrawnText(places: readonly Place[], all: readonly WorldShape[]): string | null {
  const drawn = new Set<CountryCode | null>(all.map(({ country }) => country))
  const small = places.filter(({ country }) => !drawn.has(country)).map(({ country }) => placeText(country))
  if (small.length === 0) return null
  return `Too small for this map, and in the table: ${small.slice(0, 8).join(', ')}${small.length > 8 ? '…' : ''}.`
}
