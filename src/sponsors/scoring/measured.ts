import type { Figure, Figures } from './figure.ts'

/** When a figure holds: of what the program decides by itself, or with a reviewer who always answers rightly. */
export type OperatingPoint = 'auto' | 'auto+review 5 %' | 'auto+review 8 %' | 'auto+review'

/** A figure by its name, with what it is of. */
export interface Measured extends Figure {
  readonly name: string
  /** Which rows: `all`, `meta`, `not persons`, `negative`. */
  readonly of: string
  readonly point: OperatingPoint
  readonly interval: 'bootstrap' | 'wilson' | 'none'
}

export interface MeasuredOf {
  readonly of: string
  readonly point?: OperatingPoint
}

/** Resampled figures as a list. */
export function measuredFigures(figures: Figures, { of, point = 'auto' }: MeasuredOf): readonly Measured[] {
  return Object.entries(figures).map(([name, figure]) => ({ name, of, point, ...figure, interval: 'bootstrap' }))
}

/** A share with Wilson's interval. */
export function measuredShare(name: string, figure: Figure, { of, point = 'auto' }: MeasuredOf): Measured {
  return { name, of, point, ...figure, interval: 'wilson' }
}

/** A number that nothing is drawn from again. */
export function measuredNumber(name: string, value: number | null, { of, point = 'auto' }: MeasuredOf): Measured {
  return { name, of, point, value, low: null, high: null, interval: 'none' }
}
