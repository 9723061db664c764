import type { Response } from 'express'
import { requestIdOf } from './middleware/set-up-request-log.ts'
import { type StreamedBody, streamResponse } from './stream-response.ts'
import type { WebDeps } from './web-deps.ts'

/** Writes a long answer; one that is cut short stands in the log. @param what it is, for the log */
export function sendStream<Row>(
  site: Pick<WebDeps, 'log' | 'stopping'>,
  response: Response,
  body: StreamedBody<Row>,
  what = 'an export was',
): Promise<void> {
  const report = (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    site.log({ level: 'error', message: `${what} cut short`, requestId: requestIdOf(response), error: text })
  }
  return streamResponse(response, body, report, site.stopping)
}
