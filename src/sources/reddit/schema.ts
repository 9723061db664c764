import { z } from 'zod'
import { Problem } from '../../domain/errors.ts'

/** Since 1970, until 2100. */
const seconds = z.number().min(0).max(4_102_444_800)

/** A post as a listing has it. Reddit has a hundred more keys, which say nothing of the ad. */
const postSchema = z.looseObject({
  name: z.string().regex(/^t3_\w{1,20}$/),
  title: z.string(),
  selftext: z.string(),
  created_utc: seconds,
  edited: z.union([z.boolean(), seconds]).nullish(),
  removed_by_category: z.string().nullish(),
})
export type Post = z.infer<typeof postSchema>

/** @throws {Problem} `record.schema_changed` */
export function parsePost(record: Readonly<Record<string, unknown>>): Post {
  const parsed = postSchema.safeParse(record['data'] ?? record)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => issue.path.join('.'))
  const message = `Reddit’s post has another shape: ${fields.join(', ')}`
  throw new Problem('record.schema_changed', message, { details: { fields } })
}
