import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode } from './unavailable.ts'

/**
 * Whether a process of this number lives. `startedAt`, taken earlier by `startTime`, tells it from a later process
 * with the same number. A zombie is dead: where process 1 does not reap, an orphaned server stays one for ever.
 */
export function isAlive(pid: number, startedAt?: string): boolean {
  if (!isNumberTaken(pid)) return false
  const now = linuxStatus(pid)
  if (now === undefined) return true
  if (now.state === 'Z' || now.state === 'X') return false
  return startedAt === undefined || startedAt === '' || startedAt === now.startedAt
}

/** Whether the kernel knows the number, if only as that of a zombie. */
export function isNumberTaken(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) !== 'ESRCH' // EPERM: it belongs to someone else
  }
}

/** When the process started, in the kernel's ticks; empty where the kernel does not tell (anything but Linux). */
export function startTime(pid: number): string {
  return linuxStatus(pid)?.startedAt ?? ''
}

/** Waits until the process is gone. @returns false when it still lives after `patience` milliseconds. */
export async function hasEnded(pid: number, patience: number): Promise<boolean> {
  for (const end = Date.now() + patience; isAlive(pid); await sleep(20)) {
    if (Date.now() > end) return false
  }
  return true
}

/** Source: proc(5), `/proc/<pid>/stat`: field 3 is the state, 22 the start; field 2, in brackets, may hold anything. */
function linuxStatus(pid: number): { state: string | undefined; startedAt: string | undefined } | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], startedAt: fields[19] }
  } catch {
    return undefined
  }
}
