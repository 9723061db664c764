import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openApp } from '../../dist/src/app.js'
import { readConfig } from '../../dist/src/config.js'
import { root } from '../../scripts/install.mjs'
import { writeAds, writeStatements } from './multiplied.mjs'
import { sayWhatIsMultiplied } from './real-rows.mjs'

/**
 * A scratch archive with a server of its own, which the command line shares. With `kept`, a folder, the archive stays
 * there for the next benchmark.
 */
export async function openScratch({ kept }) {
  console.log(`${cpus().length} cores, Node ${process.versions.node}`)
  sayWhatIsMultiplied()
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'paidfor-bench-')))
  await mkdir(folder, { recursive: true })
  const dataDir = join(folder, 'data')
  const app = await openApp(readConfig({ DATA_DIR: dataDir }), () => {})
  const close = async () => {
    await app[Symbol.asyncDispose]()
    if (kept === undefined) await rm(folder, { recursive: true, force: true })
  }
  return { app, archive: app.real.archive, folder, dataDir, close }
}

/** The archive with `count` ads and half as many statements in it, or so many, as the command line loads them. */
export async function openFilled({ kept, count, statements = count / 2 }) {
  const scratch = await openScratch({ kept })
  const mark = join(scratch.folder, 'filled')
  if (existsSync(mark)) return scratch
  const files = join(scratch.folder, 'files')
  await writeAds(files, count)
  await writeStatements(files, statements)
  for (const source of ['meta', 'snap', 'meta-report', 'google']) {
    const [took] = await seconds(() => importBy(scratch, source, join(files, source)))
    console.log(`  ${source} loaded in ${took.toFixed(1)} s`)
  }
  await rm(files, { recursive: true, force: true })
  await onServer(scratch, (client) => client.query('VACUUM ANALYZE'))
  await writeFile(mark, '')
  return scratch
}

/** Runs `paidfor import`; its reports, and the greatest memory of its process in MiB (0 where it cannot be told). */
export async function importBy({ dataDir }, source, path) {
  const command = [join(root, 'scripts', 'paidfor.mjs'), 'import', source, path, '--json']
  const child = spawn(process.execPath, command, {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err, peak] = ['', '', 0]
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (err += chunk))
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMiB(child.pid))
  }, 100)
  const code = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`import ${source} ended with ${code}: ${err.slice(-2_000)}`)
  return {
    reports: out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
    peak,
  }
}

export function residentMiB(pid) {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Math.round(Number(kilobytes ?? 0) / 1024)
  } catch {
    return 0
  }
}

/** The site over the scratch archive, in a process of its own. Limits of requests are off. */
export async function startSite({ dataDir }, settings = {}) {
  const child = spawn(process.execPath, [join(root, 'scripts', 'paidfor.mjs'), 'serve'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', RATE_LIMIT: 'off', ...settings },
    stdio: ['ignore', 'inherit', 'pipe'],
  })
  const url = await new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      const [, found] = /Paidfor is at ([^\s"]+)/.exec(String(chunk)) ?? []
      if (found !== undefined) resolve(found.replace(/\/$/, ''))
    })
    child.once('close', () => reject(new Error('the site has not started')))
  })
  const stop = (signal = 'SIGTERM') =>
    new Promise((resolve) => {
      child.once('close', resolve)
      child.kill(signal)
    })
  return { child, url, stop }
}

/** A connection of one's own to the server of the scratch archive. */
export async function onServer(scratch, act) {
  const client = new pg.Client(urlOf(scratch))
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

export function urlOf({ dataDir }) {
  const [, , , port] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim()
  return `postgres://paidfor:${password}@127.0.0.1:${port}/paidfor`
}

export async function seconds(act) {
  const start = performance.now()
  const value = await act()
  return [(performance.now() - start) / 1000, value]
}

/** Median, 95th and 99th percentile of so many rounds, in ms. */
export async function timed(act, rounds = 20) {
  const times = []
  for (let round = 0; round < rounds; round++) times.push((await seconds(() => act(round)))[0] * 1000)
  times.sort((a, b) => a - b)
  const at = (share) => times[Math.min(rounds - 1, Math.ceil(rounds * share) - 1)]
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

export function millions(rate) {
  return Math.round(rate).toLocaleString('en')
}
