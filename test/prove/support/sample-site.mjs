import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../../scripts/install.mjs'

/**
 * The site over the made-up election that a first start collects, in a folder of its own: once collected, it can be served
 * again and again, with other settings.
 */
export async function openSample() {
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-sample-'))
  return {
    start: (settings) => start(folder, settings),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

async function start(folder, settings) {
  const { DATABASE_URL: _, ...outer } = process.env
  const child = spawn(process.execPath, [join(root, 'scripts', 'paidfor.mjs'), 'serve'], {
    env: { ...outer, DATA_DIR: folder, PORT: '0', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const url = await new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      said += chunk
      const [, found] = /Paidfor is at ([^\s"]+)/.exec(said) ?? []
      if (found !== undefined) resolve(found.replace(/\/$/, ''))
    })
    child.once('close', (code) => reject(new Error(`the site ended with ${code}: ${said.slice(-2_000)}`)))
  })
  const stop = () =>
    new Promise((resolve) => {
      child.once('close', resolve)
      child.kill('SIGTERM')
    })
  return { child, url, stop }
}
