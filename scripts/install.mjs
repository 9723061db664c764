import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const OLDEST_NODE = [20, 19]

/** Installs what package-lock.json names and node_modules lacks. `withTools` also wants what tests and checks need. */
export function ensureInstalled({ withTools }) {
  refuseOldNode()
  if (isInstalled(withTools)) return
  console.error('Installing packages (once) …')
  // Scripts are not needed: what they would set up, the program sets up itself.
  const args = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(withTools ? [] : ['--omit=dev']),
  ]
  const npm = process.env.npm_execpath
  const [command, before, shell] = npm ? [process.execPath, [npm], false] : ['npm', [], process.platform === 'win32']
  // npm's answer goes to stderr: stdout belongs to the command that was asked for.
  const { status, error } = spawnSync(command, [...before, ...args], { cwd: root, stdio: ['ignore', 2, 2], shell })
  if (status === 0) return
  console.error(
    `paidfor: the packages could not be installed${error ? ` (${error.message})` : ''}. Run “npm ci” to see why.`,
  )
  process.exit(1)
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  console.error(`paidfor: Node ${process.versions.node} is too old. Install Node ${OLDEST_NODE.join('.')} or newer.`)
  process.exit(1)
}

/** Compares the lock file with npm's own record of what it installed. */
function isInstalled(withTools) {
  const wanted = readJson('package-lock.json')
  const present = readJson('node_modules/.package-lock.json')
  if (wanted === null || present === null) return false
  return Object.entries(wanted.packages).every(
    ([path, { version, dev, optional, devOptional }]) =>
      path === '' || optional || ((dev || devOptional) && !withTools) || present.packages[path]?.version === version,
  )
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'))
  } catch {
    return null
  }
}
