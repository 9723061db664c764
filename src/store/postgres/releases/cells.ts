import type { ReleaseRow } from '../../../ports/releases.ts'

/** Of a file, an empty text and none are one: both stand as an empty cell. */
export function releaseRow(cells: ReleaseRow): ReleaseRow {
  return cells.map((cell) => (cell === '' ? null : cell))
}

export function yearOf(day: string | null): string {
  return day === null ? 'undated' : day.slice(0, 4)
}
