import type { DataSource } from 'typeorm'
import type { CalendarDate } from '../../../domain/calendar.ts'
import type { SourceProblems } from '../../../domain/data-quality.ts'
import { type Lacking, withLacking } from '../../../domain/reconciliation.ts'
import { type BadDay, badDays, type Pulls, problemsOf } from '../../../domain/source-days.ts'
import type { PullPlan } from '../../../ports/quality.ts'
import type { At } from '../as-of.ts'
import { lackingBySource } from '../reconciling/lacking.ts'
import { type CountryOfSeries, type FileFacts, fileFacts } from './file-facts.ts'
import { pullsOf } from './pulls.ts'
import { stampsOf } from './stamp.ts'

export interface QualityDeps {
  readonly plans: readonly PullPlan[]
  readonly countryOfSeries: CountryOfSeries
  readonly now: () => Date
}

/** What is known against the days of a source. */
export interface KnownDays {
  /** The day of its newest file. */
  readonly newest: CalendarDate | null
  readonly bad: readonly BadDay[]
  /** The same as spans; null where it holds no file. */
  readonly problems: SourceProblems | null
}

/** Of every source that holds a file, or is pulled by itself. */
export type AllDays = ReadonlyMap<string, KnownDays>

/** So many moments are remembered. */
const MOST_MOMENTS = 20

/**
 * What was known as of a moment is found out once; what is known now, when anything has changed that it rests on. Who asks
 * while it is being found out waits for the same answer.
 */
export function rememberedDays(
  dataSource: DataSource,
  { plans, countryOfSeries, now }: QualityDeps,
): (at: At) => Promise<AllDays> {
  const scheduled = plans.filter(({ isScheduled }) => isScheduled)
  const moments = remembering<AllDays>(MOST_MOMENTS)
  const facts = remembering<ReadonlyMap<string, FileFacts>>(1)
  const newest = remembering<AllDays>(1)
  return async (at) => {
    if (at !== null)
      return moments(String(at), async () =>
        allDays(await fileFacts(dataSource, countryOfSeries, at), new Map(), new Map()),
      )
    const moment = now()
    const { files, pulls, totals } = await stampsOf(dataSource, moment)
    return newest(`${files} ${pulls} ${totals}`, async () => {
      const [known, lacking, pulled] = await Promise.all([
        facts(files, () => fileFacts(dataSource, countryOfSeries, null)),
        lackingBySource(dataSource),
        Promise.all(scheduled.map(async (plan) => [plan.source, await pullsOf(dataSource, plan, moment)] as const)),
      ])
      return allDays(known, new Map<string, Pulls>(pulled), lacking)
    })
  }
}

type LackingOf = ReadonlyMap<string, readonly Lacking[]>

function allDays(
  facts: ReadonlyMap<string, FileFacts>,
  pulls: ReadonlyMap<string, Pulls>,
  lacking: LackingOf,
): AllDays {
  const sources = [...new Set([...facts.keys(), ...pulls.keys()])].sort()
  return new Map(
    sources.map((source) => {
      const own = facts.get(source) ?? { newest: null, missing: [], troubled: [] }
      const bad = badDays({ ...own, pulls: pulls.get(source) ?? null })
      return [source, { newest: own.newest, bad, problems: problems(own.newest, bad, lacking.get(source) ?? []) }]
    }),
  )
}

/** Days of ads of which too few are held are no days of files: they mark ads and figures, and stand in no row of a day. */
function problems(newest: CalendarDate | null, bad: readonly BadDay[], lacking: readonly Lacking[]) {
  const known = problemsOf(newest, bad)
  return known === null ? null : { ...known, partial: withLacking(known.partial, lacking) }
}

/** The newest answers by their key; one that failed is asked for again. */
function remembering<Answer>(most: number): (key: string, find: () => Promise<Answer>) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>()
  return (key, find) => {
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = find()
    answer.catch(() => answers.delete(key))
    for (const oldest of answers.keys()) if (answers.size >= most) answers.delete(oldest)
    answers.set(key, answer)
    return answer
  }
}
