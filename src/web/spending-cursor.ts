import { z } from 'zod'
import { Problem } from '../domain/errors.ts'
import type { SpendingPosition } from '../domain/spending.ts'
import { decodedJson } from './decoded-json.ts'

/** Where a page of the ranking ends, and how many rows stand before the next. */
export interface RankedPosition {
  readonly position: SpendingPosition
  readonly rank: number
  /** The moment that was asked for; null: now. */
  readonly revision: number | null
}

const schema = z.strictObject({
  lower: z.string().regex(/^\d{1,30}$/),
  id: z.string().regex(/^[\x21-\x7e]{1,200}$/), // the archive's own key, and its own to check
  rank: z.int().positive().max(100_000_000),
  revision: z.int().positive().exactOptional(),
})

export function rankedPositionText({ position: { lower, id }, rank, revision }: RankedPosition): string {
  return Buffer.from(JSON.stringify({ lower, id, rank, ...(revision === null ? {} : { revision }) })).toString(
    'base64url',
  )
}

/** @throws {Problem} `request.invalid` when the text was not made by us. */
export function rankedPositionOf(text: string): RankedPosition {
  const parsed = schema.safeParse(decodedJson(text))
  if (!parsed.success) {
    throw new Problem('request.invalid', 'The parameter “after” is not one of ours: follow the links of the pages.')
  }
  const { lower, id, rank, revision = null } = parsed.data
  return { position: { lower, id }, rank, revision }
}
