import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.ts'
import { snapCsv } from '../support/snap-csv.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paidfor-command-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const program = join(projectRoot, 'scripts', 'paidfor.mjs')

function paidfor(args: readonly string[], environment: Record<string, string> = {}): SpawnSyncReturns<string> {
  const env = { ...process.env, DATA_DIR: join(folder, 'data'), DATABASE_URL: serverUrl(), ...environment }
  return spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8', timeout: 50_000 })
}

/** Most of these need no archive of their own: a scratch database on the run's server does. */
function serverUrl(): string {
  const url = new URL(process.env['PAIDFOR_TEST_SERVER'] ?? '')
  url.pathname = '/postgres'
  return url.href
}

/** One sentence, no stack, exit code not zero. */
function expectSentence({ status, stderr }: SpawnSyncReturns<string>, words: RegExp): void {
  expect(stderr).toMatch(words)
  expect(stderr).not.toMatch(/\n {4}at /)
  expect(status).not.toBe(0)
}

test('an unreadable zip, a wrong CSV, a missing file: each a sentence that names it and says what to do', async () => {
  await writeFile(join(folder, '2024-10-01.zip'), 'no zip')
  await writeFile(join(folder, 'wrong.csv'), 'name,amount\nx,1\n')
  for (const [file, words] of [
    [
      '2024-10-01.zip',
      /2024-10-01\.zip: not imported: it is 6 bytes, an empty answer and not the archive .* get it again/,
    ],
    ['wrong.csv', /wrong\.csv: not imported: it is no file as known from .* lacks .*adid/],
    ['nowhere.csv', /nowhere\.csv: not imported: it is not there/],
  ] as const) {
    expectSentence(paidfor(['import', 'snap', join(folder, file)]), words)
  }
  expect(existsSync(join(folder, 'data', 'raw'))).toBe(false)
})

test('an unknown option, command, source or date is refused before anything is begun', () => {
  expectSentence(paidfor(['import', 'snap', 'x.csv', '--fast']), /unknown option '--fast'/)
  expectSentence(paidfor(['imprt']), /unknown command 'imprt'/)
  expectSentence(paidfor(['import', 'myspace', 'x.csv']), /no source “myspace”: it is one of snap, meta/)
  expectSentence(paidfor(['import', 'snap', 'x.csv', '--observed-at', '2024-02-30']), /not a day of the calendar/)
  expectSentence(paidfor(['import', 'snap', 'x.csv', '--observed-at', '2099-01-01']), /has not come yet/)
  expect(existsSync(join(folder, 'data'))).toBe(false)
})

test('a taken port is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  const result = await new Promise<SpawnSyncReturns<string>>((resolve) => {
    const env = { ...process.env, PORT: String(port), DATA_DIR: join(folder, 'data'), DATABASE_URL: serverUrl() }
    const child = spawn(process.execPath, [program, 'serve'], { env })
    let stderr = ''
    child.stderr.on('data', (text) => {
      stderr += text
    })
    child.on('exit', (status) => resolve({ status, stderr } as SpawnSyncReturns<string>))
  })
  other.close()
  expectSentence(result, new RegExp(`Port ${port} is taken.*PORT=`))
  expect(existsSync(join(folder, 'data'))).toBe(false)
})

test('a folder that cannot be written is named, with what to do', async () => {
  await writeFile(join(folder, 'file'), '')
  const result = paidfor(['import', 'snap', 'x.csv'], { DATA_DIR: join(folder, 'file', 'data') })
  expectSentence(result, /folder .*file\/data cannot be made \(ENOTDIR\)\. Give DATA_DIR/)
})

test('a dead DATABASE_URL is a sentence without its password', () => {
  const result = paidfor(['import', 'snap', 'x.csv'], { DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/none' })
  expectSentence(result, /database at 127\.0\.0\.1:1\/none cannot be used: .*ECONNREFUSED.*DATABASE_URL/)
  expect(result.stderr).not.toContain('secret')
})

test('a setting that cannot be is named', () => {
  expectSentence(paidfor(['import', 'snap', 'x.csv'], { PORT: 'many' }), /PORT is not a port number/)
  expectSentence(paidfor(['import', 'snap', 'x.csv'], { DATABASE_URL: 'mysql://x' }), /DATABASE_URL is no address/)
})

test('--json prints one line of JSON a file, with counts and decimal sums, and a folder may hold other things', async () => {
  const database = `c_${Date.now()}`
  const url = new URL(serverUrl())
  const { default: pg } = await import('pg')
  const client = new pg.Client(url.href)
  await client.connect()
  await client.query(`CREATE DATABASE ${database} TEMPLATE paidfor_template`)
  url.pathname = `/${database}`
  await writeFile(join(folder, '2024-10-01_2024.csv'), snapCsv([{ Spend: '5' }, { ADID: 'broken' }]))
  await writeFile(join(folder, 'notes.txt'), 'hello')
  const { stdout, status } = paidfor(['import', 'snap', folder, '--json'], { DATABASE_URL: url.href })
  await client.query(`DROP DATABASE ${database} WITH (FORCE)`)
  await client.end()
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    {
      file: '2024-10-01_2024.csv',
      kind: 'snap-csv',
      rows: 2,
      loaded: 1,
      changed: 0,
      unchanged: 0,
      quarantined: 1,
      repeated: 0,
      money: { USD: { lower: '5', upper: '5' } },
      observedOn: '2024-10-01',
      drift: [],
      held: null,
    },
    expect.objectContaining({ file: 'notes.txt', kind: 'unrecognised', rows: 0 }),
  ])
  expect(status).toBe(0)
})

test('a zip as Snap publishes it, with a readme beside the CSV, is no failure', async () => {
  const { default: yazl } = await import('yazl')
  const { pipeline } = await import('node:stream/promises')
  const { createWriteStream } = await import('node:fs')
  const zip = new yazl.ZipFile()
  zip.addBuffer(Buffer.from(snapCsv([{}])), 'PoliticalAds.csv')
  zip.addBuffer(Buffer.from('Columns: …'), 'readme.txt')
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(join(folder, 'PoliticalAds.zip')))
  const args = ['import', 'snap', join(folder, 'PoliticalAds.zip'), '--observed-at', '2024-11-01']
  const { status, stderr } = paidfor(args, { DATABASE_URL: serverUrl() })
  expect(stderr).toMatch(/PoliticalAds\.zip!readme\.txt: skipped/)
  expect(stderr).toMatch(/PoliticalAds\.zip!PoliticalAds\.csv: 1 rows as of 2024-11-01/)
  expect(status).toBe(0)
})
