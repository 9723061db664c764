import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type App, type OpenArchive, openApp } from './app.ts'
import type { Config } from './config.ts'
import { Problem } from './domain/errors.ts'
import { watchInbox } from './inbox.ts'
import { rawRecord } from './pipeline/raw-record.ts'
import { projectRoot } from './project-root.ts'
import { loadSample } from './sample/load-sample.ts'
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

/**
 * The site on its port: the real archive, or the sample while that is empty.
 * @throws {Problem} `port.taken` before anything else is begun; `database.unavailable`, `folder.unusable`
 */
export async function startSite(config: Config, log: (line: string) => void): Promise<Site> {
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' })
    response.end('Paidfor is starting. Try again in a moment.\n')
  }
  const server = createHttpServer({ requestTimeout: 30_000, headersTimeout: 15_000 }, (request, response) =>
    answer(request, response),
  )
  await listen(server, config)
  try {
    const app = await openApp(config, log)
    const archives = await currentArchives(app, log).catch(async (problem) => {
      await app[Symbol.asyncDispose]()
      throw problem
    })
    const inbox = await watchInbox({
      folder: join(config.dataDir, 'inbox'),
      sources,
      importDeps: { ...app.real.importDeps, onProgress: () => undefined },
      log,
    })
    const stopping = new AbortController()
    answer = site(config, archives, stopping.signal)
    const stopAll = async () => {
      stopping.abort()
      await inbox[Symbol.asyncDispose]()
      await stop(server, app, archives.sample)
    }
    return { url: urlOf(server, config), lost: app.lost, [Symbol.asyncDispose]: stopAll }
  } catch (problem) {
    server.close()
    server.closeAllConnections()
    throw problem
  }
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

interface Archives {
  readonly real: OpenArchive
  readonly sample: OpenArchive | null
  /** Once the real archive has held something, it is never left again. */
  readonly isSampleShown: () => Promise<boolean>
}

async function currentArchives(app: App, log: (line: string) => void): Promise<Archives> {
  let isRealEmpty = await app.real.archive.isEmpty()
  const sample = isRealEmpty ? await app.openSample() : null
  if (sample !== null) await loadSample(sample.importDeps)
  if (sample !== null) log('The archive is empty: a small made-up sample is shown until the first import.')
  const isSampleShown = async () => {
    if (sample === null || !isRealEmpty) return false
    isRealEmpty = await app.real.archive.isEmpty()
    return isRealEmpty
  }
  return { real: app.real, sample, isSampleShown }
}

function site(config: Config, { real, sample, isSampleShown }: Archives, stopping: AbortSignal): RequestListener {
  const shown = (isSample: boolean) => (isSample && sample !== null ? sample : real)
  return createServer({
    currentArchive: async () => {
      const isSample = await isSampleShown()
      return { archive: shown(isSample).archive, isSample }
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

async function stop(server: Server, app: App, sample: OpenArchive | null): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS)
  await closed
  clearTimeout(timer)
  await sample?.[Symbol.asyncDispose]()
  await app[Symbol.asyncDispose]()
}
