import { readFileSync, readlinkSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findBinaries } from './binaries.ts'
import { hasEnded, isAlive, isNumberTaken } from './processes.ts'
import { run } from './run.ts'
import { errorCode, unavailable, unreadableCluster } from './unavailable.ts'

/** A live server, as its folder's `postmaster.pid` describes it. */
interface Postmaster {
  readonly folder: string
  readonly pid: number
  readonly port: number
}

/**
 * The live server of this folder, if there is one. A file that a dead server left is PostgreSQL's to remove; one
 * whose process number is taken, by another program or by the server's own zombie, would stop PostgreSQL from
 * starting, so it is removed here. (That two servers never share a folder is also secured by its shared memory.)
 *
 * Source: PostgreSQL, `miscadmin.h`, LOCK_FILE_LINE_PID (1) and LOCK_FILE_LINE_PORT (4).
 */
export async function livePostmaster(folder: string): Promise<Postmaster | undefined> {
  const file = join(folder, 'postmaster.pid')
  try {
    const lines = (await readFile(file, 'utf8')).split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    if (isAlive(pid) && (await isPostmasterOf(folder, pid))) return { folder, pid, port }
    if (isNumberTaken(pid)) await rm(file, { force: true })
    return undefined
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw await unreadableCluster(folder, error)
  }
}

/**
 * Ends a server: first as an operator would (fast shutdown), then at once, then by force; what was committed
 * survives each of them.
 *
 * @param patience Milliseconds for the fast shutdown, which writes out what is in memory.
 * @throws {Problem} `database.unavailable` when the process cannot be ended.
 */
export async function stopPostmaster(postmaster: Postmaster, { patience }: { patience: number }): Promise<void> {
  const { pid, folder } = postmaster
  if (process.platform === 'win32') await stopOnWindows(folder)
  for (const [signal, wait] of [
    ['SIGINT', patience],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    if (!isAlive(pid) || !(await isPostmasterOf(folder, pid))) return
    try {
      process.kill(pid, signal)
    } catch (error) {
      if (errorCode(error) === 'ESRCH') return
      throw unavailable(`PostgreSQL in ${folder} (process ${pid}) cannot be stopped by us: stop it by hand.`, error)
    }
    if (await hasEnded(pid, wait)) return
  }
  throw unavailable(`PostgreSQL in ${folder} (process ${pid}) does not end: stop it by hand and start again.`)
}

/** Windows has no signals: `process.kill` there would be a crash. @NOTE Never tried on a Windows machine. */
async function stopOnWindows(folder: string): Promise<void> {
  const { pgCtl } = await findBinaries({ spare: `${folder}.lib` })
  await run({ file: pgCtl, args: ['stop', '-D', folder, '-m', 'fast', '-t', '60'] })
}

/** Never signal a process that is not surely our server: numbers are used again. */
async function isPostmasterOf(folder: string, pid: number): Promise<boolean> {
  if (process.platform === 'win32') return true // there is nothing to ask
  if (process.platform === 'linux') return isPostmasterOnLinux(folder, pid)
  const { output } = await run({ file: 'ps', args: ['-ww', '-o', 'args=', '-p', String(pid)] })
  return isServerCommand(output, folder)
}

function isPostmasterOnLinux(folder: string, pid: number): boolean {
  try {
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false
    if (isServerCommand(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '), folder)) return true
    return readlinkSync(`/proc/${pid}/cwd`) === folder // one that was started by hand, with PGDATA
  } catch {
    return false
  }
}

function isServerCommand(command: string, folder: string): boolean {
  const [program = '', ...rest] = `${command} `.split(` -D ${folder} `)
  return rest.length > 0 && /(^|[\\/])postgres$/.test(program)
}
