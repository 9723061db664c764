import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withLock } from '../../src/store/embedded/lock.ts'
import { hasEnded, startTime } from '../../src/store/embedded/processes.ts'
import { startEmbeddedPostgres } from '../../src/store/embedded/server.ts'

const root = mkdtempSync(join(tmpdir(), 'paidfor-leftovers-'))
const children: ChildProcess[] = []
/** Larger than any process number that Linux gives. */
const NOBODYS_PID = 4194305

beforeAll(() => chmodSync(root, 0o755))

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

function clusterFolder(): string {
  const parent = mkdtempSync(join(root, 'data-'))
  chmodSync(parent, 0o755)
  return join(parent, 'postgres')
}

/** Starts and leaves. @returns what the launcher said, and the server's `postmaster.pid`. */
async function visit(folder: string): Promise<{ said: string; pidFile: string }> {
  const lines: string[] = []
  const server = await startEmbeddedPostgres({ folder, log: (line) => lines.push(line) })
  const pidFile = readFileSync(join(folder, 'postmaster.pid'), 'utf8')
  await server[Symbol.asyncDispose]()
  return { said: lines.join('\n'), pidFile }
}

function bystander(): number {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'])
  children.push(child)
  return Number(child.pid)
}

const problem = (message: string) => ({ code: 'database.unavailable', message: expect.stringContaining(message) })

test('a first start that was cut off is begun anew', async () => {
  const folder = clusterFolder()
  mkdirSync(`${folder}.new`)
  writeFileSync(join(`${folder}.new`, 'half'), '')
  writeFileSync(`${folder}.password`, 'of the half', { mode: 0o600 })
  expect((await visit(folder)).said).toMatch(/^Making .*\nStarted .*\nStopped /)
  expect(existsSync(`${folder}.new`)).toBe(false)
})

test('a dead server’s postmaster.pid is in nobody’s way', async () => {
  const folder = clusterFolder()
  const { pidFile } = await visit(folder)
  writeFileSync(join(folder, 'postmaster.pid'), pidFile.replace(/^\d+/, String(NOBODYS_PID)))
  expect((await visit(folder)).said).toMatch(/^Started /)
})

test('a program that got the number of a dead server is not taken for it, nor harmed', async () => {
  const folder = clusterFolder()
  const { pidFile } = await visit(folder)
  const pid = bystander()
  writeFileSync(join(folder, 'postmaster.pid'), pidFile.replace(/^\d+/, String(pid)))
  expect((await visit(folder)).said).toMatch(/^Started /)
  expect(await hasEnded(pid, 0)).toBe(false)
})

test('the lock of a dead process is taken over, that of a living one is not', async () => {
  const file = join(root, 'a.lock')
  const take = () => withLock(file, { patience: 100, log: () => {} }, async () => 'taken')
  writeFileSync(file, `${NOBODYS_PID} 1\n`)
  expect(await take()).toBe('taken')
  writeFileSync(file, `${process.pid} ${startTime(process.pid)}\n`) // ours, from before a restart of the container
  expect(await take()).toBe('taken')
  const pid = bystander()
  writeFileSync(file, `${pid} ${startTime(pid)}\n`)
  await expect(take()).rejects.toMatchObject(problem(`Process ${pid} holds ${file}`))
})

test('a folder of something else, an impossible place and a database of another version are named', async () => {
  const folder = clusterFolder()
  mkdirSync(folder)
  writeFileSync(join(folder, 'notes.txt'), '')
  await expect(visit(folder)).rejects.toMatchObject(problem(`${folder} holds something other than a database`))
  const below = join(folder, 'notes.txt', 'data')
  await expect(visit(join(below, 'postgres'))).rejects.toMatchObject(problem(`cannot use ${below} (ENOTDIR)`))
  writeFileSync(join(folder, 'PG_VERSION'), '9\n')
  await expect(visit(folder)).rejects.toMatchObject(problem('is of PostgreSQL 9 and the programs here are'))
})

test('a lost password and a server that will not start are told with the file to look at', async () => {
  const folder = clusterFolder()
  await visit(folder)
  const password = readFileSync(`${folder}.password`)
  rmSync(`${folder}.password`)
  await expect(visit(folder)).rejects.toMatchObject(problem(`cannot be read from ${folder}.password (ENOENT)`))
  writeFileSync(`${folder}.password`, password)
  writeFileSync(join(folder, 'postgresql.conf'), 'nonsense = 1\n')
  await expect(visit(folder)).rejects.toMatchObject(problem(`its log ${folder}.log says “`))
})
