import type { Position } from '../../ports/crawling.ts'

/** A page of a search. `seen`: the ids of the ads of the pages before it, in this walk and the one before. */
export type LinkedInPosition = {
  readonly by: 'keyword' | 'advertiser'
  readonly text: string
  readonly start: number
  readonly walk: 1 | 2
  readonly seen: readonly string[]
}

export function beginning({ by, text }: Pick<LinkedInPosition, 'by' | 'text'>): Position {
  return { by, text, start: 0, walk: 1, seen: [] }
}
