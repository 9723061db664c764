import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Problem } from '../domain/errors.ts'
import type { Metrics } from '../metrics.ts'

interface Listening {
  readonly port: number
  /** The machine itself alone, unless somebody says otherwise. */
  readonly host?: string
}

type Exposition = Pick<Metrics, 'text' | 'contentType'>

/** `GET /metrics` on a port of its own, apart from the site. @throws {Problem} `port.taken` */
export async function serveMetrics(
  { port, host = '127.0.0.1' }: Listening,
  metrics: Exposition,
): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    answer(request, response, metrics).catch((error) => response.destroy(error))
  })
  server.listen(port, host)
  await once(server, 'listening').catch((cause) => {
    const message = `Metrics cannot be served at ${host}, port ${port} (${cause.code}): choose another METRICS_PORT, or leave it out.`
    throw new Problem('port.taken', message, { cause })
  })
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/metrics`,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, metrics: Exposition): Promise<void> {
  const [path] = (request.url ?? '').split('?')
  if (path !== '/metrics') return say(response, 404, 'There is nothing here but /metrics.\n')
  if (request.method !== 'GET') return say(response, 405, 'Use GET.\n')
  const text = await metrics.text()
  response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' })
  response.end(text)
}

function say(response: ServerResponse, status: number, sentence: string): void {
  const allowed = status === 405 ? { allow: 'GET' } : {}
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...allowed })
  response.end(sentence)
}
