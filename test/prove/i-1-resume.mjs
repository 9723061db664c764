import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startSandbox } from '../../dist/src/sandbox/server.js'
import { startEmbeddedPostgres } from '../../dist/src/store/embedded/server.js'
import { createDatabase } from '../../dist/src/store/postgres/create-database.js'
import { root } from '../../scripts/install.mjs'
import { digestOf } from './support/archive-state.mjs'

/**
 * I-1: a pull is stopped at each of `n` checkpoints, and killed at random moments a quarter as often; a new process goes on.
 * What the server sent twice is counted from its own log, and the archive must be that of a pull that nobody stopped.
 */
export const proof = {
  unit: 'checkpoints',
  target: { unequal: 0, unfinished: 0, mostBlocksSentTwice: 1 },
  fast: 8,
  full: 100,
  run: async ({ n, seed }) => {
    const folder = mkdtempSync(join(tmpdir(), 'paidfor-resume-'))
    const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres') })
    const sandbox = await startSandbox({ day: '2026-11-24' })
    try {
      return await prove({ folder, server, sandbox, n, random: seeded(seed) })
    } finally {
      await sandbox[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const PULL = join(root, 'test', 'prove', 'support', 'pull-process.mjs')

async function prove({ n, random, ...ground }) {
  const bytes = await sizeOf(ground.sandbox)
  const setting = { ...ground, blockBytes: Math.ceil(bytes / 100) }
  const whole = await oneRound(setting, 'whole', {})
  if (whole.outcome !== 'done') throw new Error(`a pull that nobody stopped ended as ${whole.outcome}`)
  if ((await planted(whole)) === whole.digest) throw new Error('the verifier sees no damage')
  const measured = { stopped: 0, killed: 0, unequal: 0, unfinished: 0, mostBlocksSentTwice: 0 }
  const stops = Array.from({ length: n }, (_, round) => ({ stopAfterBytes: ((round + 0.5) * bytes) / n }))
  const kills = Array.from({ length: Math.max(2, Math.round(n / 4)) }, () => ({
    killAfterMs: (0.2 + 0.6 * random()) * whole.took,
  }))
  for (const [round, interruption] of [...stops, ...kills].entries()) {
    count(measured, await oneRound(setting, `r${round}`, interruption), { whole, interruption, setting })
    if ((round + 1) % 10 === 0) process.stderr.write(`${round + 1}: ${JSON.stringify(measured)}\n`)
  }
  const { unequal, unfinished, mostBlocksSentTwice } = measured
  return { measured, pass: unequal + unfinished === 0 && mostBlocksSentTwice <= 1 }
}

function count(measured, result, { whole, interruption, setting }) {
  if (result.wasInterrupted) measured[interruption.killAfterMs === undefined ? 'stopped' : 'killed']++
  if (result.outcome !== 'done') measured.unfinished++
  else if (result.digest !== whole.digest) measured.unequal++
  const twice = Math.ceil((result.sent - whole.sent) / setting.blockBytes)
  measured.mostBlocksSentTwice = Math.max(measured.mostBlocksSentTwice, twice)
}

/** A pull into a database of its own, interrupted once or not, and gone on with until it ends. */
async function oneRound({ folder, server, sandbox, blockBytes }, name, { stopAfterBytes = 0, killAfterMs }) {
  const before = sandbox.requests.length
  const database = await createDatabase(server.url, name)
  const dataDir = join(folder, name)
  const start = (bytes) => {
    const args = [PULL, 'snap', sandbox.addresses.snap, String(blockBytes), String(bytes)]
    const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: database }
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let said = ''
    child.stdout.on('data', (text) => (out += text))
    child.stderr.on('data', (text) => (said += text))
    const ended = new Promise((resolve) => {
      child.once('close', () => resolve({ said, ...(out === '' ? { outcome: 'none' } : JSON.parse(out)) }))
    })
    return { child, ended }
  }
  const began = performance.now()
  const first = start(stopAfterBytes)
  if (killAfterMs !== undefined) {
    await Promise.race([sleep(killAfterMs), first.ended])
    first.child.kill('SIGKILL')
  }
  let result = await first.ended
  const took = performance.now() - began
  const wasInterrupted = result.outcome !== 'done'
  if (wasInterrupted) result = await start(0).ended
  if (result.outcome !== 'done') process.stderr.write(`${name}: ${JSON.stringify(result).slice(0, 1_000)}\n`)
  const sent = sandbox.requests.slice(before).reduce((sum, request) => sum + request.bytes, 0)
  const digest = await onDatabase(database, digestOf)
  rmSync(dataDir, { recursive: true, force: true })
  return { outcome: result.outcome, wasInterrupted, took, sent, digest, database }
}

/** The digest, once a sighting is lost. */
async function planted({ database }) {
  return onDatabase(database, async (client) => {
    await client.query('DELETE FROM observation WHERE ctid = (SELECT min(ctid) FROM observation)')
    return digestOf(client)
  })
}

async function onDatabase(url, act) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

async function sizeOf(sandbox) {
  let bytes = 0
  for (const year of ['2025', '2026']) {
    const answer = await fetch(sandbox.addresses.snap.replace('{year}', year), { method: 'HEAD' })
    bytes += Number(answer.headers.get('content-length'))
  }
  return bytes
}

function seeded(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
