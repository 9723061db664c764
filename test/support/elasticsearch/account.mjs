import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The server refuses root, so as root it gets another account; that account must reach its files. */
const SERVANT = 'nobody'

export const isRoot = process.getuid?.() === 0

/** The words before a command that make it run as the server's account; none when that is ours. */
async function asServant() {
  if (!isRoot) return []
  const { stdout } = await run('id', ['-g', SERVANT])
  return ['setpriv', `--reuid=${SERVANT}`, `--regid=${stdout.trim()}`, '--clear-groups']
}

/** The same for the server itself. On Linux it then ends with us, however we end. */
export async function serverPrefix() {
  if (process.platform !== 'linux' || !(await hasSetpriv())) return []
  const [command = 'setpriv', ...args] = await asServant()
  return [command, ...args, '--pdeathsig=TERM']
}

/** @throws where root has no way to be somebody else. */
export async function ensureServable() {
  if (isRoot && !(await hasSetpriv())) throw new Error('it refuses to run as root, and there is no setpriv')
}

/** Gives a folder and all in it to the server's account. @throws when that account cannot reach it. */
export async function giveToServer(folder) {
  if (!isRoot) return
  await run('chown', ['-R', `${SERVANT}:`, folder])
  await ensureReachable(folder)
}

export async function ensureReachable(folder) {
  const [command, ...args] = await asServant()
  if (command === undefined) return
  await run(command, [...args, 'test', '-x', folder]).catch(() => {
    throw new Error(
      `it runs as “${SERVANT}”, who cannot enter ${folder}: choose another folder, or be an ordinary user`,
    )
  })
}

async function hasSetpriv() {
  return await run('setpriv', ['--version']).then(
    () => true,
    () => false,
  )
}
