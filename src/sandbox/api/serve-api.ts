import type { IncomingMessage, ServerResponse } from 'node:http'
import { API_SANDBOXES } from './all.ts'
import type { ApiContext, ApiReply, ApiSandbox } from './api-sandbox.ts'

/** The made-up API that answers below this path, and the rest of the path; null: none does. */
export function apiAt(path: string): { readonly api: ApiSandbox; readonly rest: string } | null {
  const [, name = '', rest = ''] = /^\/api\/([a-z-]+)(\/.*)?$/.exec(path) ?? []
  const api = API_SANDBOXES.find(({ source }) => source === name)
  return api === undefined ? null : { api, rest: rest === '' ? '/' : rest }
}

export function apiBase(url: string, source: string): string {
  return `${url}/api/${source}`
}

const MOST_BYTES = 1_000_000

/** Answers a request to a made-up API. @returns the status and how many bytes were sent */
export async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  { api, rest, context }: { readonly api: ApiSandbox; readonly rest: string; readonly context: ApiContext },
): Promise<{ readonly status: number; readonly bytes: number }> {
  const body = await bodyOf(request)
  const query = new URL(request.url ?? '/', 'http://sandbox.example').searchParams
  const header = (name: string) => [request.headers[name.toLowerCase()] ?? []].flat().join(',') || null
  const reply = await api.answer({ method: request.method ?? 'GET', path: rest, query, header, body }, context)
  return send(response, reply)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size <= MOST_BYTES) parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function send(response: ServerResponse, reply: ApiReply): { readonly status: number; readonly bytes: number } {
  const { status, headers = {}, isReset = false } = reply
  const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body
  response.writeHead(status, { ...headers, 'content-length': bytes.length })
  if (isReset) {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy())
    return { status, bytes: Math.floor(bytes.length / 2) }
  }
  response.end(response.req.method === 'HEAD' ? undefined : bytes)
  return { status, bytes: bytes.length }
}
