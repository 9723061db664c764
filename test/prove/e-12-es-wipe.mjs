import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyIndex } from '../../dist/src/pipeline/indexing/verify-index.js'
import { giveToServer } from '../support/elasticsearch/account.mjs'
import { get, openIndexed, PREFIX, startAsking, untilByEngine } from './support/indexed-site.mjs'

const READERS = `${PREFIX}-ads`
const MOST_SECONDS = 1_800

/** What is done to the server behind the site's back; the index that is searched, and a call to the server. */
const WIPES = {
  deleted: ({ live, call }) => call('DELETE', `/${live}`),
  allDeleted: async ({ all, call }) => {
    for (const index of all) await call('DELETE', `/${index}`)
  },
  wrongMapping: async ({ live, call }) => {
    await call('DELETE', `/${live}`)
    await call('DELETE', `/_index_template/${READERS}`)
    await call('PUT', `/${live}`)
  },
  aliasGone: ({ live, call }) => call('DELETE', `/${live}/_alias/${READERS}`),
  aliasTaken: async ({ live, call }) => {
    await call('DELETE', `/${live}/_alias/${READERS}`)
    await call('PUT', `/${READERS}`)
  },
  emptied: async ({ node }) => {
    await node.kill()
    await rm(join(node.folder, 'data'), { recursive: true, force: true })
    await mkdir(join(node.folder, 'data'))
    await giveToServer(node.folder)
    await node.start()
  },
}

/** E-12: an index of `n` ads is wiped or spoilt in six ways; pages are asked for all the while, and nobody lends a hand. */
export const proof = {
  unit: 'ads',
  target: { wipes: 6, notOk: 0, backSeconds: `≤ ${MOST_SECONDS}`, off: 0, badAliases: 0 },
  fast: 2_000,
  full: 1_000_000,
  run: async ({ n }) => {
    const indexed = await openIndexed(n)
    const site = await indexed.startSite()
    try {
      await untilByEngine(site, 3_600)
      const measured = { wipes: 0, requests: 0, notOk: 0, standIns: 0, backSeconds: 0, off: 0, badAliases: 0 }
      for (const [name, wipe] of Object.entries(WIPES)) {
        const run = await proveWipe(indexed, site, wipe)
        console.error(`${name}: ${JSON.stringify(run)}`)
        measured.wipes++
        for (const sum of ['requests', 'notOk', 'standIns', 'off', 'badAliases']) measured[sum] += run[sum]
        measured.backSeconds = Math.max(measured.backSeconds, run.backSeconds)
      }
      const { notOk, off, badAliases, backSeconds } = measured
      return { measured, pass: notOk + off + badAliases === 0 && backSeconds <= MOST_SECONDS }
    } finally {
      await site.stop()
      await indexed.close()
    }
  },
}

async function proveWipe({ node, outbox, engine }, site, wipe) {
  const run = { requests: 0, notOk: 0, standIns: 0, backSeconds: 0, off: 0, badAliases: 0 }
  const urls = ['/search', '/search?q=vote', '/', '/spending', '/sources', '/about']
  const asking = startAsking(5, async (number) => {
    const { status, by } = await get(site.url + urls[number % urls.length])
    run.requests++
    if (status !== 200) run.notOk++
    if (by === 'postgres') run.standIns++
  })
  const call = (method, path) => callServer(node, method, path)
  const began = performance.now()
  await wipe({ node, call, live: await liveOf(outbox), all: await engine.indexes() })
  await untilMended({ outbox, engine })
  await untilByEngine(site, MOST_SECONDS)
  run.backSeconds = Math.round((performance.now() - began) / 1_000)
  await asking.stop()
  const request = { isRepairing: false, signal: new AbortController().signal, onProgress: () => {} }
  const { missing, stale, extra, altered } = await verifyIndex({ outbox, engine }, request)
  run.off = missing + stale + extra + altered
  const aliased = await (await fetch(`${node.url}/_alias/${READERS}`)).json()
  if (Object.keys(aliased).join() !== (await liveOf(outbox))) run.badAliases = 1
  return run
}

async function callServer(node, method, path) {
  const response = await fetch(node.url + path, { method })
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
}

async function liveOf(outbox) {
  return (await outbox.indexes()).find(({ state }) => state === 'live')?.name ?? null
}

/** The index that is noted as searched is there as it should be, and readers' alias leads to it. */
async function untilMended({ outbox, engine }) {
  const end = performance.now() + MOST_SECONDS * 1_000
  while (performance.now() < end) {
    const live = await liveOf(outbox)
    if (live !== null && (await isAsItShouldBe(engine, live, await outbox.archiveName()))) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`after ${MOST_SECONDS} seconds, no index is as it should be`)
}

async function isAsItShouldBe(engine, index, archive) {
  const standing = await engine.standing(index, archive).catch(() => null)
  return standing?.isSound === true && standing.isServed
}
