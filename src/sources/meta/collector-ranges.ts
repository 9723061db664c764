import { boundsSchema } from './archived-ad.ts'
import { rawBounds } from './bounds.ts'
import { filled, structuredCell } from './cell.ts'
import { boundColumns } from './collector-columns.ts'
import type { Maybe, RawBounds } from './raw-ad.ts'

type Row = Readonly<Record<string, string>>

/**
 * A range, wherever the collector put it: two columns, or one with the object. Names are tried in their order. A single
 * figure is no range, so the range counts as not collected.
 */
export function rangeIn(row: Row, names: readonly string[]): Maybe<RawBounds> {
  for (const name of names) {
    const range = twoColumns(row, name) ?? oneColumn(row, name)
    if (range !== undefined) return range.bounds
  }
  return undefined
}

/** What collectors made of a range: one figure, such as its middle. Kept under the column's name, never as a range. */
export function derivedFigures(row: Row): Record<string, string> {
  const figures = ['spend', 'impressions'].flatMap((name): [string, string][] => {
    const cell = filled(row[name])
    return cell !== null && isFigure(cell) ? [[name, cell]] : []
  })
  return Object.fromEntries(figures)
}

function twoColumns(row: Row, name: string): { readonly bounds: RawBounds | null } | undefined {
  const found = boundColumns(name).find(([lower]) => row[lower] !== undefined)
  if (found === undefined) return undefined
  const [lower, upper] = found.map((column) => filled(row[column]))
  return { bounds: rawBounds({ lower_bound: lower, upper_bound: upper }) }
}

function oneColumn(row: Row, column: string): { readonly bounds: RawBounds | null } | undefined {
  const text = row[column]
  if (text === undefined) return undefined
  const cell = filled(text)
  if (cell === null) return { bounds: null }
  return isFigure(cell) ? undefined : { bounds: rawBounds(structuredCell(boundsSchema, { column, cell })) }
}

function isFigure(cell: string): boolean {
  return /^\s*\d+(?:\.\d+)?\s*$/.test(cell)
}
