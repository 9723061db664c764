import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAds } from '../bench/multiplied.mjs'
import { importBy, onServer, openFilled, seconds, startSite } from '../bench/scratch.mjs'

const PAGE = 200
const MOST_SECONDS = 300

/**
 * `n` ads are paged by cursor while imports change ads and add others; the ids that came, against those
 * that the database held when the first page was asked for.
 */
export const proof = {
  unit: 'ads',
  target: { doubled: 0, skipped: 0, strange: 0, imports: '≥ 2', seconds: `≤ ${MOST_SECONDS}` },
  fast: 6_000,
  full: 300_000,
  run: async ({ n }) => {
    const kept = process.env.PAIDFOR_BENCH // an archive that a benchmark has filled: its --keep
    const scratch = await openFilled({ ...(kept === undefined ? {} : { kept }), count: n })
    const site = await startSite(scratch)
    const frozen = await idsOf(scratch)
    const first = await page(site.url, `/search?format=json&sort=newest&size=${PAGE}`)
    const importing = startImports(scratch, n)
    const { ids, took } = await readOn(site.url, first, { pages: Math.ceil(frozen.size / PAGE), importing })
    const imports = await importing.stop()
    const after = await idsOf(scratch)
    await site.stop()
    await scratch.close()
    const read = new Set(ids)
    const measured = {
      ads: frozen.size,
      pages: Math.ceil(ids.length / PAGE),
      doubled: ids.length - read.size,
      skipped: [...frozen].filter((id) => !read.has(id)).length,
      strange: [...read].filter((id) => !frozen.has(id)).length,
      imports,
      addedMeanwhile: after.size - frozen.size,
      seconds: Math.round(took * 10) / 10,
    }
    const { doubled, skipped, strange } = measured
    return { measured, pass: doubled + skipped + strange === 0 && imports >= 2 && took <= MOST_SECONDS }
  },
}

async function idsOf(scratch) {
  const { rows } = await onServer(scratch, (client) =>
    client.query("SELECT source || '/' || ad_id AS id FROM disclosure"),
  )
  return new Set(rows.map(({ id }) => id))
}

async function page(url, path) {
  const response = await fetch(`${url}${path}`)
  if (response.status !== 200) throw new Error(`${path.slice(0, 80)} was answered with ${response.status}`)
  return await response.json()
}

/** All pages behind the first. At a third and at two thirds an import is waited for; that time is not counted. */
async function readOn(url, first, { pages, importing }) {
  const ids = []
  let took = 0
  let body = first
  for (let number = 1; ; number++) {
    for (const { id } of body.ads) ids.push(id)
    if (body.next === null) return { ids, took }
    if (number === Math.ceil(pages / 3)) await importing.done(1)
    if (number === Math.ceil((2 * pages) / 3)) await importing.done(2)
    const [one, next] = await seconds(() => page(url, body.next))
    took += one
    body = next
  }
}

/** One import after another until it is told to stop. */
function startImports(scratch, n) {
  const state = { isStopped: false, imports: 0, waiting: [] }
  const working = (async () => {
    for (let round = 1; !state.isStopped; round++) await importRound(scratch, { n, round, state })
  })()
  return {
    done: async (count) => {
      if (state.imports >= count) return
      await Promise.race([working, new Promise((resolve) => state.waiting.push({ count, resolve }))])
    },
    stop: async () => {
      state.isStopped = true
      await working
      return state.imports
    },
  }
}

async function importRound(scratch, { n, round, state }) {
  const folder = join(scratch.folder, `meanwhile-${round}`)
  for (const source of await writeLater(folder, Math.min(n, 20_000), round)) {
    if (state.isStopped) break
    await importBy(scratch, source, join(folder, source))
    state.imports++
    for (const { count, resolve } of state.waiting) if (state.imports >= count) resolve()
  }
  await rm(folder, { recursive: true, force: true })
}

/** Files of a later day: in every other round the same ads on other days, else ads that are new. Their sources. */
async function writeLater(folder, count, round) {
  const files = await writeAds(folder, count)
  for (const { path } of files) {
    const text = await readFile(path, 'utf8')
    const day = String(1 + (round % 28)).padStart(2, '0')
    const later = text.replace(/(\d{4}([-/])\d\d)\2\d\d(?=[, ])/g, `$1$2${day}`)
    const told =
      round % 2 === 0 ? later.replace(/(?<=[,=\n])([67])0{5}/g, `$1${String(round).padStart(5, '0')}`) : later
    await writeFile(path.replace('2024-11-04', `2024-12-${day}`), told)
    await rm(path)
  }
  return new Set(files.map(({ source }) => source))
}
