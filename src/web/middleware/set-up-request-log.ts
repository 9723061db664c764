import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import type { AnsweredRequest, LogLine } from '../web-deps.ts'

const HEADER = 'X-Request-Id'

/**
 * Gives each request an id, and logs and counts it when it ends: the path, never the query. What readers seek is theirs.
 * Who only asks whether we live is not logged above `debug`.
 */
export function setUpRequestLog(
  log: (line: LogLine) => void,
  observe: (answered: AnsweredRequest) => void = () => undefined,
): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now()
    const requestId = randomUUID()
    const { method, path } = request
    response.set(HEADER, requestId)
    response.on('close', () => {
      const milliseconds = Math.round(performance.now() - startedAt)
      const isWhole = response.writableFinished
      const { statusCode: status } = response
      const route = routeOf(request, path)
      log({ level: levelOf(status, route), message: 'request', requestId, method, path, status, milliseconds, isWhole })
      observe({ route, method, status, seconds: (performance.now() - startedAt) / 1_000 })
    })
    next()
  }
}

export function requestIdOf(response: Response): string {
  return String(response.getHeader(HEADER) ?? 'none')
}

/** What asks every few seconds, and would drown all else. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/healthz/sources'])

/** Not to be ready is an answer, and no failure. */
function levelOf(status: number, route: string): LogLine['level'] {
  if (PROBES.has(route)) return 'debug'
  return status >= 500 ? 'error' : 'info'
}

function routeOf({ route, baseUrl }: Request, path: string): string {
  const patterns: readonly unknown[] = [route?.path].flat()
  // Of several addresses of one route, that which was asked for: it is one of ours.
  const pattern = patterns.includes(path) ? path : patterns[0]
  if (typeof pattern === 'string') return `${baseUrl}${pattern}`
  return path.startsWith('/assets/') ? '/assets/*' : 'none'
}
