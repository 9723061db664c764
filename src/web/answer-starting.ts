import type { IncomingMessage, ServerResponse } from 'node:http'

/** What is answered before there is a site: that the process lives, and that it is not ready. */
export function answerStarting({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const shared = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  if (url.split('?')[0] === '/healthz') {
    response.writeHead(200, shared).end('It lives.\n')
    return
  }
  response.writeHead(503, { ...shared, 'retry-after': '2' }).end('Paidfor is starting. Try again in a moment.\n')
}
