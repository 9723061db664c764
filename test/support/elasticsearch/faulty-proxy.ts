import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { answerBulk, type ItemFault } from './faulty-bulk.ts'

export interface Asked {
  readonly method: string
  /** Without the query. */
  readonly path: string
}

/**
 * What becomes of a request. `drop`: the connection ends before the server hears of it; `drop answer`: afterwards; `short`:
 * the last item of a bulk answer is left out; `garbage`: the answer is no JSON; `cut`: it ends half-way; `hang`: there is
 * none; `reset`: the connection is reset; `until`: the server hears of it when that is settled.
 */
export type RequestFault =
  | 'drop'
  | 'drop answer'
  | 'short'
  | 'garbage'
  | 'cut'
  | 'hang'
  | 'reset'
  | { readonly until: Promise<unknown> }
  | { readonly delayMs: number }
  | { readonly status: number; readonly body: object }

export interface Faults {
  readonly request?: (asked: Asked) => RequestFault | null
  /** An item of a bulk request that is answered here is not passed on. */
  readonly item?: ItemFault
}

/** Stands before a real server, and may lie, be late or be gone. */
export interface FaultyProxy extends AsyncDisposable {
  readonly url: string
  /** From here on; nothing given: all is well. */
  readonly fail: (faults?: Faults) => void
  /** Nobody answers at the address, and what was under way is cut. */
  readonly refuse: () => Promise<void>
  readonly accept: () => Promise<void>
  /** Those that came here. */
  readonly requests: () => number
  /** Requests to `/_bulk` that came here. */
  readonly bulkRequests: () => number
}

/** A block as the server answers it, for one item or for the whole request: a disk that is full, a cluster that only reads. */
export const BLOCKED = {
  type: 'cluster_block_exception',
  reason:
    'index [ads] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];',
}

export async function faultyProxy(target: string): Promise<FaultyProxy> {
  let faults: Faults = {}
  let bulks = 0
  let all = 0
  const server = createServer((request, response) => {
    all++
    if (request.url?.startsWith('/_bulk')) bulks++
    serve(target, faults, request, response).catch(() => response.destroy())
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const refuse = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  const port = await listen(0)
  return {
    url: `http://127.0.0.1:${port}`,
    fail: (given = {}) => {
      faults = given
    },
    refuse,
    accept: async () => {
      if (server.listening) return
      await listen(port)
    },
    requests: () => all,
    bulkRequests: () => bulks,
    [Symbol.asyncDispose]: refuse,
  }
}

async function serve(target: string, faults: Faults, request: IncomingMessage, response: ServerResponse) {
  const { pathname: path } = new URL(request.url ?? '/', target)
  const fault = faults.request?.({ method: request.method ?? 'GET', path }) ?? null
  const body = await readAll(request)
  if (endsBefore(fault, request, response)) return
  if (fault !== null && typeof fault === 'object') await ('until' in fault ? fault.until : lateness(fault))
  const pass = (text: string) => passOn(target, request, text)
  const isBulk = path === '/_bulk' && (faults.item !== undefined || fault === 'short')
  answer(response, isBulk ? await answerBulk(body, faults.item, fault === 'short', pass) : await pass(body), fault)
}

/** Whether the server is never to hear of it. */
function endsBefore(fault: RequestFault | null, { socket }: IncomingMessage, response: ServerResponse): boolean {
  if (fault === 'hang') return true
  if (fault === 'reset') socket.resetAndDestroy()
  else if (fault === 'drop') socket.destroy()
  else if (fault !== null && typeof fault === 'object' && 'status' in fault) {
    send(response, fault.status, JSON.stringify(fault.body))
  } else return false
  return true
}

async function lateness(fault: object): Promise<void> {
  if ('delayMs' in fault) await wait(Number(fault.delayMs))
}

function answer(response: ServerResponse, { status, text }: Passed, fault: RequestFault | null): void {
  if (fault === 'drop answer') response.socket?.destroy()
  else if (fault === 'cut') sendHalf(response, { status, text })
  else send(response, status, fault === 'garbage' ? '<html>no answer of ours' : text)
}

export interface Passed {
  readonly status: number
  readonly text: string
}

async function passOn(target: string, { method = 'GET', url = '/', headers }: IncomingMessage, body: string) {
  const answer = await fetch(target + url, {
    method,
    headers: {
      ...(headers['content-type'] === undefined ? {} : { 'content-type': headers['content-type'] }),
      ...(headers.accept === undefined ? {} : { accept: headers.accept }),
    },
    ...(body === '' ? {} : { body }),
  })
  return { status: answer.status, text: await answer.text() }
}

const HEADERS = {
  'content-type': 'application/vnd.elasticsearch+json;compatible-with=8',
  'x-elastic-product': 'Elasticsearch',
}

/** The other half never comes. */
function sendHalf(response: ServerResponse, { status, text }: Passed): void {
  response.writeHead(status, { ...HEADERS, 'content-length': Buffer.byteLength(text) })
  response.write(text.slice(0, text.length / 2), () => response.socket?.destroy())
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, HEADERS)
  response.end(text)
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}
