import { Problem } from '../../domain/errors.ts'

interface Place {
  /** The field or column, by the name it has in the record. */
  readonly field: string
  readonly value: unknown
  readonly cause?: unknown
}

/** The Problem of a record that cannot be read; what stood there is quoted, cut to what a person can take in. */
export function malformed(message: string, { field, value, cause }: Place): Problem {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const quoted = text.slice(0, 120)
  return new Problem('record.malformed', `${message}: ${field} is “${quoted}”`, {
    details: { field, value: quoted },
    cause,
  })
}
