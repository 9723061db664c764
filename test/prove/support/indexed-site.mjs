import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { compareIndex } from '../../../dist/src/pipeline/indexing/compare-index.js'
import { elasticsearchEngine } from '../../../dist/src/search/elasticsearch/engine.js'
import { openDatabase } from '../../../dist/src/store/postgres/data-source.js'
import { postgresSearchOutbox } from '../../../dist/src/store/postgres/outbox/outbox.js'
import { root } from '../../../scripts/install.mjs'
import { openFilled, startSite, urlOf } from '../../bench/scratch.mjs'
import { startElasticsearch } from '../../support/elasticsearch/server.mjs'
import { importTest } from './import-test.mjs'

export const PREFIX = 'prove'
const ADS_A_TURN = 200

/**
 * An archive of `n` ads (that of `PAIDFOR_BENCH`, where a benchmark has filled one) and an Elasticsearch of its own, with
 * what an indexer needs. `settings` are those of a process of ours.
 */
export async function openIndexed(n) {
  const kept = process.env.PAIDFOR_BENCH
  const scratch = await openFilled({ ...(kept === undefined ? {} : { kept }), count: n })
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-prove-'))
  const node = await startElasticsearch({ folder, heap: n > 100_000 ? '2g' : '512m' })
  const database = await openDatabase(urlOf(scratch))
  const outbox = postgresSearchOutbox(database)
  await outbox.forgetAll()
  const layout = { nodes: [node.url], auth: null, caFile: null, index: PREFIX, shards: 1, replicas: 0 }
  const engine = elasticsearchEngine(layout)
  const newName = () => `${PREFIX}-ads-${Date.now().toString(36)}`
  const settings = (url = node.url) => ({
    ELASTICSEARCH_URL: url,
    ELASTICSEARCH_INDEX: PREFIX,
    DATABASE_URL: urlOf(scratch),
    RATE_LIMIT: 'off',
  })
  return {
    ...{ scratch, node, database, outbox, engine, settings },
    deps: { engine, outbox, newName, now: () => Date.now(), log: console.error },
    startSite: (more = {}, url = node.url) => startSite(scratch, { ...settings(url), ...more }),
    paidfor: (...args) => startPaidfor(args, { ...settings(), DATA_DIR: scratch.dataDir }),
    close: async () => {
      await outbox.forgetAll()
      await database.destroy()
      await node.kill()
      await rm(folder, { recursive: true, force: true })
      await scratch.close()
    },
  }
}

/** The program with these words. `ended` tells its exit code, what it said, and the seconds it took. */
function startPaidfor(args, settings) {
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'scripts', 'paidfor.mjs'), ...args], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const run = { child, said: '' }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (run.said += text))
  run.ended = new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, said: run.said, took: (performance.now() - began) / 1000 }))
  })
  return run
}

/** Loads of 200 ads each, new ones in the first, one a second; `stop` tells how many ads were new or changed. */
export async function startChanges(database) {
  const { loadTurn, storeOn, upTo } = await importTest('support/changing-ads.ts')
  let isStopped = false
  let changed = 0
  const working = (async () => {
    for (let turn = Math.floor(Date.now() / 1000); !isStopped; turn++) {
      const next = wait(1_000)
      await loadTurn(storeOn(database), upTo(ADS_A_TURN), turn)
      changed += ADS_A_TURN
      await next
    }
  })()
  return {
    stop: async () => {
      isStopped = true
      await working
      return changed
    },
  }
}

/** Asks so many times a second, whatever becomes of what was asked before; stopped, it waits for the last answer. */
export function startAsking(perSecond, ask) {
  const open = new Set()
  let asked = 0
  const timer = setInterval(() => {
    const answer = ask(asked++).finally(() => open.delete(answer))
    open.add(answer)
  }, 1_000 / perSecond)
  return {
    stop: async () => {
      clearInterval(timer)
      await Promise.all(open)
      return asked
    },
  }
}

/** The page as a reader gets it. A status of 0: there was no answer. */
export async function get(url) {
  const began = performance.now()
  try {
    const response = await fetch(url)
    const text = await response.text()
    const by = response.headers.get('x-search-backend')
    return { status: response.status, by, text, headers: response.headers, ms: performance.now() - began }
  } catch {
    return { status: 0, by: null, text: '', headers: new Headers(), ms: performance.now() - began }
  }
}

/** The seconds until searches are answered by the engine. */
export async function untilByEngine(site, mostSeconds) {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1_000
  while (seconds() < mostSeconds) {
    if ((await get(`${site.url}/search?sort=newest`)).by === 'elasticsearch') return seconds()
    await wait(250)
  }
  throw new Error(`after ${mostSeconds} seconds, Elasticsearch answers no search`)
}

/** In how many ads the index that is searched differs from the archive, by key and version; null: nothing is searched. */
export async function versionsOff({ outbox, engine }) {
  const point = await outbox.point(null)
  if (point === null) return null
  let off = 0
  for (let from = '0'; from !== null; ) {
    const { differences, next } = await compareIndex({ outbox, engine }, point, { from, most: 20_000, withBody: false })
    off += Object.values(differences).flat().length
    from = next
  }
  return off
}

export function percentile(times, share) {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0)
}
