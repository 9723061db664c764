import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

export interface Site {
  readonly origin: string
  readonly port: number
  /** What was asked, in order. */
  readonly asked: readonly Asked[]
  /** How many connections came in. */
  readonly connections: () => number
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** A real server on this machine that answers as the listener does. */
export async function site(listener: RequestListener): Promise<Site> {
  const asked: Asked[] = []
  let connections = 0
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers })
    listener(request, response)
  })
  server.on('connection', () => {
    connections++
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    asked,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface Served {
  readonly bytes: Buffer
  readonly etag?: string | null
  readonly lastModified?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** Answers every request with the whole file. */
  readonly isRangeRefused?: boolean
  /** Gives the part that was asked for, whatever If-Range says. */
  readonly isIfRangeIgnored?: boolean
  /** Gives the file again, whatever If-None-Match says. */
  readonly isConditionIgnored?: boolean
}

/** As Cloud Storage serves a file. `served` is asked anew by each request. */
export function fileListener(served: () => Served): RequestListener {
  return (request, response) => {
    const file = served()
    const { etag = '"one"', lastModified = 'Wed, 25 Nov 2026 05:17:00 GMT' } = file
    if (etag !== null) response.setHeader('etag', etag)
    if (lastModified !== null) response.setHeader('last-modified', lastModified)
    for (const [name, value] of Object.entries(file.headers ?? {})) response.setHeader(name, value)
    if (!file.isConditionIgnored && isKnown(request, etag, lastModified)) response.writeHead(304).end()
    else answerRange(request, response, file, [etag, lastModified])
  }
}

function isKnown({ headers }: IncomingMessage, etag: string | null, lastModified: string | null): boolean {
  if (headers['if-none-match'] !== undefined) return headers['if-none-match'] === etag
  return headers['if-modified-since'] !== undefined && headers['if-modified-since'] === lastModified
}

function answerRange(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { bytes, isRangeRefused = false, isIfRangeIgnored = false }: Served,
  validators: readonly (string | null)[],
): void {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
  const condition = headers['if-range']
  const isOther = !isIfRangeIgnored && condition !== undefined && !validators.includes(String(condition))
  if (from === undefined || isRangeRefused || isOther) {
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes)
  } else if (Number(from) >= bytes.length) {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end()
  } else {
    const part = bytes.subarray(Number(from), Number(to) + 1)
    const range = `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`
    response.writeHead(206, { 'content-length': part.length, 'content-range': range }).end(part)
  }
}
