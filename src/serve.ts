import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { collectJobs, scheduledJobs } from '../jobs/all.ts'
import { collectingStatuses } from '../jobs/collecting-statuses.ts'
import { dueAtOnce } from '../jobs/due-at-once.ts'
import type { Job } from '../jobs/job.ts'
import { pullPlans } from '../jobs/pull-plans.ts'
import { RELEASE_JOB } from '../jobs/release.ts'
import { resolveSponsorsJob } from '../jobs/resolve-sponsors.ts'
import { startScheduler } from '../jobs/scheduler.ts'
import { sourcePulls } from '../jobs/source-pulls.ts'
import { type App, type OpenArchive, openApp } from './app.ts'
import { collectSandbox } from './collect-sandbox.ts'
import type { Config } from './config.ts'
import { healthDeps } from './health-deps.ts'
import { watchInbox } from './inbox.ts'
import { listen, stopListening, urlOf } from './listening.ts'
import type { Log } from './log.ts'
import { serveMetrics } from './metrics/serve-metrics.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { type IndexStatus, indexStatus } from './pipeline/indexing/index-status.ts'
import { publishedReleases } from './pipeline/published.ts'
import { rawRecord } from './pipeline/raw-record.ts'
import type { PublishedReleases } from './ports/releases.ts'
import type { RunProgress } from './ports/run-log.ts'
import { projectRoot } from './project-root.ts'
import { registries } from './registries/all.ts'
import { sources } from './sources/registry.ts'
import { recordReader } from './sources/shared/record-reader.ts'
import { announceEngine, startIndexing } from './start-indexing.ts'
import { answerStarting } from './web/answer-starting.ts'
import { createHealthServer } from './web/health-server.ts'
import { createServer } from './web/server.ts'

export interface Site {
  readonly url: string
  /** Settles when the database is gone for good: the site must be started anew. */
  readonly lost: Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export interface SiteDeps {
  readonly config: Config
  /** A line for the operator, with the error where there is more to know. */
  readonly log: (line: string, error?: unknown) => void
  /** A request, or what became of it, as data. */
  readonly event: Log['event']
  /** Aborted: the start is to be given up. */
  readonly stop: AbortSignal
  /** Shows how far the first collecting is. */
  readonly show: (name: string, progress: RunProgress) => void
}

/**
 * The site on its port: the real archive, or a made-up one while that is empty; and what runs beside it by itself. Where
 * there are several processes, each does its role alone, and none has a made-up archive.
 * @throws {Problem} `port.taken` before anything else is begun; `config.invalid`, `database.unavailable`, `folder.unusable`
 */
export async function startSite(deps: SiteDeps): Promise<Site> {
  const { config, log } = deps
  let answer: RequestListener = answerStarting
  const server = createHttpServer({ requestTimeout: 30_000, headersTimeout: 15_000 }, (request, response) =>
    answer(request, response),
  )
  await listen(server, config)
  const opened: Opened = { archives: [], workers: [] }
  try {
    const app = await openApp(config, log)
    opened.archives.push(app)
    const ownIndex = indexStatus(app.real.indexing)
    const { real, metrics } = counted(app.real, ownIndex)
    if (config.metricsPort !== null) opened.workers.push(await serveMetrics({ port: config.metricsPort }, metrics))
    const jobs = scheduledJobs(real, config)
    await announceEngine(real, log)
    const archives = await currentArchives(app, opened, deps)
    if (config.role !== 'web') await startWork(jobs, archives, opened, deps)
    const stopping = new AbortController()
    const answering = config.role === 'jobs' ? onlyHealth : site
    answer = answering(deps, archives, { stopping: stopping.signal, metrics, ownIndex })
    const stopAll = async () => {
      stopping.abort()
      await Promise.all([stopListening(server), ...opened.workers.map((each) => each[Symbol.asyncDispose]())])
      await closeAll({ ...opened, workers: [] })
    }
    return { url: urlOf(server, config), lost: app.lost, [Symbol.asyncDispose]: stopAll }
  } catch (problem) {
    server.close()
    server.closeAllConnections()
    await closeAll(opened)
    throw problem
  }
}

/** What runs by itself. */
async function startWork(
  jobs: readonly Job[],
  { real, sandbox }: Archives,
  opened: Opened,
  deps: SiteDeps,
): Promise<void> {
  const { config, log } = deps
  opened.workers.push(...(await startIndexing(real, config, log)))
  if (sandbox !== null) opened.workers.push(...(await startIndexing(sandbox, config, log)))
  opened.workers.push(await watchInbox(inboxDeps(real, deps)))
  await dueAtOnce(real.runLog, [resolveSponsorsJob(real.resolver)], new Date())
  if (config.collect.length > 0) await dueAtOnce(real.runLog, collectJobs(real, config), new Date())
  if (jobs.length > 0) opened.workers.push(startScheduler({ jobs, runLog: real.runLog, log }))
}

/** What must be closed again: workers first, for they use the archives. */
interface Opened {
  readonly archives: AsyncDisposable[]
  readonly workers: AsyncDisposable[]
}

async function closeAll({ archives, workers }: Opened): Promise<void> {
  for (const each of [...workers, ...archives.toReversed()]) await each[Symbol.asyncDispose]()
}

/** The real archive, whose loads, runs and searches are counted. The made-up one is nobody's concern. */
function counted(
  real: OpenArchive,
  searchIndex: IndexStatus,
): { readonly real: OpenArchive; readonly metrics: Metrics } {
  const { archive, runLog, pool } = real
  const metrics = createMetrics({
    archive,
    runLog,
    pool,
    searchIndex,
    now: () => new Date(),
  })
  const collecting: OpenArchive['collecting'] = (addresses) => metrics.countLoads(real.collecting(addresses))
  const importDeps = metrics.countLoads(real.importDeps)
  const counting = {
    archive: metrics.countSearches(archive),
    runLog: metrics.countRuns(runLog),
    importDeps,
    collecting,
  }
  return { real: { ...real, ...counting }, metrics }
}

function inboxDeps(real: OpenArchive, { config, log }: SiteDeps) {
  const importDeps = { ...real.importDeps, onProgress: () => undefined }
  const { reconcile, attribute } = real
  return { folder: join(config.dataDir, 'inbox'), sources, importDeps, log, reconcile, attribute }
}

interface Archives {
  readonly real: OpenArchive
  readonly sandbox: OpenArchive | null
  /** Once the real archive has held something, it is never left again. */
  readonly isSandboxShown: () => Promise<boolean>
}

async function currentArchives(app: App, opened: Opened, { config, ...deps }: SiteDeps): Promise<Archives> {
  let isRealEmpty = config.role === 'all' && (await app.real.archive.isEmpty())
  const sandbox = isRealEmpty ? await app.openSandbox() : null
  if (sandbox !== null) {
    opened.archives.push(sandbox)
    await collectSandbox({ ...deps, archive: sandbox, inbox: join(config.dataDir, 'sandbox', 'inbox') })
  }
  const isSandboxShown = async () => {
    if (sandbox === null || !isRealEmpty) return false
    isRealEmpty = await app.real.archive.isEmpty()
    return isRealEmpty
  }
  return { real: app.real, sandbox, isSandboxShown }
}

interface Served {
  readonly stopping: AbortSignal
  readonly metrics: Metrics
  readonly ownIndex: IndexStatus
}

function site(
  { config, event }: SiteDeps,
  archives: Archives,
  { stopping, metrics, ownIndex }: Served,
): RequestListener {
  const { real, sandbox, isSandboxShown } = archives
  const shown = (isSample: boolean) => (isSample && sandbox !== null ? sandbox : real)
  const ownQuality = real.quality(pullPlans(sources, config.collect))
  const sampleQuality = sandbox?.quality([]) ?? ownQuality
  const sampleIndex = indexStatus(sandbox?.indexing ?? null)
  const ownReleases = releasesOf(real)
  const sampleReleases = sandbox === null ? ownReleases : releasesOf(sandbox)
  return createServer({
    currentArchive: async () => {
      const isSample = await isSandboxShown()
      const collecting = async () => (await shownPulls(archives, config, isSample)).statuses
      const pulls = async () => (await shownPulls(archives, config, isSample)).pulls
      const quality = isSample ? sampleQuality : ownQuality
      const releases = isSample && sandbox !== null ? sampleReleases : ownReleases
      const searchIndex = isSample ? sampleIndex : ownIndex
      const { archive, registries: registers, sponsors, sponsorAds, ...own } = shown(isSample)
      const reviewDesk = config.hasReviewDesk ? own.reviewDesk : null
      return {
        ...{ archive, isSample, registries: registers, sponsors, sponsorAds, reviewDesk },
        ...{ collecting, pulls, quality, releases, searchIndex },
      }
    },
    manifests: sources.map(({ manifest }) => manifest),
    registries: registries.map(({ manifest }) => manifest),
    rawRecord: (pointer, isSample) =>
      rawRecord({ rawArchive: shown(isSample).rawArchive, reader: recordReader, sources }, pointer),
    viewsFolder: join(projectRoot, 'views'),
    isDevelopment: config.isDevelopment,
    stopping,
    log: event,
    observe: metrics.observeRequest,
    health: healthDeps(real, config, stopping),
    publicUrl: config.publicUrl,
    listensOn: config.host,
    hasReviewDesk: config.hasReviewDesk,
    now: () => new Date(),
    limits: config.limits,
  })
}

function onlyHealth({ config, event }: SiteDeps, { real }: Archives, { stopping, metrics }: Served): RequestListener {
  return createHealthServer({
    health: healthDeps(real, config, stopping),
    log: event,
    observe: metrics.observeRequest,
  })
}

function releasesOf({ releasing, runLog }: OpenArchive): PublishedReleases {
  const job = async () => (await runLog.states()).find((state) => state.job === RELEASE_JOB) ?? null
  return publishedReleases(releasing(null), job)
}

/** Those of the real libraries as soon as there are any, also while the made-up election is shown: that is what is waited for. */
async function shownPulls({ real, sandbox }: Archives, { collect, platforms }: Config, isSample: boolean) {
  const pullsOf = (archive: OpenArchive, names: readonly string[]) =>
    sourcePulls({ ...archive, sources, now: () => new Date() }, { collect: names, platforms })
  const own = await collectingStatuses(real.runLog, sources, collect)
  const isOwn = !isSample || sandbox === null || own.some(({ isScheduled, state }) => isScheduled || state !== null)
  if (isOwn) return { statuses: own, pulls: pullsOf(real, collect) }
  return { statuses: await collectingStatuses(sandbox.runLog, sources, []), pulls: pullsOf(sandbox, []) }
}
