import { getEventListeners } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import express from 'express'
import request from 'supertest'
import { instant } from '../../src/domain/calendar.ts'
import { sourceId } from '../../src/domain/ids.ts'
import type { CollectingStatus } from '../../src/ports/collecting-status.ts'
import { answerStarting } from '../../src/web/answer-starting.ts'
import { setUpRequestLog } from '../../src/web/middleware/set-up-request-log.ts'
import { type HealthDeps, healthRoutes } from '../../src/web/routes/health.ts'
import type { LogLine } from '../../src/web/web-deps.ts'

const never = () => new Promise<never>(() => undefined)

const snap: CollectingStatus = {
  source: sourceId('snap'),
  isScheduled: true,
  everyHours: 24,
  size: 'about 15 MB',
  state: {
    job: 'collect-snap',
    nextDueAt: instant('2026-11-26T05:17:00Z'),
    running: null,
    last: {
      ...{
        id: 7,
        job: 'collect-snap',
        trigger: 'tick',
        dueAt: null,
        message: 'Snap sent a page.',
        counts: {},
        progress: null,
      },
      startedAt: instant('2026-11-25T05:17:00Z'),
      finishedAt: instant('2026-11-25T05:18:00Z'),
      outcome: 'suspect',
    },
    lastGoodAt: instant('2026-11-24T05:18:00Z'),
  },
}
const google: CollectingStatus = { ...snap, source: sourceId('google'), everyHours: 168, state: null }

function site(deps: Partial<HealthDeps> = {}, log: (line: LogLine) => void = () => undefined) {
  const app = express()
  app.use(setUpRequestLog(log))
  app.use(
    healthRoutes({
      askDatabase: async () => undefined,
      collecting: async () => [snap, google],
      newestRecords: async () => new Map([[sourceId('snap'), instant('2026-11-24T00:00:00Z')]]),
      stopping: new AbortController().signal,
      now: () => new Date('2026-11-25T18:00:00Z'),
      ...deps,
    }),
  )
  return request(app)
}

test('the process says that it lives, also without a database and while it stops', async () => {
  const dead = { askDatabase: never, stopping: AbortSignal.abort() }
  await site(dead).get('/healthz').expect(200, 'It lives.\n').expect('Cache-Control', 'no-store')
})

test('it is ready when the database has answered', async () => {
  await site().get('/readyz').expect(200, 'It is ready.\n').expect('Cache-Control', 'no-store')
})

test.each([
  ['refuses', async () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7'))],
  ['hangs', never],
])('it is not ready when the database %s', async (_how, askDatabase) => {
  const startedAt = performance.now()
  const { text } = await site({ askDatabase }).get('/readyz').expect(503).expect('Retry-After', '5')
  expect(text).toBe('The database does not answer.\n')
  expect(performance.now() - startedAt).toBeLessThan(1_500)
})

test('from when it is asked to stop it is not ready, at once, whatever it waits for', async () => {
  const stopping = new AbortController()
  const waits = site({
    stopping: stopping.signal,
    askDatabase: () => {
      stopping.abort()
      return never()
    },
  })
  const startedAt = performance.now()
  await waits.get('/readyz').expect(503, 'It is being stopped.\n')
  await waits.get('/readyz').expect(503, 'It is being stopped.\n').expect('Retry-After', '5')
  expect(performance.now() - startedAt).toBeLessThan(200)
})

test('each source tells its last good run, its last outcome, and the age of its newest record', async () => {
  const { body } = await site().get('/healthz/sources').expect(200).expect('Cache-Control', 'no-store')
  expect(body).toEqual({
    ...{ checkedAt: '2026-11-25T18:00:00.000Z', isDatabaseUp: true, isAnyStale: true },
    sources: [
      {
        ...{ source: 'snap', isScheduled: true, everyHours: 24, isRunning: false },
        ...{ lastGoodAt: '2026-11-24T05:18:00Z', lastGoodAgeHours: 36.7 },
        ...{ lastOutcome: 'suspect', lastFinishedAt: '2026-11-25T05:18:00Z' },
        ...{ newestRecordAt: '2026-11-24T00:00:00Z', newestRecordAgeHours: 42, isStale: true },
      },
      {
        ...{ source: 'google', isScheduled: true, everyHours: 168, isRunning: false },
        ...{ lastGoodAt: null, lastGoodAgeHours: null, lastOutcome: null, lastFinishedAt: null },
        ...{ newestRecordAt: null, newestRecordAgeHours: null, isStale: true },
      },
    ],
  })
})

test('a source that is not pulled by itself is never late', async () => {
  const { body } = await site({ collecting: async () => [{ ...google, isScheduled: false }] }).get('/healthz/sources')
  expect(body).toMatchObject({ isAnyStale: false, sources: [{ isScheduled: false, isStale: false }] })
})

test('without a database nobody can tell: unknown is neither fresh nor stale', async () => {
  const { body } = await site({ collecting: never }).get('/healthz/sources').expect(200)
  expect(body).toMatchObject({ isDatabaseUp: false, isAnyStale: null, sources: null })
})

test('probes are not logged among readers, and leave nothing behind', async () => {
  const lines: LogLine[] = []
  const { signal } = new AbortController()
  const probed = site({ stopping: signal }, (line) => lines.push(line))
  for (let count = 0; count < 30; count++) await probed.get('/readyz')
  await probed.get('/nope')
  expect(lines.filter(({ level }) => level !== 'debug').map(({ path }) => path)).toEqual(['/nope'])
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('while it starts it lives, and is not ready', async () => {
  const starting = request(createHttpServer(answerStarting))
  await starting.get('/healthz').expect(200, 'It lives.\n')
  for (const url of ['/', '/readyz', '/healthz/sources']) await starting.get(url).expect(503).expect('Retry-After', '2')
})
