import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onServer, openFilled, startSite } from '../bench/scratch.mjs'

const ADS = 30_000

/**
 * L-6: `n` exports are cut at a random byte, by the database, by the death of the site or by what lies between; curl must
 * notice each. One that was through before the cut took hold is whole, and does not count.
 */
export const proof = {
  unit: 'cuts',
  target: { noticed: 'n', unnoticed: 0 },
  fast: 6,
  full: 100,
  run: async ({ n, seed }) => {
    const scratch = await openFilled({ count: ADS })
    const folder = await mkdtemp(join(tmpdir(), 'paidfor-cut-'))
    const random = randomFrom(seed)
    let site = await startSite(scratch)
    const proxy = await startProxy()
    const whole = await curl(site, folder)
    const measured = { noticed: 0, unnoticed: 0, through: 0, database: 0, site: 0, proxy: 0 }
    for (let round = 0; measured.noticed + measured.unnoticed < n && round < 3 * n; round++) {
      const by = ['database', 'proxy', 'site'][round % 3]
      const at = Math.floor(random() * whole.bytes * 0.7)
      proxy.arm({ target: site.url, at, cut: () => cuts[by]({ scratch, site, proxy }) })
      const cut = await curl({ url: proxy.url }, folder)
      if (by === 'site') site = await startSite(scratch)
      if (cut.code === 0 && cut.sha256 === whole.sha256) measured.through++
      else {
        measured[cut.code === 0 ? 'unnoticed' : 'noticed']++
        measured[by]++
      }
    }
    proxy.close()
    await site.stop()
    await scratch.close()
    await rm(folder, { recursive: true, force: true })
    return { measured, pass: measured.noticed === n && measured.unnoticed === 0 }
  },
}

const cuts = {
  database: ({ scratch }) =>
    onServer(scratch, (client) =>
      client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'paidfor' AND query LIKE 'FETCH%' AND pid <> pg_backend_pid()`),
    ),
  site: ({ site }) => site.stop('SIGKILL'),
  proxy: ({ proxy }) => proxy.sever(),
}

/** Takes an export as readers do, not faster than the line allows; its exit code, and what lies on the disk. */
async function curl({ url }, folder) {
  const path = join(folder, 'export.csv')
  await rm(path, { force: true })
  const flags = ['--silent', '--limit-rate', '40M', '--max-time', '120', '--output', path]
  const child = spawn('curl', [...flags, `${url}/search?format=csv`], { stdio: 'ignore' })
  const code = await new Promise((resolve) => child.once('close', resolve))
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of createReadStream(path)) {
      hash.update(chunk)
      bytes += chunk.length
    }
  } catch {
    // nothing had come yet
  }
  return { code, bytes, sha256: hash.digest('hex') }
}

/** What lies between reader and site: passes on, and does something once so many bytes have passed. */
async function startProxy() {
  let armed = null
  let open = []
  const server = createServer((down) => {
    const { target, at, cut } = armed
    const up = connect(Number(new URL(target).port), '127.0.0.1')
    open = [down, up]
    let passed = 0
    for (const socket of open) socket.on('error', () => {})
    down.pipe(up)
    up.on('data', (chunk) => {
      passed += chunk.length
      if (!down.write(chunk)) {
        up.pause()
        down.once('drain', () => up.resume())
      }
      if (passed >= at && armed !== null) {
        armed = null
        cut()
      }
    })
    up.once('end', () => down.end())
    up.once('close', (hadError) => (hadError ? down.resetAndDestroy() : down.end()))
    down.once('close', () => up.destroy())
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    arm: (next) => {
      armed = next
    },
    sever: () => {
      for (const socket of open) socket.resetAndDestroy()
    },
    close: () => server.close(),
  }
}

/** Mulberry32. */
function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
