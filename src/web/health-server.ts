import express, { type ErrorRequestHandler, type Express } from 'express'
import { refusalOf } from './http-problem.ts'
import { allowReadingOnly } from './middleware/allow-reading-only.ts'
import { setUpRequestLog } from './middleware/set-up-request-log.ts'
import { setUpSecurityHeaders } from './middleware/set-up-security-headers.ts'
import { type HealthDeps, healthRoutes } from './routes/health.ts'
import type { WebDeps } from './web-deps.ts'

interface HealthServerDeps extends Pick<WebDeps, 'log' | 'observe'> {
  readonly health: HealthDeps
}

const NO_SITE = 'This process only runs jobs: it answers /healthz, /readyz and /healthz/sources.\n'

/** What a process answers that serves no readers: how it is. Nothing listens yet. */
export function createHealthServer({ health, log, observe }: HealthServerDeps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use(setUpRequestLog(log, observe))
  app.use(setUpSecurityHeaders())
  app.use(allowReadingOnly())
  app.use(healthRoutes(health))
  app.use((_request, response) => {
    response.status(404).set('Cache-Control', 'no-store').type('text/plain').send(NO_SITE)
  })
  app.use(refuse(log))
  return app
}

function refuse(log: WebDeps['log']): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const { status, code, sentence } = refusalOf(error)
    if (code === 'internal') log({ level: 'error', message: 'request failed', error })
    response.status(status).set('Cache-Control', 'no-store').type('text/plain').send(`${sentence}\n`)
  }
}
