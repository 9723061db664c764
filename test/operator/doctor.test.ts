import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reachAddress } from '../../src/commands/doctor/reach-address.ts'
import { snapCollecting } from '../../src/sources/snap/collecting.ts'
import { diagnosis } from './patient.ts'

let folder: string
let DATA_DIR: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paidfor-doctor-'))
  DATA_DIR = join(folder, 'data')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const failed = (checks: readonly { readonly state: string; readonly name: string }[]) =>
  checks.filter(({ state }) => state === 'fail').map(({ name }) => name)

test('an empty folder is sound: there is no archive yet, and the doctor makes none', async () => {
  const { isSound, of, lines } = await diagnosis({ DATA_DIR })
  expect(isSound).toBe(true)
  expect(of('database')?.says).toMatch(/^no archive yet: npm start makes one/)
  expect(of('folder')?.says).toMatch(/it will be made at the first start$/)
  expect(await readdir(folder)).toEqual([])
  expect(lines.at(-1)).toMatch(/^\d+ checks: \d+ ok, 0 to look at, 0 failed$/)
})

test('every line says how it is, and what to do where it is not well', async () => {
  const { lines, checks } = await diagnosis({ DATA_DIR, PORT: '70000', COLLECT: 'snap' })
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^(ok {2}|warn|fail) {2}\S.*: \S/)
  for (const { state, todo } of checks) expect(todo === null).toBe(state === 'ok')
})

test('a database that is dead fails, tells no password, and the other checks still run', async () => {
  const DATABASE_URL = 'postgres://archive:s3cr3tw0rd@127.0.0.1:1/paidfor'
  const { isSound, of, lines, checks } = await diagnosis({ DATA_DIR, DATABASE_URL })
  expect(isSound).toBe(false)
  expect(of('database')).toMatchObject({ state: 'fail', says: expect.stringContaining('127.0.0.1:1/paidfor') })
  expect(failed(checks)).toEqual(['database'])
  expect(of('inbox')).toBeDefined()
  expect(of('snap')).toBeDefined()
  expect(`${lines.join('\n')}${JSON.stringify(checks)}`).not.toContain('s3cr3tw0rd')
})

test.each([
  ['half', 'ok', 0.5, 400],
  ['14 %', 'warn', 0.14, 400],
  ['7 %', 'fail', 0.07, 400],
  ['9 GiB', 'warn', 0.9, 10],
  ['1 GiB', 'fail', 0.5, 2],
])('a disk of which %s is free: %s', async (_name, state, share, gibibytes) => {
  const blocks = (gibibytes * 2 ** 30) / 4096
  const statfs = async () => ({ bsize: 4096, blocks, bavail: Math.floor(blocks * share) })
  const { of, isSound } = await diagnosis({ DATA_DIR }, { statfs })
  expect(of('disk')?.state).toBe(state)
  expect(isSound).toBe(state !== 'fail')
})

test('a disk that does not tell its room is looked at by a person', async () => {
  const statfs = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOSYS' }))
  expect((await diagnosis({ DATA_DIR }, { statfs })).of('disk')).toMatchObject({ state: 'warn' })
})

test('a folder that is none cannot be written', async () => {
  await writeFile(DATA_DIR, 'a file')
  expect((await diagnosis({ DATA_DIR: join(DATA_DIR, 'below') })).of('folder')?.state).toBe('fail')
})

test('each wrong setting is named, and hides neither another nor the other checks', async () => {
  const environment = { DATA_DIR, PORT: 'x', LOG_LEVEL: 'loud', COLLECT_SNAP_URL: 'https://x.example/no-year.zip' }
  const { checks, of, isSound } = await diagnosis(environment)
  expect(isSound).toBe(false)
  expect(failed(checks)).toEqual(['PORT', 'COLLECT_SNAP_URL', 'LOG_LEVEL'])
  expect(of('disk')).toBeDefined()
})

test('where the address of the database cannot be read, no other database is looked at instead', async () => {
  const asked: unknown[] = []
  const examineArchive = async (config: unknown) => {
    asked.push(config)
    return null
  }
  const environment = { DATA_DIR, DATABASE_URL: 'mysql://archive:s3cr3tw0rd@db.example/x' }
  const { checks, lines, of } = await diagnosis(environment, { examineArchive })
  expect([failed(checks), asked, of('database')]).toEqual([['DATABASE_URL'], [], undefined])
  expect(lines.join('\n')).not.toContain('s3cr3tw0rd')
})

test('what is misspelt, or cannot be collected, is named', async () => {
  const { checks, of } = await diagnosis({
    DATA_DIR,
    COLLECT: 'snap,meta-report,twitter',
    COLLECT_GOGLE_URL: 'https://x.example',
  })
  expect(of('COLLECT_GOGLE_URL')).toMatchObject({ state: 'warn', todo: expect.stringContaining('COLLECT_GOOGLE_URL') })
  expect(checks.filter(({ name }) => name === 'COLLECT').map(({ says }) => says)).toEqual([
    'meta-report lies at no public address',
    'there is no source “twitter”',
  ])
})

test('metrics cannot have the port of the site', async () => {
  const { of } = await diagnosis({ DATA_DIR, PORT: '4000', METRICS_PORT: '4000' })
  expect(of('METRICS_PORT')?.state).toBe('fail')
})

test('it says which sources can be collected, whether they are, and how much a first time fetches', async () => {
  const { of } = await diagnosis({ DATA_DIR, COLLECT: 'snap' })
  expect(of('snap')?.says).toBe(
    'it is collected every 24 hours from storage.googleapis.com; the first time about 15 MB',
  )
  expect(of('google')?.says).toMatch(/^it is not collected; COLLECT=snap,google would, the first time about/)
  expect(of('COLLECT_CONTACT')?.state).toBe('warn')
  const { of: contacted } = await diagnosis({
    DATA_DIR,
    COLLECT: 'snap',
    COLLECT_CONTACT: 'https://archive.example/about',
  })
  expect(contacted('COLLECT_CONTACT')?.state).toBe('ok')
})

test('of an operator’s own address nothing but the host is told', async () => {
  const COLLECT_SNAP_URL = 'https://mirror.example/k3y/{year}.zip?access_token=s3cr3t'
  const { lines } = await diagnosis({ DATA_DIR, COLLECT: 'snap', COLLECT_SNAP_URL })
  expect(lines.join('\n')).toContain('from mirror.example;')
  expect(lines.join('\n')).not.toMatch(/k3y|s3cr3t/)
})

test('nothing leaves the machine unless it is asked for, and then one address a source that is on', async () => {
  const asked: string[] = []
  const reach = async (url: string) => {
    asked.push(url)
    return url.includes('political-csv') ? 'it answers 403' : null
  }
  const now = () => new Date('2026-11-25T12:00:00Z')
  const { of, isSound } = await diagnosis({ DATA_DIR, COLLECT: 'snap,google' }, { reach: () => reach, now })
  expect(new Set(asked).size).toBe(2)
  expect(asked[0]).toBe(snapCollecting.address.replace('{year}', '2018'))
  expect([of('snap online')?.state, of('google online')?.state, isSound]).toEqual(['ok', 'fail', false])
})

test('without --online a settings’ address is not connected to', async () => {
  let connections = 0
  const server = createServer().on('connection', () => connections++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await diagnosis({ DATA_DIR, COLLECT: 'google', COLLECT_GOOGLE_URL: `http://127.0.0.1:${port}/bundle.zip` })
  await new Promise((resolve) => server.close(resolve))
  expect(connections).toBe(0)
})

test.each([
  ['v20.18.9', 'fail'],
  ['v20.19.0', 'ok'],
  ['v22.1.0', 'ok'],
  ['v18.99.99', 'fail'],
])('Node %s is %s', async (version, state) => {
  const { of } = await diagnosis({ DATA_DIR }, { node: { version, wanted: '>=20.19.0' } })
  expect(of('node')?.state).toBe(state)
})

test('a clock from before this program was made is wrong', async () => {
  const { of } = await diagnosis({ DATA_DIR }, { now: () => new Date('2000-01-01T00:00:00Z') })
  expect(of('clock')).toMatchObject({ state: 'fail', says: expect.stringContaining('2000-01-01') })
})

test('files that wait or were refused in the inbox are counted', async () => {
  const inbox = join(DATA_DIR, 'inbox', 'meta-report')
  await mkdir(join(inbox, 'refused'), { recursive: true })
  for (const name of ['a.zip', '.hidden', 'refused/b.zip', 'refused/b.zip.why.txt'])
    await writeFile(join(inbox, name), '')
  const { of } = await diagnosis({ DATA_DIR })
  expect(of('inbox')).toMatchObject({ state: 'warn', says: '1 file for the site to take once it runs; 1 refused' })
})

test('what a killed process left beside the embedded database is told', async () => {
  await mkdir(join(DATA_DIR, 'postgres.new'), { recursive: true })
  await writeFile(join(DATA_DIR, 'postgres.lock'), '999999999 12345\n')
  const { of } = await diagnosis({ DATA_DIR })
  expect(of('leftovers')).toMatchObject({
    state: 'warn',
    says: expect.stringMatching(/process 999999999.*never finished/),
  })
})

test('an address is asked for one byte, and what is wrong with it is a sentence', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.range} ${request.headers['user-agent']}`)
    response.writeHead(request.url === '/there.zip' ? 206 : 403).end('x')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const here = `http://127.0.0.1:${port}`
  const reach = reachAddress({ userAgent: 'paidfor/test', operatorAddresses: [here] })
  expect(await reach(`${here}/there.zip`)).toBeNull()
  expect(await reach(`${here}/forbidden.zip`)).toBe('it answers with status 403')
  expect(asked[0]).toBe('GET /there.zip bytes=0-0 paidfor/test')
  const others = reachAddress({ userAgent: 'paidfor/test', operatorAddresses: [] })
  expect(await others(`${here}/there.zip`)).toMatch(/no public address/)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  expect(await reach(`${here}/there.zip`)).toMatch(/^(it refused the connection|the connection broke off)/)
  expect(asked).toHaveLength(2)
})
