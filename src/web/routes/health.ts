import { type Response, Router } from 'express'
import type { Instant } from '../../domain/calendar.ts'
import { freshness } from '../../domain/freshness.ts'
import type { SourceId } from '../../domain/ids.ts'
import type { CollectingStatus } from '../../ports/collecting-status.ts'
import { within } from '../within.ts'

/** What probes ask of the rest of the product: always of the real archive, also while a made-up one is shown. */
export interface HealthDeps {
  /** Settles when the database has answered anything. */
  readonly askDatabase: () => Promise<unknown>
  readonly collecting: () => Promise<readonly CollectingStatus[]>
  /** When the newest record that is held was published, by source. */
  readonly newestRecords: () => Promise<ReadonlyMap<SourceId, Instant>>
  /** Aborted: nobody is to be sent here any more. */
  readonly stopping: AbortSignal
  readonly now: () => Date
}

const PATIENCE_MS = 1_000
const HOUR_MS = 3_600_000

/**
 * `/healthz`: the process lives. `/readyz`: it can answer readers. `/healthz/sources`: how old each source is, as data; its
 * status is 200 also where one is stale, or where nobody can tell: a monitor is to read it.
 */
export function healthRoutes(deps: HealthDeps): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => say(response, 'It lives.\n'))
  router.get('/readyz', async (_request, response) => {
    const reason = await whyNotReady(deps)
    if (reason === null) return say(response, 'It is ready.\n')
    response.status(503).set('Retry-After', '5')
    say(response, `${reason}\n`)
  })
  router.get('/healthz/sources', async (_request, response) => {
    const told = Promise.all([deps.collecting(), deps.newestRecords()])
    const [statuses, newest] = await within(PATIENCE_MS, told, [null, null] as const)
    const now = deps.now()
    const sources = statuses?.map((status) => sourceHealth(status, newest.get(status.source) ?? null, now)) ?? null
    const isAnyStale = sources?.some(({ isStale }) => isStale) ?? null
    response.set('Cache-Control', 'no-store').type('json')
    response.send(
      `${JSON.stringify({ checkedAt: now.toISOString(), isDatabaseUp: sources !== null, isAnyStale, sources })}\n`,
    )
  })
  return router
}

async function whyNotReady({ stopping, askDatabase }: HealthDeps): Promise<string | null> {
  if (stopping.aborted) return STOPPING
  const asked = new AbortController()
  const halt = new Promise<string>((resolve) => {
    stopping.addEventListener('abort', () => resolve(STOPPING), { once: true, signal: asked.signal })
  })
  const answered = askDatabase().then(() => null)
  const reason = await within(PATIENCE_MS, Promise.race([answered, halt]), 'The database does not answer.')
  asked.abort() // else each probe would leave a listener
  return reason
}

const STOPPING = 'It is being stopped.'

function say(response: Response, sentence: string): void {
  response.set('Cache-Control', 'no-store').type('text/plain').send(sentence)
}

/** Ages in hours, with one decimal; null: never, or not known. */
function sourceHealth({ source, isScheduled, everyHours, state }: CollectingStatus, newest: Instant | null, now: Date) {
  const lastGoodAt = state?.lastGoodAt ?? null
  const { ageHours, isStale } = freshness({ lastGoodAt, everyHours, now })
  return {
    source,
    isScheduled,
    everyHours,
    lastGoodAt,
    lastGoodAgeHours: rounded(ageHours),
    lastOutcome: state?.last?.outcome ?? null,
    lastFinishedAt: state?.last?.finishedAt ?? null,
    isRunning: (state?.running ?? null) !== null,
    newestRecordAt: newest,
    newestRecordAgeHours: newest === null ? null : rounded((now.getTime() - Date.parse(newest)) / HOUR_MS),
    /** What is not pulled by itself cannot be late. */
    isStale: isScheduled && isStale,
  }
}

function rounded(hours: number | null): number | null {
  return hours === null ? null : Math.round(hours * 10) / 10
}
