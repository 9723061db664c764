import type { z } from 'zod'
import { Problem } from '../../domain/errors.ts'

/**
 * A record read by the shape of its platform; `whose` begins the sentence: `TikTok’s record`.
 * @throws {Problem} `record.schema_changed` naming the fields that have another type than we know
 */
export function inKnownShape<T>(shape: z.ZodType<T>, record: unknown, whose: string): T {
  const parsed = shape.safeParse(record)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => issue.path.join('.'))
  const message = `${whose} has another shape than we know: ${fields.join(', ')}`
  throw new Problem('record.schema_changed', message, { details: { fields }, cause: parsed.error })
}
