import type { Source } from '../ports/source.ts'

/** How a source is pulled, as files or over an API. */
export interface PullFacts {
  /** Where it lies unless the operator says otherwise. */
  readonly address: string
  readonly schedule: string
  readonly everyHours: number
  readonly size: string
}

interface Pullable {
  readonly collecting?: Source['collecting'] | undefined
  readonly crawling?: Source['crawling'] | undefined
}

/** Null: it lies at no public address. */
export function pullFacts({ collecting, crawling }: Pullable): PullFacts | null {
  return collecting ?? crawling ?? null
}
