import { readFile, stat } from 'node:fs/promises'
import { isAlive } from '../../store/embedded/processes.ts'
import { type Check, ok, warn } from './check.ts'

/**
 * What a killed process may leave beside the embedded database. All of it is taken over or cleared by the next start: it is
 * told so that nobody removes by hand what is in use.
 * @param cluster folder of the database
 */
export async function checkLeftovers(cluster: string): Promise<readonly Check[]> {
  const found = [
    ...(await deadHolder(`${cluster}.lock`)),
    ...(await deadHolder(`${cluster}/postmaster.pid`)),
    ...(await isThere(`${cluster}.new`)),
  ]
  if (found.length === 0) return [ok('leftovers', 'no process left anything behind')]
  return [
    warn(
      'leftovers',
      found.join('; '),
      'Nothing: the next start clears it. A second one that lasts is worth a report.',
    ),
  ]
}

/** The first number of both kinds of file is that of a process; a lock also says when it started. */
async function deadHolder(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return []
  const [first = ''] = text.split('\n')
  const [pid, startedAt] = first.split(' ')
  return isAlive(Number(pid), startedAt) ? [] : [`${file} is of process ${pid || 'none'}, which has ended`]
}

async function isThere(folder: string): Promise<string[]> {
  const found = await stat(folder).catch(() => null)
  return found === null ? [] : [`${folder} is of a database that was never finished`]
}
