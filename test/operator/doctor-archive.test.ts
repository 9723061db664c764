import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../src/store/embedded/server.ts'
import { createDatabase } from '../../src/store/postgres/create-database.ts'
import { openDatabase } from '../../src/store/postgres/data-source.ts'
import { postgresRunLog } from '../../src/store/postgres/run-log.ts'
import { openTestArchive, scratchDatabase, type TestArchive } from '../support/archive.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'
import { diagnosis } from './patient.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

function environment(more: Record<string, string> = {}) {
  const { url } = opened.database.options as { url: string }
  return { DATA_DIR: join(opened.folder, 'data'), DATABASE_URL: url, ...more }
}

test('a healthy archive passes every check', async () => {
  await opened.importText('snap', '2024-10-14_2024.csv', snapCsv([{ ADID: snapAdId(1) }]))
  const run = await postgresRunLog(opened.database).begin('collect-snap', 'hand', null)
  await run?.finish('done', null, { rows: 1 })
  const { checks, isSound, of } = await diagnosis(
    environment({ COLLECT: 'snap', COLLECT_CONTACT: 'https://x.example' }),
  )
  expect(checks.filter(({ state }) => state !== 'ok')).toEqual([])
  expect(isSound).toBe(true)
  expect(of('database')?.says).toMatch(/^PostgreSQL \d+\.\d+, UTF8$/)
  expect(of('snap fresh')?.says).toBe('its last good answer is 0 hours old')
})

test('what waits for a person is counted', async () => {
  const bad = { ADID: snapAdId(3), 'Currency Code': 'no currency' }
  await opened.importText('snap', '2024-10-14_2024.csv', snapCsv([{ ADID: snapAdId(1) }, bad]))
  const { of, isSound } = await diagnosis(environment({ COLLECT: 'snap' }))
  expect(of('quarantine')).toMatchObject({ state: 'warn', says: '1 record not understood' })
  expect(of('snap fresh')).toMatchObject({ state: 'warn', says: 'it was never collected; it is due every 24 hours' })
  expect(isSound).toBe(true)
})

test('a run that failed is told with its reason, in one line', async () => {
  const run = await postgresRunLog(opened.database).begin('collect-snap', 'hand', null)
  await run?.finish(
    'suspect',
    'Snap sent a page\n\u001b[31minstead of https://x.example/a.zip?access_token=s3cr3t1.',
    {},
  )
  const { of, lines } = await diagnosis(environment())
  expect(of('collect-snap')?.state).toBe('warn')
  expect(lines.join('')).not.toMatch(/\p{Cc}|s3cr3t1/u)
})

test('an interrupted run is told', async () => {
  await opened.database.query(`INSERT INTO job (name) VALUES ('collect-snap')`)
  await opened.database.query(`INSERT INTO job_run (job, trigger) VALUES ('collect-snap', 'tick')`)
  expect((await diagnosis(environment())).of('collect-snap')?.says).toMatch(/interrupted/)
})

test('an old schema is told, and left as it is', async () => {
  await opened.database.query('DROP TABLE job_lease, job_tick, job_run, job, collected_file')
  await opened.database.query(`DELETE FROM migrations WHERE name LIKE 'Jobs0005%'`)
  const { of, isSound } = await diagnosis(environment())
  expect(of('schema')).toMatchObject({ state: 'warn', says: expect.stringContaining('Jobs0005') })
  expect(isSound).toBe(true)
  expect(await opened.database.query('SELECT name FROM migrations ORDER BY id DESC LIMIT 1')).not.toEqual([
    expect.objectContaining({ name: expect.stringContaining('Jobs0005') }),
  ])
})

test('a schema of a newer version is not ours to use', async () => {
  await opened.database.query(`INSERT INTO migrations (timestamp, name) VALUES (1, 'Tomorrow99991999999999999')`)
  const { of, isSound } = await diagnosis(environment())
  expect(of('schema')).toMatchObject({ state: 'fail', says: expect.stringContaining('Tomorrow9999') })
  expect(isSound).toBe(false)
})

test('a database without any archive is sound, and stays empty', async () => {
  const { url, drop } = await scratchDatabase()
  const { of, isSound } = await diagnosis({ ...environment(), DATABASE_URL: url })
  expect(of('schema')?.says).toMatch(/holds no archive yet/)
  expect(isSound).toBe(true)
  await drop()
})

test('a database that cannot keep every text fails', async () => {
  const { url, drop } = await scratchDatabase(`ENCODING 'SQL_ASCII' TEMPLATE template0 LOCALE 'C' LOCALE_PROVIDER libc`)
  expect((await diagnosis({ ...environment(), DATABASE_URL: url })).of('database')?.state).toBe('fail')
  await drop()
})

test('clocks that differ, and servers that are too old, are told', async () => {
  const facts = { encoding: 'UTF8', missing: [], unknown: [], isEmpty: false }
  const found = { facts: { ...facts, version: 140_011, aheadMs: -6_200 }, contents: null, index: null, standings: null }
  const { of } = await diagnosis(environment(), { examineArchive: async () => found })
  expect(of('clocks')).toMatchObject({ state: 'warn', says: expect.stringContaining('6.2 seconds behind ours') })
  expect(of('database')).toMatchObject({ state: 'fail', says: 'PostgreSQL 14.11, UTF8: too old' })
})

test('no line holds the password, whatever it looks like', async () => {
  const password = `p@ss/${randomBytes(8).toString('hex')}`
  const DATABASE_URL = `postgres://archive:${encodeURIComponent(password)}@127.0.0.1:1/paidfor`
  const { lines } = await diagnosis({ ...environment(), DATABASE_URL })
  expect(lines.join('\n')).not.toContain(password.slice(5))
})

test('the built-in database is looked at where it does not run, and does not run afterwards', async () => {
  const DATA_DIR = join(opened.folder, 'data')
  const folder = join(DATA_DIR, 'postgres')
  const server = await startEmbeddedPostgres({ folder })
  expect((await diagnosis({ DATA_DIR })).of('database')?.says).toMatch(/^no archive yet/)
  const database = await openDatabase(await createDatabase(server.url, 'paidfor'))
  await database.destroy()
  await server[Symbol.asyncDispose]()
  const { checks, of } = await diagnosis({ DATA_DIR })
  expect(checks.filter(({ state }) => state !== 'ok')).toEqual([])
  expect(of('schema')?.says).toBe('it is of this version')
  expect(existsSync(join(folder, 'postmaster.pid'))).toBe(false)
})
