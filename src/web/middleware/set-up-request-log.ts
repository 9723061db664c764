import { randomUUID } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import type { WebDeps } from '../web-deps.ts'

const HEADER = 'X-Request-Id'

/** Gives each request an id and logs one line when it ends: the path, never the query. What readers seek is theirs. */
export function setUpRequestLog(log: WebDeps['log']): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now()
    const requestId = randomUUID()
    const { method, path } = request
    response.set(HEADER, requestId)
    response.on('close', () => {
      const milliseconds = Math.round(performance.now() - startedAt)
      const isWhole = response.writableFinished
      const level = response.statusCode >= 500 ? 'error' : 'info'
      log({ level, message: 'request', requestId, method, path, status: response.statusCode, milliseconds, isWhole })
    })
    next()
  }
}

export function requestIdOf(response: Response): string {
  return String(response.getHeader(HEADER) ?? 'none')
}
