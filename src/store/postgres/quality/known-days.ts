import type { DataSource } from 'typeorm'
import type { CalendarDate } from '../../../domain/calendar.ts'
import { type BadDay, badDays } from '../../../domain/source-days.ts'
import type { PullPlan } from '../../../ports/quality.ts'
import type { At } from '../as-of.ts'
import { fileFacts } from './file-facts.ts'
import { pullsOf } from './pulls.ts'

/** What is known against the days of a source. */
export interface KnownDays {
  /** The day of its newest file. */
  readonly newest: CalendarDate | null
  readonly bad: readonly BadDay[]
}

/** Of every source that holds a file, or is pulled by itself. */
export type AllDays = ReadonlyMap<string, KnownDays>

/** @param plans those that count: none, where a moment of the past is asked about */
export async function knownDays(
  dataSource: DataSource,
  plans: readonly PullPlan[],
  { at, now }: { readonly at: At; readonly now: Date },
): Promise<AllDays> {
  const facts = await fileFacts(dataSource, at)
  const scheduled = plans.filter(({ isScheduled }) => isScheduled)
  const sources = [...new Set([...facts.keys(), ...scheduled.map(({ source }) => source)])].sort()
  const days = sources.map(async (source): Promise<[string, KnownDays]> => {
    const plan = scheduled.find((each) => each.source === source)
    const pulls = plan === undefined ? null : await pullsOf(dataSource, plan, now)
    const own = facts.get(source) ?? { newest: null, missing: [], troubled: [] }
    return [source, { newest: own.newest, bad: badDays({ ...own, pulls }) }]
  })
  return new Map(await Promise.all(days))
}
