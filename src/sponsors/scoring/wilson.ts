import { type Figure, share } from './figure.ts'

const Z = 1.96

/** A share with Wilson's interval of 95 %, for counts near zero, where resampling sees nothing. */
export function wilson(count: number, of: number): Figure {
  const value = share(count, of)
  if (value === null) return { value, low: null, high: null }
  const scale = 1 + (Z * Z) / of
  const centre = (value + (Z * Z) / (2 * of)) / scale
  const half = (Z * Math.sqrt((value * (1 - value)) / of + (Z * Z) / (4 * of * of))) / scale
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
