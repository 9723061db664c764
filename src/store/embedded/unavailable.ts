import { open, stat } from 'node:fs/promises'
import { Problem } from '../../domain/errors.ts'

const WAYS_OUT = 'set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL server of your own'

/** The one failure of the embedded server. The sentence says what happened, where, and what to do. */
export function unavailable(sentence: string, cause?: unknown): Problem {
  return new Problem('database.unavailable', sentence, cause === undefined ? {} : { cause })
}

/** For a failure of the file system in a folder. */
export function unusableFolder(folder: string, cause: unknown): Problem {
  const code = errorCode(cause) ?? String(cause)
  const who = process.getuid === undefined ? 'this user' : `user ${process.getuid()}`
  return unavailable(
    `The embedded PostgreSQL cannot use ${folder} (${code}): make it a folder with room that ${who} may read and write, ${WAYS_OUT}.`,
    cause,
  )
}

/** The `code` of a Node or PostgreSQL error. Not `instanceof Error`: Jest runs tests in a realm of their own. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** A cluster that we may not read, as a rule because it belongs to someone else. */
export async function unreadableCluster(folder: string, cause: unknown): Promise<Problem> {
  const owner = await stat(folder).catch(() => undefined)
  if (owner === undefined || errorCode(cause) !== 'EACCES') return unusableFolder(folder, cause)
  return unavailable(
    `The database in ${folder} belongs to user ${owner.uid} and we run as user ${process.getuid?.()}: ` +
      `start as that user or as root, ${WAYS_OUT}.`,
    cause,
  )
}

/** What a log says about a failure since byte `from`, ready to stand in a sentence: its last fatal line, else its last. */
export async function lastWords(logFile: string, from: number): Promise<string> {
  const text = await textFrom(logFile, from).catch(() => '')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const last = lines.findLast((line) => /\b(FATAL|PANIC)\b/.test(line)) ?? lines.at(-1)
  return last === undefined ? `its log ${logFile} says nothing` : `its log ${logFile} says “${last.trim()}”`
}

async function textFrom(file: string, from: number): Promise<string> {
  const { size } = await stat(file)
  const log = await open(file)
  try {
    const start = size < from ? 0 : from // it was cut in between
    return (await log.read(Buffer.alloc(size - start), 0, size - start, start)).buffer.toString('utf8')
  } finally {
    await log.close()
  }
}
