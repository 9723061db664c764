import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { scheduledJobs } from '../jobs/all.ts'
import { collectingStatuses } from '../jobs/collecting-statuses.ts'
import { dueAtOnce } from '../jobs/due-at-once.ts'
import { startScheduler } from '../jobs/scheduler.ts'
import { type App, type OpenArchive, openApp } from './app.ts'
import { collectSandbox } from './collect-sandbox.ts'
import type { Config } from './config.ts'
import { Problem } from './domain/errors.ts'
import { watchInbox } from './inbox.ts'
import { rawRecord } from './pipeline/raw-record.ts'
import type { RunProgress } from './ports/run-log.ts'
import { projectRoot } from './project-root.ts'
import { sources } from './sources/registry.ts'
import { recordReader } from './sources/shared/record-reader.ts'
import { createServer } from './web/server.ts'

/** A slow reader is not waited for longer than this when the process is asked to stop. */
const GRACE_MS = 10_000

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
  /** Aborted: the start is to be given up. */
  readonly stop: AbortSignal
  /** Shows how far the first collecting is. */
  readonly show: (name: string, progress: RunProgress) => void
}

/**
 * The site on its port: the real archive, or a made-up one while that is empty; and what runs beside it by itself.
 * @throws {Problem} `port.taken` before anything else is begun; `config.invalid`, `database.unavailable`, `folder.unusable`
 */
export async function startSite(deps: SiteDeps): Promise<Site> {
  const { config, log } = deps
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' })
    response.end('Paidfor is starting. Try again in a moment.\n')
  }
  const server = createHttpServer({ requestTimeout: 30_000, headersTimeout: 15_000 }, (request, response) =>
    answer(request, response),
  )
  await listen(server, config)
  const opened: Opened = { archives: [], workers: [] }
  try {
    const app = await openApp(config, log)
    opened.archives.push(app)
    const jobs = scheduledJobs(app.real, config)
    const archives = await currentArchives(app, opened, deps)
    opened.workers.push(await watchInbox(inboxDeps(app, deps)))
    if (jobs.length > 0) await dueAtOnce(app.real.runLog, jobs, new Date())
    if (jobs.length > 0) opened.workers.push(startScheduler({ jobs, runLog: app.real.runLog, log }))
    const stopping = new AbortController()
    answer = site(config, archives, stopping.signal)
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

/** What must be closed again: workers first, for they use the archives. */
interface Opened {
  readonly archives: AsyncDisposable[]
  readonly workers: AsyncDisposable[]
}

async function listen(server: Server, { port, host }: Config): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening').catch((cause) => {
    const message =
      cause.code === 'EADDRINUSE'
        ? `Port ${port} is taken: something else listens there. Stop that, or choose another: PORT=3001 npm start.`
        : `${host}, port ${port}, cannot be listened on (${cause.code}): check HOST and PORT.`
    throw new Problem('port.taken', message, { cause })
  })
}

function urlOf(server: Server, { host }: Config): string {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`
}

async function closeAll({ archives, workers }: Opened): Promise<void> {
  for (const each of [...workers, ...archives.toReversed()]) await each[Symbol.asyncDispose]()
}

function inboxDeps(app: App, { config, log }: SiteDeps) {
  const importDeps = { ...app.real.importDeps, onProgress: () => undefined }
  return { folder: join(config.dataDir, 'inbox'), sources, importDeps, log }
}

interface Archives {
  readonly real: OpenArchive
  readonly sandbox: OpenArchive | null
  /** Once the real archive has held something, it is never left again. */
  readonly isSandboxShown: () => Promise<boolean>
}

async function currentArchives(app: App, opened: Opened, { config, ...deps }: SiteDeps): Promise<Archives> {
  let isRealEmpty = await app.real.archive.isEmpty()
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

function site(config: Config, { real, sandbox, isSandboxShown }: Archives, stopping: AbortSignal): RequestListener {
  const shown = (isSample: boolean) => (isSample && sandbox !== null ? sandbox : real)
  return createServer({
    currentArchive: async () => {
      const isSample = await isSandboxShown()
      const { archive, runLog } = shown(isSample)
      const collecting = () => collectingStatuses(runLog, sources, isSample ? [] : config.collect)
      return { archive, isSample, collecting }
    },
    manifests: sources.map(({ manifest }) => manifest),
    rawRecord: (pointer, isSample) =>
      rawRecord({ rawArchive: shown(isSample).rawArchive, reader: recordReader, sources }, pointer),
    viewsFolder: join(projectRoot, 'views'),
    isDevelopment: config.isDevelopment,
    stopping,
    log: (line) => process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`),
  })
}

async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS)
  await closed
  clearTimeout(timer)
}
