import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import express from 'express'
import request from 'supertest'
import { instant } from '../../src/domain/calendar.ts'
import { createMetrics, type Metrics } from '../../src/metrics.ts'
import { importFile } from '../../src/pipeline/import-file.ts'
import type { JobState, OpenRun, RunLog, RunOutcome } from '../../src/ports/run-log.ts'
import { snap } from '../../src/sources/snap/source.ts'
import { poolUse } from '../../src/store/postgres/pool-use.ts'
import { setUpErrors, setUpNotFound } from '../../src/web/middleware/set-up-errors.ts'
import { setUpRequestLog } from '../../src/web/middleware/set-up-request-log.ts'
import { setUpStaticFiles } from '../../src/web/middleware/set-up-static-files.ts'
import { adRoutes } from '../../src/web/routes/ads.ts'
import { searchRoutes } from '../../src/web/routes/search.ts'
import { createSite } from '../../src/web/site.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'
import { testDeps } from '../web/support/test-app.ts'
import { samplesOf } from './exposition.ts'

let opened: TestArchive
beforeAll(async () => {
  opened = await openTestArchive()
})
afterAll(() => opened.close())

const state: JobState = {
  ...{ job: 'collect-snap', nextDueAt: null, running: null, last: null },
  lastGoodAt: instant('2026-11-25T10:00:00Z'),
}

function metricsOf(
  states: RunLog['states'] = async () => [state, { ...state, job: 'collect-google', lastGoodAt: null }],
) {
  return createMetrics({
    archive: opened.archive,
    runLog: { states },
    pool: () => poolUse(opened.database),
    searchIndex: async () => null,
    now: () => new Date('2026-11-25T11:00:00Z'),
  })
}

const samples = async (metrics: Metrics) => samplesOf(await metrics.text())

test('the exposition can be read line by line, and tells of the process', async () => {
  const read = await samples(metricsOf())
  expect(read.find(({ name }) => name === 'process_cpu_seconds_total')?.value).toBeGreaterThan(0)
  expect(read.find(({ name }) => name === 'paidfor_database_up')?.value).toBe(1)
})

test('a job without a good run has no age, rather than that of zero', async () => {
  const ages = (await samples(metricsOf())).filter(({ name }) => name === 'paidfor_job_last_good_age_seconds')
  expect(ages).toEqual([{ name: 'paidfor_job_last_good_age_seconds', labels: { job: 'collect-snap' }, value: 3_600 }])
})

test.each([
  ['fails', async () => Promise.reject(new Error('gone'))],
  ['hangs', () => new Promise<never>(() => undefined)],
])('when the database %s the rest is told, and of the archive nothing is', async (_how, states) => {
  let isDown = false
  const metrics = metricsOf(async () => (isDown ? states() : [state]))
  await metrics.text()
  isDown = true
  const read = await samples(metrics)
  expect(read.find(({ name }) => name === 'paidfor_database_up')?.value).toBe(0)
  expect(read.filter(({ name }) => /holds|absences|quarantined|last_good/.test(name))).toEqual([])
  expect(read.some(({ name }) => name === 'process_start_time_seconds')).toBe(true)
})

test('rows are counted by source and by what became of them, and quarantined ones are told', async () => {
  const metrics = metricsOf()
  const bad = { ADID: snapAdId(3), 'Currency Code': 'no currency' }
  const path = join(opened.folder, '2024-10-14_2024.csv')
  await writeFile(path, snapCsv([{ ADID: snapAdId(1) }, { ADID: snapAdId(2) }, bad]))
  const imported = importFile(metrics.countLoads(opened.importDeps), { source: snap, path, observedOn: null })
  for await (const outcome of imported) expect(outcome).not.toHaveProperty('problem')
  const read = await samples(metrics)
  const rows = read.filter(({ name }) => name === 'paidfor_rows_total')
  expect(Object.fromEntries(rows.map(({ labels, value }) => [labels['result'], value]))).toEqual({
    ...{ loaded: 2, changed: 0, unchanged: 0, quarantined: 1 },
  })
  expect(read).toContainEqual({ name: 'paidfor_quarantined_records', labels: { source: 'snap' }, value: 1 })
})

test('connections of the database are told by what they do', async () => {
  const runner = opened.database.createQueryRunner()
  await runner.connect()
  const read = await samples(metricsOf())
  await runner.release()
  const inUse = read.find(({ name, labels }) => name === 'paidfor_database_connections' && labels['state'] === 'in_use')
  expect(inUse?.value).toBe(1)
})

/** A twin of the port whose runs end as they are told. */
function memoryRunLog(): RunLog {
  const run: OpenRun = {
    id: 1,
    lost: new AbortController().signal,
    report: () => undefined,
    finish: async () => undefined,
  }
  const nothing = { dueNow: async () => false, states: async () => [], runs: async () => [] }
  return { ...nothing, plan: async () => null, begin: async () => run }
}

test('a run is counted once, by its job and how it ended', async () => {
  const metrics = metricsOf()
  const runLog = metrics.countRuns(memoryRunLog())
  for (const outcome of ['done', 'done', 'suspect'] satisfies RunOutcome[]) {
    const run = await runLog.begin('collect-snap', 'hand', null)
    await run?.finish(outcome, null, {})
    await run?.finish('failed', null, {})
  }
  const runs = (await samples(metrics)).filter(({ name }) => name === 'paidfor_job_runs_total')
  expect(runs.map(({ labels, value }) => [labels['outcome'], value])).toEqual([
    ['done', 2],
    ['suspect', 1],
  ])
})

test('requests are counted by the pattern of their route, whatever readers ask for', async () => {
  const metrics = metricsOf()
  const { deps } = testDeps()
  const site = createSite(deps, '/assets')
  const app = express()
    .use(setUpRequestLog(() => undefined, metrics.observeRequest))
    .use(setUpStaticFiles(deps.viewsFolder, true).router, searchRoutes(site), adRoutes(site))
    .use(setUpNotFound(), setUpErrors(site))
  for (let number = 0; number < 20; number++) {
    for (const url of [`/ads/meta:${number}`, `/search?q=secret${number}`, `/nope${number}`, `/assets/${number}.css`]) {
      await request(app).get(url)
    }
  }
  const read = (await samples(metrics)).filter(({ name }) => name.startsWith('paidfor_http'))
  const routes = [...new Set(read.map(({ labels }) => labels['route']))]
  expect(routes).toEqual(expect.arrayContaining(['/search', 'none', '/assets/*']))
  expect(routes.length).toBeLessThanOrEqual(6)
  expect(read.length).toBeLessThan(120)
  expect(JSON.stringify(read)).not.toMatch(/secret|nope|meta/)
})

test('no label comes from outside, and none grows without end', async () => {
  const metrics = metricsOf(async () => Array.from({ length: 500 }, (_, n) => ({ ...state, job: `job-${n}` })))
  const runLog = metrics.countRuns(memoryRunLog())
  for (let number = 0; number < 500; number++) {
    metrics.observeRequest({ route: `/made-up-${number}`, method: `M${number}`, status: number * 10, seconds: 0.01 })
    const run = await runLog.begin(`a reader’s “words” ${number}`, 'hand', null)
    await run?.finish('done', null, {})
  }
  const read = (await samples(metrics)).filter(({ name }) => name.startsWith('paidfor_'))
  const names = new Set(read.map(({ name }) => name))
  for (const name of names) {
    const routes = new Set(
      read.filter((sample) => sample.name === name).map(({ labels }) => labels['route'] ?? labels['job']),
    )
    expect(routes.size).toBeLessThanOrEqual(101)
  }
  expect(read.filter(({ labels }) => labels['job']?.includes('reader'))).toEqual([])
})
