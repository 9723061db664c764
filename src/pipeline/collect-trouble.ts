import { Problem, type ProblemCode } from '../domain/errors.ts'

/** Why a file is not as it should be. */
export interface Trouble {
  readonly outcome: 'suspect' | 'failed' | 'deferred' | 'stopped'
  readonly message: string
  /** The host would answer the same for every other file. */
  readonly endsTheRun: boolean
}

const OUTCOMES: Partial<Record<ProblemCode, Trouble['outcome']>> = {
  'collect.suspect': 'suspect',
  'collect.deferred': 'deferred',
  'import.stopped': 'stopped',
}

/** A failure that was expected is a sentence about a file; any other is a bug and goes up. */
export function troubleOf(problem: unknown, { key }: { readonly key: string }): Trouble {
  if (!(problem instanceof Problem)) throw problem
  const isOfTheHost = problem.code === 'collect.unreachable' && problem.details['status'] === undefined
  const endsTheRun = isOfTheHost || problem.code === 'import.stopped' || problem.code === 'collect.deferred'
  return { outcome: OUTCOMES[problem.code] ?? 'failed', message: `${key}: ${problem.message}`, endsTheRun }
}

/** The worst that befell a file stands for the run. */
const WORST_FIRST = ['stopped', 'failed', 'deferred', 'suspect'] as const

export function worstOf(troubles: readonly Trouble[]): Trouble['outcome'] | null {
  return WORST_FIRST.find((outcome) => troubles.some((trouble) => trouble.outcome === outcome)) ?? null
}
