import type { Position } from '../../ports/crawling.ts'

/** Where a walk through the library stands: the stretch that is asked for, and the place in its list. */
export interface MetaPosition extends Position {
  /** ISO 3166-1 alpha-2: one country that the ads reached. */
  readonly country: string
  /** Days of delivery, both inclusive. */
  readonly from: string
  readonly to: string
  /** At most ten page ids; null: all pages. */
  readonly pages: readonly string[] | null
  /** The cursor behind the last page that was had; null: at the beginning. */
  readonly after: string | null
}

/** One that this island made: the engine gives them back as they were. */
export function metaPosition(at: Position): MetaPosition {
  return at as MetaPosition
}
