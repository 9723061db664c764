import type { Source } from '../ports/source.ts'

/** How a source is pulled, as files or over an API. */
interface PullFacts {
  /** Where it lies unless the operator says otherwise. */
  readonly address: string
  readonly schedule: string
  readonly everyHours: number
  readonly size: string
}

/** Null: it lies at no public address. */
export function pullFacts({ collecting, crawling }: Pick<Source, 'collecting' | 'crawling'>): PullFacts | null {
  return collecting ?? crawling ?? null
}
