import type { ApiReply } from './api-sandbox.ts'

interface Failure {
  readonly status: number
  readonly code: number
  readonly message: string
  readonly subcode?: number
  readonly more?: Readonly<Record<string, unknown>>
}

export function metaError({ status, code, message, subcode, more = {} }: Failure, headers = {}): ApiReply {
  const type = code === 1 ? {} : { type: code === 100 ? 'GraphMethodException' : 'OAuthException' }
  const detail = subcode === undefined ? {} : { error_subcode: subcode }
  const trace = code === 1 ? {} : { fbtrace_id: 'AsandboxTraceOfNothing' }
  return metaReply({ error: { message, ...type, code, ...detail, ...more, ...trace } }, status, headers)
}

/** As PHP writes JSON: slashes and all that is not ASCII escaped. */
export function metaReply(value: unknown, status: number, headers: Readonly<Record<string, string>>): ApiReply {
  const escaped = JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'facebook-api-version': 'v22.0',
      'cache-control': 'private, no-cache, no-store, must-revalidate',
      ...headers,
    },
    body: escaped,
  }
}

export const SORRY_PAGE = `<!DOCTYPE html><html lang="en"><head><title>Error</title></head><body>
<h1>Sorry, something went wrong.</h1><p>We're working on it and we'll get it fixed as soon as we can.</p></body></html>`
