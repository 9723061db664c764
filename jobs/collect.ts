import type { CalendarDate } from '../src/domain/calendar.ts'
import { daysLater } from '../src/domain/days.ts'
import { Problem } from '../src/domain/errors.ts'
import { addressSetting } from '../src/domain/ids.ts'
import { type CollectDeps, type CollectReport, collect } from '../src/pipeline/collect.ts'
import { type CrawlDeps, crawl } from '../src/pipeline/crawling/crawl.ts'
import type { Pull } from '../src/pipeline/import-collected.ts'
import { pullFacts } from '../src/pipeline/pull-facts.ts'
import type { Reconciler } from '../src/ports/reconciling.ts'
import type { JobName, RunProgress } from '../src/ports/run-log.ts'
import type { Source } from '../src/ports/source.ts'
import type { Job } from './job.ts'

export interface CollectJob {
  /** After every run, what is stated and held is compared, and who is behind what is new is asked. */
  readonly deps: CollectDeps &
    CrawlDeps &
    Partial<Reconciler> & { readonly attribute?: (signal: AbortSignal) => Promise<void> }
  readonly source: Source
  /** The operator's own address; null: where the source says it lies. */
  readonly address: string | null
  /** By hand, every file is asked for, also those whose time has not come. */
  readonly isByHand: boolean
  /** What sources with an API are asked with. */
  readonly asked: ApiAsked
  /** Shows how far it is, beside what the run log keeps. */
  readonly show?: (progress: RunProgress) => void
}

export interface ApiAsked {
  readonly settings: ReadonlyMap<string, string>
  /** From which day on older periods are filled in; null: ninety days back. */
  readonly from: CalendarDate | null
  readonly callsPerDay: ReadonlyMap<string, number>
}

const DAYS_BACK = 90

/** Pulls one source from its public address. @throws {Problem} `request.invalid` for a source that lies at none */
export function collectJob(asked: CollectJob): Job {
  const { source, deps } = asked
  const facts = pullFacts(source)
  if (facts === null) {
    const message = `${source.manifest.name} lies at no public address: get its files yourself, and import them.`
    throw new Problem('request.invalid', message)
  }
  return {
    name: collectJobName(source),
    schedule: facts.schedule,
    run: async (run, signal) => {
      const onProgress = (progress: RunProgress) => {
        run.report(progress)
        asked.show?.(progress)
      }
      const pull = { source, address: asked.address ?? facts.address, signal, onProgress }
      const report = await pulled(asked, pull)
      if (!signal.aborted) await deps.reconcile?.()
      if (!signal.aborted) await deps.attribute?.(signal)
      return report
    },
  }
}

function pulled(asked: CollectJob, pull: Pull & { readonly address: string }): Promise<CollectReport> {
  const { source, deps, isByHand } = asked
  if (source.crawling !== undefined) return crawl(deps, { ...pull, ...apiPart(asked) })
  return collect(deps, { ...pull, hint: `set ${addressSetting(source.manifest.id)} to where it lies now`, isByHand })
}

function apiPart({ asked, deps, source }: CollectJob) {
  return {
    settings: (name: string) => asked.settings.get(name) ?? null,
    from: asked.from ?? daysLater(deps.today(), -DAYS_BACK),
    callsPerDay: asked.callsPerDay.get(source.manifest.id) ?? null,
  }
}

/** `collect-snap` */
export function collectJobName({ manifest }: Source): JobName {
  return `collect-${manifest.id}`
}
