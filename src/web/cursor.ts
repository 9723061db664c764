import { z } from 'zod'
import { Problem } from '../domain/errors.ts'
import { type Position, SORTS, type Sort } from '../domain/search.ts'
import { decodedJson } from './decoded-json.ts'

const positionSchema = z.strictObject({
  revision: z.int().nonnegative(),
  sort: z.enum(SORTS),
  keys: z.array(z.string().max(500).nullable()).max(8),
  id: z.string().regex(/^[\x21-\x7e]{1,200}$/), // the archive's own key, and its own to check
})

/** A position as opaque text that can stand in a URL. */
export function cursorText({ revision, sort, keys, id }: Position): string {
  return Buffer.from(JSON.stringify({ revision, sort, keys, id })).toString('base64url')
}

/** @throws {Problem} `request.invalid` when the text was not made by us, or under another sort. */
export function positionOf(cursor: string, sort: Sort): Position {
  const parsed = positionSchema.safeParse(decodedJson(cursor))
  if (!parsed.success) {
    throw new Problem('request.invalid', 'The parameter “after” is not one of ours: follow the links of the pages.')
  }
  if (parsed.data.sort !== sort) {
    throw new Problem('request.invalid', 'The parameter “after” belongs to another sort: start at the first page.')
  }
  return parsed.data
}
