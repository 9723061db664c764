import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON, or a text as it is. */
  readonly body: unknown
}

export interface Seen {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A server of the test's own, that remembers what it was asked. */
export interface OwnServer extends AsyncDisposable {
  readonly url: string
  readonly seen: readonly Seen[]
}

export const ELASTIC = { 'x-elastic-product': 'Elasticsearch' }

/** @param answer null: it never does. @param tls with a certificate it speaks https */
export async function aServer(
  answer: (asked: Seen) => Answer | null | Promise<Answer | null>,
  tls: { readonly key: Buffer; readonly cert: Buffer } | null = null,
): Promise<OwnServer> {
  const seen: Seen[] = []
  const listener: RequestListener = async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const asked = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
    seen.push(asked)
    const given = await Promise.resolve(asked)
      .then(answer)
      .catch((error: unknown): Answer => ({ status: 500, body: `the test itself fails: ${error}` }))
    if (given === null) return
    const isText = typeof given.body === 'string'
    response.writeHead(given.status ?? 200, {
      'content-type': isText ? 'text/html' : 'application/json',
      ...ELASTIC,
      ...given.headers,
    })
    response.end(isText ? given.body : JSON.stringify(given.body))
  }
  const server = tls === null ? createServer(listener) : createTlsServer(tls, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `${tls === null ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Hands on what the server at `url` says, after `change` has had its way with it. */
export async function aProxy(url: string, change: (asked: Seen, answer: Answer) => Answer | null): Promise<OwnServer> {
  return aServer(async (asked) => {
    const response = await fetch(url + asked.path, {
      method: asked.method,
      headers: {
        accept: asked.headers.accept ?? '*/*',
        'content-type': asked.headers['content-type'] ?? 'application/json',
      },
      ...(asked.body === '' ? {} : { body: asked.body }),
    })
    return change(asked, { status: response.status, body: JSON.parse(await response.text()) })
  })
}
