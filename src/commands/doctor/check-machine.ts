import { constants, type StatsFs } from 'node:fs'
import { access } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Check, fail, ok, warn } from './check.ts'

const GIB = 2 ** 30

/** Below the first, a person should look tomorrow; below the second, today: a database on a full disk stops. */
const LOW = { share: 0.15, bytes: 10 * GIB }
const FULL = { share: 0.08, bytes: 2 * GIB }

/** @param wanted as package.json has it: `>=20.19.0` */
export function checkNode(version: string, wanted: string): Check {
  const least = wanted.replace(/^>=/, '')
  if (!isOlder(version, least)) return ok('node', `Node ${version}; ${least} or newer is needed`)
  return fail(
    'node',
    `Node ${version} is older than ${least}`,
    'Install a newer one from nodejs.org; 24 LTS is recommended.',
  )
}

function isOlder(version: string, least: string): boolean {
  const [own, other] = [version, least].map((text) => text.replace(/^v/, '').split('.').map(Number))
  const at = own?.findIndex((part, index) => part !== other?.[index]) ?? -1
  return at >= 0 && (own?.[at] ?? 0) < (other?.[at] ?? 0)
}

type Statfs = (path: string) => Promise<Pick<StatsFs, 'bavail' | 'blocks' | 'bsize'>>

/** Whether we may write there, and how much room there is. Makes nothing. */
export async function checkFolder(folder: string, statfs: Statfs): Promise<readonly Check[]> {
  const place = await existing(folder)
  const will = place === folder ? '' : '; it will be made at the first start'
  const { R_OK, W_OK, X_OK } = constants
  const code = await access(place, R_OK | W_OK | X_OK).then(() => null, codeOf)
  const written =
    code === null
      ? ok('folder', `${folder} can be written${will}`)
      : fail(
          'folder',
          `${place} cannot be written (${code})`,
          'Let this user write there, or give DATA_DIR another folder.',
        )
  return [written, await checkRoom(place, statfs)]
}

/** The folder, or the nearest one above it that is there. */
async function existing(folder: string): Promise<string> {
  const isThere = await access(folder).then(
    () => true,
    (error) => codeOf(error) !== 'ENOENT',
  )
  return isThere || dirname(folder) === folder ? folder : existing(dirname(folder))
}

async function checkRoom(place: string, statfs: Statfs): Promise<Check> {
  try {
    const { bavail, blocks, bsize } = await statfs(place)
    const [bytes, share] = [bavail * bsize, bavail / Math.max(1, blocks)]
    const says = `${(bytes / GIB).toFixed(1)} GiB (${Math.floor(share * 100)} %) of the disk of ${place} are free`
    const todo = 'Make room, or give DATA_DIR a folder on a larger disk. Kept files under raw/ must not be deleted.'
    if (share < FULL.share || bytes < FULL.bytes) return fail('disk', says, todo)
    return share < LOW.share || bytes < LOW.bytes ? warn('disk', says, todo) : ok('disk', says)
  } catch (error) {
    return warn('disk', `how much room ${place} has cannot be read (${codeOf(error)})`, 'Look for yourself: df -h.')
  }
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code ?? error)
}

/** @param built no earlier than this build */
export function checkClock(now: Date, built: Date): Check {
  if (now >= built) return ok('clock', `it is ${now.toISOString().slice(0, 16)}Z`)
  const says = `it says ${now.toISOString().slice(0, 10)}, and this program is of ${built.toISOString().slice(0, 10)}`
  return fail(
    'clock',
    says,
    'Set the clock of this machine (timedatectl set-ntp true): days of files are judged by it.',
  )
}
