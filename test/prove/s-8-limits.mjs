import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { NetworkCounts } from '../../dist/src/web/middleware/network-counts.js'
import { openSample } from './support/sample-site.mjs'

const SPOOFS = 1_000
const MOST_MIB = 50
const MOST_NANOSECONDS = 20_000

/**
 * S-8: `n` networks of IPv6 and IPv4 ask within one window, and the memory of their counts at its greatest; 1,000 requests
 * that lie about where they come from, and how many of them met another count than that of their connection; whether
 * Retry-After was true.
 */
export const proof = {
  unit: 'networks',
  target: { grownMiB: `≤ ${MOST_MIB}`, nanosecondsEach: `≤ ${MOST_NANOSECONDS}`, escaped: 0, wrongRetryAfter: 0 },
  fast: 250_000,
  full: 1_000_000,
  run: async ({ n }) => {
    const counted = grownBy(n)
    const sample = await openSample()
    const site = await sample.start({ RATE_LIMIT: String(SPOOFS + 10) })
    const escaped = await spoof(site.url)
    const wrongRetryAfter = await wait(site.url)
    await site.stop()
    await sample.close()
    const measured = { ...counted, escaped, wrongRetryAfter }
    const isBounded = counted.grownMiB <= MOST_MIB && counted.nanosecondsEach <= MOST_NANOSECONDS
    return { measured, pass: isBounded && escaped === 0 && wrongRetryAfter === 0 }
  },
}

/** Heap after each fiftieth of the networks, against that before the first; and how long one takes to be counted. */
function grownBy(n) {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc')
  const heapMiB = () => {
    collectGarbage()
    return process.memoryUsage().heapUsed / 2 ** 20
  }
  const counts = new NetworkCounts(() => 0)
  const before = heapMiB()
  let most = before
  const start = performance.now()
  let measuring = 0
  for (let network = 0; network < n; network++) {
    counts.increment(keyOf(network))
    if (network % Math.ceil(n / 50) !== 0) continue
    const at = performance.now()
    most = Math.max(most, heapMiB())
    measuring += performance.now() - at
  }
  const nanosecondsEach = Math.round(((performance.now() - start - measuring) * 1e6) / n)
  most = Math.max(most, heapMiB())
  return { grownMiB: Math.round((most - before) * 10) / 10, held: counts.size, nanosecondsEach }
}

/** As the middleware writes networks. */
function keyOf(network) {
  const [high, low] = [network >>> 16, network & 0xffff].map((part) => (part + 0x1000).toString(16))
  return network % 4 === 0
    ? `203.${network >>> 16}.${(network >>> 8) & 255}.${network & 255}`
    : `2001:db8a:${high}:${low}::/64`
}

/** Requests whose count was not the next of one and the same network. */
async function spoof(url) {
  let escaped = 0
  let left = null
  for (let number = 0; number < SPOOFS; number++) {
    const address = number % 2 === 0 ? `198.51.${number >> 8}.${number & 255}` : `2001:db8:${number.toString(16)}::1`
    const response = await fetch(`${url}/api/openapi.json?spoof=1`, {
      headers: { 'X-Forwarded-For': address, Forwarded: `for="${address}"`, 'X-Real-IP': address },
    })
    await response.arrayBuffer()
    const remaining = Number(response.headers.get('ratelimit-remaining'))
    const isNewWindow = remaining > (left ?? remaining) && remaining === SPOOFS + 9
    if (left !== null && remaining !== left - 1 && !isNewWindow) escaped++
    left = remaining
  }
  return escaped
}

/** Asks until it is refused, waits as long as it is told, and asks again. How many of the two answers were wrong. */
async function wait(url) {
  for (let asked = 0; asked < 3 * SPOOFS; asked++) {
    const response = await fetch(`${url}/api/openapi.json?x=1`)
    await response.arrayBuffer()
    if (response.status !== 429) continue
    const seconds = Number(response.headers.get('retry-after'))
    if (!(seconds >= 0 && seconds <= 60)) return 2
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000 + 50))
    return (await fetch(`${url}/about`)).status === 200 ? 0 : 1
  }
  return 1
}
