import { closeSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, startTime } from './processes.ts'
import { errorCode, unavailable, unusableFolder } from './unavailable.ts'

interface LockOptions {
  /** Milliseconds to wait for a holder that lives. */
  readonly patience: number
  readonly log: (line: string) => void
}

const heldHere = new Set<string>()

/**
 * Runs `work` while no other process does so for the same `file`. A lock whose holder is dead is taken over.
 *
 * Holders are told apart by process number, so containers that share a folder but not their process numbers
 * are not kept apart.
 *
 * @throws {Problem} `database.unavailable` when the holder outlasts our patience, or the file cannot be written.
 */
export async function withLock<Result>(
  file: string,
  { patience, log }: LockOptions,
  work: () => Promise<Result>,
): Promise<Result> {
  const started = Date.now()
  let isSaid = false
  while (!tryLock(file)) {
    const waited = Date.now() - started
    if (waited > patience) throw unavailable(`${holder(file)} holds ${file}: end it, then remove that file.`)
    if (waited > 1000 && !isSaid) {
      log(`Waiting for ${holder(file)}, which is starting or stopping the same PostgreSQL`)
      isSaid = true
    }
    await sleep(30)
  }
  try {
    return await work()
  } finally {
    heldHere.delete(file)
    remove(file)
  }
}

function tryLock(file: string): boolean {
  try {
    if (create(file)) {
      heldHere.add(file)
      return true
    }
    if (isStale(file)) removeStale(file)
    return false
  } catch (error) {
    throw unusableFolder(dirname(file), error)
  }
}

/**
 * Two processes may see the same stale lock, and the slower must not remove the new lock of the faster. So removing
 * has a lock of its own, held for one synchronous moment, in which staleness is looked at again.
 */
function removeStale(file: string): void {
  const guard = `${file}.takeover`
  if (!create(guard)) {
    if (age(guard) > 10_000) remove(guard)
    return
  }
  if (isStale(file)) remove(file)
  remove(guard)
}

function isStale(file: string): boolean {
  const { pid, startedAt } = readHolder(file)
  if (Number.isNaN(pid)) return age(file) > 5000 // being written right now, or cut off by a power failure
  if (pid === process.pid && startedAt === startTime(pid)) return !heldHere.has(file)
  return !isAlive(pid, startedAt)
}

function create(file: string): boolean {
  try {
    const lock = openSync(file, 'wx', 0o644)
    writeSync(lock, `${process.pid} ${startTime(process.pid)}\n`)
    closeSync(lock)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

function readHolder(file: string): { pid: number; startedAt: string } {
  try {
    const [pid, startedAt] = readFileSync(file, 'utf8').trim().split(' ')
    return { pid: Number.parseInt(pid ?? '', 10), startedAt: startedAt ?? '' }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { pid: Number.NaN, startedAt: '' }
    throw error
  }
}

function holder(file: string): string {
  const { pid } = readHolder(file)
  return Number.isNaN(pid) ? 'Another process' : `Process ${pid}`
}

/** Milliseconds since the file was written; none when it is gone. */
function age(file: string): number {
  const written = statSync(file, { throwIfNoEntry: false })
  return written === undefined ? 0 : Date.now() - written.mtimeMs
}

function remove(file: string): void {
  try {
    unlinkSync(file)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}
