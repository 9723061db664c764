import { setTimeout as wait } from 'node:timers/promises'
import { startIndexer } from '../../dist/jobs/indexer.js'
import { verifyIndex } from '../../dist/src/pipeline/indexing/verify-index.js'
import {
  get,
  openIndexed,
  PREFIX,
  startAsking,
  startChanges,
  untilByEngine,
  versionsOff,
} from './support/indexed-site.mjs'

const KILLS = 7
/** How long the engine's first index may take. */
const MOST_SECONDS = 3_600

/** What is asked, and in which order that puts the ads of Snap. */
const QUESTIONS = [
  ['sort=most-spent', "coalesce(currency, '~~~'), -coalesce(spend_lower_minor, -1), disclosure_id"],
  ['sort=newest', "coalesce(starts_on, '-infinity') DESC, disclosure_id DESC"],
]

/**
 * E-7: twenty searches a second while 200 ads a second change and the index of `n` ads is built anew by a process that is
 * killed again and again; each answer is compared with the archive of its revision. Then back to the index of before.
 */
export const proof = {
  unit: 'ads',
  target: { failed: 0, wrong: 0, standIns: 0, kills: KILLS, offAtSwap: 0, offAfterBack: 0, backSeconds: '≤ 5' },
  fast: 2_000,
  full: 1_000_000,
  run: async ({ n }) => {
    const indexed = await openIndexed(n)
    try {
      return await prove(indexed, n)
    } finally {
      await indexed.close()
    }
  },
}

async function prove(indexed, n) {
  const { database, deps, outbox } = indexed
  await indexed.paidfor('reindex').ended
  const site = await indexed.startSite({ ROLE: 'web' })
  await untilByEngine(site, MOST_SECONDS)
  const before = await liveOf(outbox)
  const changes = await startChanges(database)
  // A rebuild that is mostly starts of processes leaves no room for more.
  const perSecond = n < proof.full ? 5 : 20
  const answers = probe(site, database, perSecond)
  const began = performance.now()
  const kills = await rebuildAndKill(indexed)
  const rebuildSeconds = Math.round((performance.now() - began) / 1_000)
  const probed = await answers.stop()
  const offAtSwap = await versionsOff(indexed)
  const after = await liveOf(outbox)
  const worker = startIndexer(deps)
  const changed = await changes.stop()
  const answersOfBack = probe(site, database, perSecond)
  const { code, took: backSeconds } = await indexed.paidfor('reindex', '--back').ended
  await untilAllIsSearched(outbox)
  const ofBack = await answersOfBack.stop()
  await worker[Symbol.asyncDispose]()
  await site.stop()
  const found = await verifyIndex(deps, {
    isRepairing: false,
    signal: new AbortController().signal,
    onProgress: () => {},
  })
  const measured = {
    ...probed,
    failedAtBack: ofBack.failed,
    wrongAtBack: ofBack.wrong,
    standInsAtBack: ofBack.standIns,
    changed,
    kills,
    rebuildSeconds,
    offAtSwap,
    backSeconds: Math.round(backSeconds * 10) / 10,
    offAfterBack: found.missing + found.stale + found.extra + found.altered,
  }
  const isBack = code === 0 && after !== before && found.index === before && (await aliasOf(indexed)) === before
  const { failed, wrong, standIns, offAfterBack } = measured
  const isClean = failed + wrong + standIns + offAtSwap + offAfterBack + ofBack.failed + ofBack.wrong === 0
  // A small index is there before it can be killed so often, and is left in the time that a process takes to start.
  const isFull = n >= proof.full
  const isKilled = kills >= (isFull ? KILLS : 2)
  return { measured, pass: isClean && isBack && isKilled && (!isFull || backSeconds <= 5) }
}

async function liveOf(outbox) {
  return (await outbox.indexes()).find(({ state }) => state === 'live')?.name
}

/** Readers' alias leads to one index, and is none itself. */
async function aliasOf({ node }) {
  const response = await fetch(`${node.url}/_alias/${PREFIX}-ads`)
  return response.ok ? Object.keys(await response.json()).join() : 'no alias'
}

async function untilAllIsSearched(outbox) {
  for (;;) {
    const { searchable, newest, waiting } = await outbox.lag()
    if (searchable === newest && waiting === 0) return
    await wait(100)
  }
}

/** Each time it has come further, it is killed; after the last time it may come to its end. */
async function rebuildAndKill({ paidfor, outbox }) {
  let kills = 0
  let killedAt = ''
  for (;;) {
    const run = paidfor('reindex')
    let isOver = false
    const ended = run.ended.then((result) => {
      isOver = true
      return result
    })
    while (!isOver && kills < KILLS) {
      const at = await progressOf(outbox, run.said)
      if (at !== null && at !== killedAt) {
        killedAt = at
        kills++
        run.child.kill('SIGKILL')
        break
      }
      await wait(20)
    }
    const { code, said } = await ended
    if (code === 0) return kills
    if (!run.child.killed) throw new Error(`reindex ended with ${code}: ${said.slice(-1_000)}`)
  }
}

/** Where the work is; a small index is there at once, so that being begun is a place as well. Null: not yet at work. */
async function progressOf(outbox, said) {
  if (!said.includes('building')) return null
  const building = (await outbox.indexes()).find(({ state }) => state === 'building')
  return building === undefined
    ? null
    : `${said.length} ${building.copiedTo} ${building.isCopied} ${building.checkedTo}`
}

function probe(site, database, perSecond) {
  const sums = { searches: 0, failed: 0, wrong: 0, standIns: 0 }
  const [truths, refusals] = [new Map(), new Map()]
  const asking = startAsking(perSecond, async (number) => {
    const [question, order] = QUESTIONS[number % QUESTIONS.length]
    const { status, by, text } = await get(`${site.url}/search?platform=snap&size=20&format=json&${question}`)
    sums.searches++
    if (status !== 200) {
      sums.failed++
      refusals.set(status, (refusals.get(status) ?? 0) + 1)
    } else if (by !== 'elasticsearch') sums.standIns++
    else {
      const { revision, total, totalIsAtLeast, ads } = JSON.parse(text)
      const key = `${order} ${revision}`
      if (!truths.has(key)) truths.set(key, truthOf(database, order, revision))
      const told = [totalIsAtLeast, total, ...ads.map(({ adId }) => adId)].join()
      if (told !== (await truths.get(key))) sums.wrong++
    }
  })
  return {
    stop: async () => {
      await asking.stop()
      if (refusals.size > 0) console.error(`answers that were none: ${JSON.stringify([...refusals])}`)
      return { ...sums, revisionsProbed: truths.size }
    },
  }
}

/** By SQL that is not the product's. */
async function truthOf(database, order, revision) {
  const there = `FROM disclosure_state WHERE source = 'snap' AND from_revision <= ${revision} AND coalesce(to_revision > ${revision}, true)`
  const [[{ total }], rows] = await Promise.all([
    database.query(`SELECT count(*)::int AS total FROM (SELECT ${there} LIMIT 10001) matches`),
    database.query(`SELECT ad_id ${there} ORDER BY ${order} LIMIT 20`),
  ])
  return [total > 10_000, Math.min(total, 10_000), ...rows.map((row) => row.ad_id)].join()
}
