import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../../scripts/install.mjs'

/** The database answers, whether it was started or found running. */
const IS_UP = /Started PostgreSQL|Using the PostgreSQL/

/**
 * `paidfor import snap <files>` on an embedded archive. `ended` tells the exit code, what it said, the reports of
 * files it had given out, how long it took and after how many seconds its database was up.
 * `firstReport` settles with the first of them.
 */
export function startImport(dataDir, files) {
  const { DATABASE_URL: _, ...outer } = process.env
  const args = [join(root, 'scripts', 'paidfor.mjs'), 'import', 'snap', files, '--json']
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...outer, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const seconds = () => (performance.now() - began) / 1000
  let said = ''
  let out = ''
  const firstReport = new Promise((resolve) => child.stdout.once('data', resolve))
  child.stdout.on('data', (text) => {
    out += text
  })
  let upAfter = null
  child.stderr.on('data', (text) => {
    said += text
    if (upAfter === null && IS_UP.test(said)) upAfter = seconds()
  })
  const ended = new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, said, reports: reportsIn(out), took: seconds(), upAfter }))
  })
  return { child, ended, firstReport }
}

/** The last line may have been cut. */
function reportsIn(out) {
  return out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}
