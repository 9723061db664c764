import { Problem } from '../../domain/errors.ts'

/** The Problem of a field that cannot be read; what stood there is quoted. */
export function malformed(field: string, value: unknown, cause?: unknown): Problem {
  const quoted = (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).slice(0, 120)
  const details = { field, value: quoted }
  return new Problem('record.malformed', `${field} is “${quoted}”, which cannot be read`, { details, cause })
}
