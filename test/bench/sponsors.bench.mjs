import { loadMentions } from './made-up-payers.mjs'
import { millions, onServer, openScratch, residentMiB, seconds, timed } from './scratch.mjs'

const ONE_BY_ONE = 100
const WANTED = { minutes: 30, p95: 50 }

/**
 * Made-up mentions, of each sponsor about two, written as different hands write. The limits are reading all of them, and
 * what one commit takes.
 */
export async function bench({ count, kept }) {
  const scratch = await openScratch({ kept })
  const { importDeps, resolver } = scratch.app.real
  const never = new AbortController().signal
  const [loaded] = await seconds(() => loadMentions(importDeps, 0, count))
  console.log(`  ${count} mentions loaded in ${loaded.toFixed(1)} s`)
  await onServer(scratch, (client) => client.query('VACUUM ANALYZE'))
  const [read] = await seconds(() => onServer(scratch, (client) => client.query(READ)))
  const [whole, counts] = await seconds(() => resolver.resolve(never))
  console.log(
    `${count} mentions are ${counts.sponsors} sponsors, ${counts.queued} pairs wait: ${whole.toFixed(1)} s ` +
      `(wanted ${WANTED.minutes} min for 500,000), ${millions(count / whole)} a second, ` +
      `${(whole / read).toFixed(0)} times as long as reading them; at most ${residentMiB(process.pid)} MiB`,
  )
  const [again] = await seconds(() => resolver.resolve(never))
  console.log(`the same again, with nothing new: ${again.toFixed(1)} s`)
  await oneByOne(scratch, count)
  await scratch.close()
}

async function oneByOne({ app, ...scratch }, count) {
  const { importDeps, resolver } = app.real
  const never = new AbortController().signal
  const took = []
  for (let each = 0; each < ONE_BY_ONE; each++) {
    await loadMentions(importDeps, count + each, 1)
    took.push((await seconds(() => resolver.attributeNew(never)))[0] * 1_000)
  }
  const commit = await onServer(scratch, (client) => timed(() => client.query(COMMIT), ONE_BY_ONE))
  const { p50, p95 } = percentiles(took)
  console.log(
    `one new mention: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (wanted ${WANTED.p95} ms), ` +
      `${(p95 / commit.p95).toFixed(1)} times as long as one commit (p95 ${commit.p95.toFixed(1)} ms)`,
  )
}

function percentiles(times) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.ceil(sorted.length * share) - 1]
  return { p50: at(0.5), p95: at(0.95) }
}

const READ = `
SELECT max(length(mention.payer)), max(length(named.text)) FROM mention
JOIN advertiser_name named ON named.advertiser_id = mention.advertiser_id`

const COMMIT = 'UPDATE sponsor_standing SET domains_to = domains_to'
