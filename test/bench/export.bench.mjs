import copyStreams from 'pg-copy-streams'
import { millions, onServer, openFilled, residentMiB, seconds, startSite } from './scratch.mjs'

/** The limit: COPY of the same ads to text, with their contents and when they were seen first and last, in any order. */
const SAME_COLUMNS = `
COPY (
  SELECT state.source, state.ad_id, state.content, state.text_language, state.missing_since, state.withdrawn_at,
    state.recorded_abroad, advertiser.platform, advertiser.key, seen.first_seen_at, seen.last_seen_at
  FROM disclosure_state state
  LEFT JOIN advertiser ON advertiser.id = state.advertiser_id
  CROSS JOIN LATERAL (
    SELECT min(o.observed_at) AS first_seen_at, max(o.observed_at) AS last_seen_at
    FROM observation o WHERE o.disclosure_id = state.disclosure_id
  ) seen
  WHERE state.to_revision IS NULL
) TO STDOUT`

/** All ads as one CSV over HTTP, as a reader without compression gets it. */
export async function bench({ count, kept }) {
  const scratch = await openFilled({ kept, count })
  const [limit, text] = await seconds(() => onServer(scratch, bareCopy))
  const site = await startSite(scratch)
  const [took, { bytes, ads, firstByte }] = await seconds(() => download(`${site.url}/search?format=csv`))
  console.log(`export, ${ads} ads, ${megabytes(bytes)} MB: ${took.toFixed(1)} s, ${millions(ads / took)} ads/s`)
  console.log(`first byte after ${Math.round(firstByte)} ms; memory of the site ${residentMiB(site.child.pid)} MiB`)
  console.log(
    `COPY of the same (${megabytes(text)} MB): ${limit.toFixed(1)} s; ratio ${(limit / took).toFixed(2)} (wanted 0.7)`,
  )
  await site.stop()
  await scratch.close()
}

async function bareCopy(client) {
  let bytes = 0
  for await (const chunk of client.query(copyStreams.to(SAME_COLUMNS))) bytes += chunk.length
  return bytes
}

async function download(url) {
  const start = performance.now()
  const response = await fetch(url, { headers: { 'Accept-Encoding': 'identity' } })
  let [bytes, firstByte] = [0, 0]
  for await (const chunk of response.body) {
    if (bytes === 0) firstByte = performance.now() - start
    bytes += chunk.length
  }
  return { bytes, ads: Number(response.headers.get('x-total-count')), firstByte }
}

function megabytes(bytes) {
  return Math.round(bytes / 1e6)
}
