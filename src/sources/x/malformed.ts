import { Problem } from '../../domain/errors.ts'

/** The Problem of a cell that cannot be read, which is quoted, cut to what a person can take in. */
export function malformed(column: string, cell: string, why: string): Problem {
  return new Problem('record.malformed', `${column} is “${cell.slice(0, 120)}”: ${why}`)
}
