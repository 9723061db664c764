import { Problem, type ProblemCode } from '../../domain/errors.ts'

interface Clues {
  readonly field: string
  readonly value: unknown
  readonly cause?: unknown
}

/** A record that cannot be read. */
export function malformed(message: string, clues: Clues): Problem {
  return problem('record.malformed', message, clues)
}

/** A record with a value that no vintage had: somebody must look before it is understood. */
export function schemaChanged(message: string, clues: Clues): Problem {
  return problem('record.schema_changed', message, clues)
}

function problem(code: ProblemCode, message: string, { field, value, cause }: Clues): Problem {
  const details = { field, value }
  return new Problem(code, message, cause === undefined ? { details } : { details, cause })
}
