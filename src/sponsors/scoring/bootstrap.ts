import { sharesOfSeed } from '../../domain/shares-of-seed.ts'
import type { Figure, Figures } from './figure.ts'

/** What one unit (a gold sponsor, a set of gold ids) adds to the sums that figures are made of. */
export type Sums = readonly number[]

/** Makes a figure of sums over units; null where there is nothing to divide by. */
export type Measure = (sums: Sums) => number | null

const RESAMPLES = 2_000
const SEED = 20_261_128

/**
 * Figures with intervals of 95 %: units are drawn again with replacement, as many as there are, 2,000 times from a fixed
 * seed; the bounds are percentiles 2.5 and 97.5 of what comes out. All units have sums of equal length.
 */
export function bootstrapped(units: readonly Sums[], measures: Readonly<Record<string, Measure>>): Figures {
  const whole = sumsOf(units, (index) => index)
  const resamples = drawnSums(units)
  const figures = Object.entries(measures).map(([name, measure]) => {
    const drawn = resamples.map(measure).filter((value) => value !== null)
    return [name, figure(measure(whole), drawn)] as const
  })
  return Object.fromEntries(figures)
}

function drawnSums(units: readonly Sums[]): Sums[] {
  const random = sharesOfSeed(SEED)
  return Array.from({ length: RESAMPLES }, () => sumsOf(units, () => Math.floor(random() * units.length)))
}

function sumsOf(units: readonly Sums[], at: (index: number) => number): Sums {
  const sums = new Float64Array(units[0]?.length ?? 0)
  for (let index = 0; index < units.length; index++) {
    const unit = units[at(index)]
    if (unit === undefined) continue
    for (let column = 0; column < sums.length; column++) sums[column] = (sums[column] ?? 0) + (unit[column] ?? 0)
  }
  return [...sums]
}

function figure(value: number | null, drawn: readonly number[]): Figure {
  if (value === null) return { value, low: null, high: null }
  const sorted = drawn.toSorted((a, b) => a - b)
  return { value, low: percentile(sorted, 0.025), high: percentile(sorted, 0.975) }
}

/** Between two neighbours, by straight line. */
function percentile(sorted: readonly number[], at: number): number | null {
  const place = (sorted.length - 1) * at
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) return null
  return below + (above - below) * (place - Math.floor(place))
}
