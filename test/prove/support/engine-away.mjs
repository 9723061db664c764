import { setTimeout as wait } from 'node:timers/promises'
import { importTest } from './import-test.mjs'
import { get, openIndexed, percentile, startAsking, untilByEngine } from './indexed-site.mjs'

const ADS = 2_000
const FIRST_MS = 2_500
const LATER_MS = 1_500
const CROWD = 40
const MOST_AT_ONCE = 16
const STAND_IN = 'The search index does not answer just now.'

/** A site whose engine is behind a proxy that begins each of these faults; `PAIDFOR_BENCH` gives it an archive to serve. */
export async function proveAway(seconds, faults, { isCrowded = false } = {}) {
  const indexed = await openIndexed(ADS)
  const { faultyProxy } = await importTest('support/elasticsearch/faulty-proxy.ts')
  const proxy = await faultyProxy(indexed.node.url)
  const site = await indexed.startSite({}, proxy.url)
  try {
    await untilByEngine(site, 3_600)
    const urls = await addressesOf(site)
    const sums = { requests: 0, notOk: 0, byNobody: 0, firstMs: 0, laterP99Ms: 0, backSeconds: 0, strange: [] }
    for (const [name, begin] of Object.entries(faults)) {
      const [run, back] = await proveFault({ site, proxy, urls }, begin, seconds)
      console.error(`${name}: ${JSON.stringify(run)}, back after ${back.toFixed(1)} s`)
      for (const sum of ['requests', 'notOk', 'byNobody']) sums[sum] += run[sum]
      for (const most of ['firstMs', 'laterP99Ms']) sums[most] = Math.max(sums[most], run[most])
      sums.backSeconds = Math.max(sums.backSeconds, Math.round(back))
      sums.strange.push(...run.strange)
    }
    const crowd = isCrowded ? await proveCrowd({ site, proxy }) : {}
    const { notOk, byNobody, firstMs, laterP99Ms, backSeconds } = sums
    // In a few seconds, times tell of the machine.
    const isFast = seconds < 60 || (firstMs <= FIRST_MS && laterP99Ms <= LATER_MS && backSeconds <= 60)
    const isOrderly =
      !isCrowded || (crowd.mostAtOnce === MOST_AT_ONCE && crowd.refused > 0 && crowd.refusedWithoutRetryAfter === 0)
    return { measured: { ...sums, ...crowd }, pass: notOk + byNobody === 0 && isFast && isOrderly }
  } finally {
    await site.stop()
    await proxy[Symbol.asyncDispose]()
    await indexed.close()
  }
}

/** All public pages; the searches among them say who answered. Cursors are of lists that the engine began. */
async function addressesOf(site) {
  const begun = []
  for (const question of ['sort=most-spent', 'q=vote', 'q=the']) {
    const { text } = await get(`${site.url}/search?${question}&size=20&format=json`)
    const { next } = JSON.parse(text)
    if (next !== null) begun.push(next.replace(/&format=json|format=json&/, ''))
  }
  const { text } = await get(`${site.url}/search?platform=meta&size=10&format=json`)
  const [ad] = JSON.parse(text).ads
  return {
    searches: ['/search', '/search?q=vote', '/search?q=vote&size=10&format=json', '/recorded-abroad', ...begun],
    others: [
      ...['/', '/spending', '/sources', '/quality', '/bulk', '/bulk/index.json', '/about', '/api', '/api/openapi.json'],
      ...['/search?q=vote+early&format=csv', '/search?q=vote+early&format=json', ad.page],
      ...(ad.advertiser === null ? [] : [ad.advertiser.page]),
    ],
  }
}

async function proveFault({ site, proxy, urls }, begin, seconds) {
  const run = { requests: 0, notOk: 0, byNobody: 0, strange: [] }
  const times = []
  let isAway = true
  await begin(proxy)
  const ask = async (number) => {
    const isSearch = number % 4 === 0
    const of = isSearch ? urls.searches : urls.others
    const url = of[Math.floor(number / 4) % of.length]
    const { status, by, text, ms } = await get(site.url + url)
    run.requests++
    if (isSearch && isAway) times.push(ms)
    const isTold = by === 'postgres' && (url.includes('format=') || text.includes(STAND_IN))
    const isLate = !isAway || !isSearch || isTold
    if (status !== 200) run.notOk++
    else if (!isLate) run.byNobody++
    if (status !== 200 || !isLate) run.strange.push(`${status} ${by} ${url}`)
  }
  const asking = startAsking(20, ask)
  await wait(seconds * 1_000)
  await asking.stop()
  isAway = false
  proxy.fail()
  await proxy.refuse() // what hangs is cut
  await proxy.accept()
  const back = await untilByEngine(site, 120)
  // Up to five are asked of the engine before it is known to be away.
  return [
    { ...run, firstMs: Math.round(Math.max(...times.slice(0, 5))), laterP99Ms: percentile(times.slice(20), 0.99) },
    back,
  ]
}

/** More searches at once than may wait for the engine. */
async function proveCrowd({ site, proxy }) {
  let [atOnce, mostAtOnce] = [0, 0]
  let goOn
  const until = new Promise((resolve) => {
    goOn = resolve
  })
  proxy.fail({
    request: ({ path }) => {
      if (path !== '/_msearch') return null
      mostAtOnce = Math.max(mostAtOnce, ++atOnce)
      return { until }
    },
  })
  const answers = Array.from({ length: CROWD }, (_, at) => get(`${site.url}/search?q=vote+${at}`))
  await Promise.race([Promise.all(answers), wait(1_000)])
  goOn()
  const all = await Promise.all(answers)
  proxy.fail()
  const refused = all.filter(({ status }) => status === 503)
  return {
    mostAtOnce,
    refused: refused.length,
    refusedWithoutRetryAfter: refused.filter(({ headers }) => !(Number(headers.get('retry-after')) > 0)).length,
    lost: all.filter(({ status }) => status !== 200 && status !== 503).length,
  }
}
