import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { startIndexer } from '../../dist/jobs/indexer.js'
import { parseSearchTerms } from '../../dist/src/domain/search-terms.js'
import { searchByEngine } from '../../dist/src/pipeline/indexing/search-by-engine.js'
import { elasticsearchEngine } from '../../dist/src/search/elasticsearch/engine.js'
import { openDatabase } from '../../dist/src/store/postgres/data-source.js'
import { postgresSearchOutbox } from '../../dist/src/store/postgres/outbox/outbox.js'
import { startElasticsearch } from '../support/elasticsearch/server.mjs'
import { commonWords, questions } from './questions.mjs'
import { millions, onServer, openFilled, residentMiB, seconds, timed, urlOf } from './scratch.mjs'

const PAGE = 25
const ROUNDS = 50
/** Of ads in a request to the server's own limit; the indexer's is its own. */
const ADS_A_REQUEST = 500
const HEAP = process.env.PAIDFOR_BENCH_HEAP ?? '2g'

/**
 * The same questions in the same run, asked of PostgreSQL and of a real Elasticsearch; and how fast the index is built,
 * beside the limit: the same documents, written beforehand, as fast as the server takes them.
 */
export async function bench({ count, kept }) {
  const scratch = await openFilled({ kept, count })
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-engines-'))
  const node = await startElasticsearch({ folder, heap: HEAP })
  const database = await openDatabase(urlOf(scratch))
  const outbox = postgresSearchOutbox(database)
  await outbox.forgetAll()
  const settings = { nodes: [node.url], auth: null, caFile: null, index: 'bench', shards: 1, replicas: 0 }
  const engine = elasticsearchEngine(settings, { findMs: 60_000 })
  const deps = {
    engine,
    outbox,
    newName: () => `bench-ads-${Date.now().toString(36)}`,
    now: () => Date.now(),
    log: console.log,
  }
  console.log(`${millions(count)} ads; Elasticsearch ${node.version}, one node with a heap of ${HEAP}`)
  try {
    const built = await buildIndex(deps)
    const limit = await limitOf(deps, { folder, url: node.url })
    const size = await sizeOf(node, built.name)
    console.log(
      `indexing: ${millions(built.ads / built.copying)} ads/s copied, ${millions(built.ads / built.whole)} with checking; ` +
        `limit ${millions(limit)} documents/s by _bulk alone: ratio ${(built.ads / built.copying / limit).toFixed(2)} (wanted 0.7)`,
    )
    console.log(
      `disk: ${size} MiB; the server's memory: ${residentMiB(node.pid)} MiB, this process: ${residentMiB(process.pid)} MiB`,
    )
    await ask(scratch, searchByEngine({ archive: scratch.archive, engine, outbox, now: () => Date.now() }))
  } finally {
    await outbox.forgetAll()
    await database.destroy()
    await node.stop()
    await rm(folder, { recursive: true, force: true })
    await scratch.close()
  }
}

async function buildIndex(deps) {
  const began = performance.now()
  const { name } = await deps.outbox.begin(deps.newName())
  const worker = startIndexer(deps)
  let copied = null
  for (;;) {
    const index = (await deps.outbox.indexes()).find((each) => each.name === name)
    if (index.isCopied) copied ??= performance.now()
    if (index.state === 'live') break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await worker[Symbol.asyncDispose]()
  const ads = await countOf(deps)
  return { name, ads, copying: (copied - began) / 1000, whole: (performance.now() - began) / 1000 }
}

async function countOf({ outbox, engine }) {
  const point = await outbox.point(null)
  let ads = 0
  for await (const _ of engine.documents(point.pit, { from: '0', to: null, withBody: false })) ads++
  return ads
}

/** Documents a second, of requests that lie ready on the disk; the better of one and of two at once. */
async function limitOf(deps, { folder, url }) {
  const path = join(folder, 'bodies')
  await writeBodies(deps, path)
  const rates = []
  for (const atOnce of [1, 2]) {
    const index = `bench-ads-limit${atOnce}`
    await deps.engine.create(index, await deps.outbox.archiveName())
    const [took, sent] = await seconds(() => sendBodies(path, { url, index, atOnce }))
    rates.push(sent / took)
    console.log(`  _bulk alone, ${atOnce} at once: ${millions(sent / took)} documents/s`)
    await deps.engine.remove(index)
  }
  await rm(path)
  return Math.max(...rates)
}

async function writeBodies({ outbox, engine }, path) {
  const file = createWriteStream(path)
  const revision = await outbox.newestRevision()
  for (let from = '0'; ; ) {
    const ads = await outbox.adsAfter(from, revision, 500)
    const lines = ads.map((ad) => `${ad.id}\t${ad.revision}\t${engine.bodyOf(ad)}\n`)
    if (!file.write(lines.join(''))) await new Promise((resolve) => file.once('drain', resolve))
    if (ads.length < 500) break
    from = ads.at(-1).id
  }
  file.end()
  await finished(file)
}

async function sendBodies(path, { url, index, atOnce }) {
  let sent = 0
  let lines = []
  const open = new Set()
  const send = async () => {
    const body = lines.join('')
    sent += lines.length
    lines = []
    if (open.size >= atOnce) await Promise.race(open)
    const request = bulk(url, body).finally(() => open.delete(request))
    open.add(request)
  }
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const [id, version, body] = line.split('\t', 3)
    const action = { index: { _index: `${index}-w`, _id: id, version: Number(version), version_type: 'external' } }
    lines.push(`${JSON.stringify(action)}\n${body}\n`)
    if (lines.length >= ADS_A_REQUEST) await send()
  }
  if (lines.length > 0) await send()
  await Promise.all(open)
  return sent
}

async function bulk(url, body) {
  const headers = { 'content-type': 'application/x-ndjson' }
  const response = await fetch(`${url}/_bulk?filter_path=errors`, { method: 'POST', headers, body })
  const { errors } = await response.json()
  if (response.status !== 200 || errors) throw new Error(`the server took not all: ${response.status}`)
}

async function sizeOf({ url }, name) {
  const response = await fetch(`${url}/${name}/_stats/store?filter_path=_all.primaries.store.size_in_bytes`)
  return Math.round((await response.json())._all.primaries.store.size_in_bytes / 1_048_576)
}

async function ask(scratch, byEngine) {
  const words = await onServer(scratch, commonWords)
  console.log(
    `the words: ${words.map(({ word, ads }) => `${word} (${ads})`).join(', ')}; ${ROUNDS} rounds, p50/p95/p99 in ms`,
  )
  for (const [name, text, filters, sort] of questions(words.map(({ word }) => word))) {
    const query = { terms: parseSearchTerms(text), filters, sort }
    const times = { postgres: null, elasticsearch: null }
    const totals = {}
    for (const [engine, archive] of [
      ['postgres', scratch.archive],
      ['elasticsearch', byEngine],
    ]) {
      const result = await archive.search(query, null, PAGE)
      if (result.engine !== engine) throw new Error(`${name}: answered by ${result.engine}`)
      totals[engine] = `${result.total}${result.isCapped ? '+' : ''}`
      times[engine] = await timed(() => archive.search(query, null, PAGE), ROUNDS)
    }
    const same = totals.postgres === totals.elasticsearch ? totals.postgres : `NOT THE SAME ${JSON.stringify(totals)}`
    console.log(`${name} (${same}): PostgreSQL ${show(times.postgres)}, Elasticsearch ${show(times.elasticsearch)}`)
  }
}

function show({ p50, p95, p99 }) {
  return [p50, p95, p99].map((ms) => ms.toFixed(0)).join('/')
}
