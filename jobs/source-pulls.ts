import type { OpenArchive } from '../src/app.ts'
import type { Config } from '../src/config.ts'
import { dayOf, instantOf } from '../src/domain/calendar.ts'
import type { SourceId } from '../src/domain/ids.ts'
import type { Crawling } from '../src/ports/crawling.ts'
import type { Source } from '../src/ports/source.ts'
import type { ApiRuns, SourcePulls } from '../src/ports/source-runs.ts'
import { collectJobName } from './collect.ts'
import { collectingStatuses } from './collecting-statuses.ts'

export interface PullsDeps extends Pick<OpenArchive, 'runLog' | 'crawlLog'> {
  readonly sources: readonly Source[]
  readonly now: () => Date
}

/** As many runs as the log keeps of a job. */
const ALL_RUNS = 1_000

/** So long ago that the scheduler takes it for missed at its next look. */
const AGO_MS = 60_000

/** How sources are pulled into an archive. Pausing holds for every process on its database, and over any restart. */
export function sourcePulls(deps: PullsDeps, settings: Pick<Config, 'collect' | 'platforms'>): SourcePulls {
  const { sources, runLog, crawlLog, now } = deps
  const find = (id: SourceId) => sources.find(({ manifest }) => manifest.id === id)
  return {
    runs: async (id) => {
      const source = find(id)
      const [status] = source === undefined ? [] : await collectingStatuses(runLog, [source], settings.collect)
      if (source === undefined || status === undefined) return null
      const { crawling } = source
      const [runs, api] = await Promise.all([
        runLog.runs(collectJobName(source), ALL_RUNS),
        crawling === undefined ? null : apiRuns(deps, { id, crawling, own: settings.platforms.callsPerDay.get(id) }),
      ])
      return { ...status, runs, api }
    },
    pause: async (id) => {
      if (find(id)?.crawling === undefined) return false
      const { pausedAt } = await crawlLog.standing(id)
      if (pausedAt === null) await crawlLog.change(id, { pausedAt: instantOf(now()) })
      return true
    },
    resume: async (id) => {
      const source = find(id)
      if (source?.crawling === undefined) return false
      const { pausedAt } = await crawlLog.standing(id)
      if (pausedAt === null) return true
      await crawlLog.change(id, { pausedAt: null })
      await runLog.dueNow(collectJobName(source), instantOf(new Date(now().getTime() - AGO_MS)))
      return true
    },
  }
}

interface Asked {
  readonly id: SourceId
  readonly crawling: Crawling
  /** The operator's own budget. */
  readonly own: number | undefined
}

async function apiRuns({ crawlLog, now }: PullsDeps, { id, crawling, own }: Asked): Promise<ApiRuns> {
  const today = dayOf(instantOf(now()))
  const [standing, callsToday, units] = await Promise.all([
    crawlLog.standing(id),
    crawlLog.callsOn(id, today),
    crawlLog.units(id),
  ])
  const callsPerDay = own ?? crawling.pace.callsPerDay
  return { standing, wantsCredential: crawling.access !== null, callsToday, callsPerDay, units }
}
