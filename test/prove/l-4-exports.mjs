import { createHash } from 'node:crypto'
import { openFilled, residentMiB, startSite } from '../bench/scratch.mjs'

const AT_ONCE = 8

/** L-4: eight readers take all of `n` ads as CSV at once; the memory of the site before and at its greatest. */
export const proof = {
  unit: 'ads',
  target: { growthMiB: '≤ 150', different: 0, whole: AT_ONCE },
  fast: 4_000,
  full: 1_000_000,
  run: async ({ n }) => {
    const kept = process.env.PAIDFOR_BENCH // an archive that a benchmark has filled: its --keep
    const scratch = await openFilled({ ...(kept === undefined ? {} : { kept }), count: n })
    const site = await startSite(scratch)
    await download(`${site.url}/search?format=csv&country=NO`)
    const before = residentMiB(site.child.pid)
    const start = performance.now()
    const files = await Promise.all(Array.from({ length: AT_ONCE }, () => download(`${site.url}/search?format=csv`)))
    const seconds = (performance.now() - start) / 1_000
    const growthMiB = residentMiB(site.child.pid) - before
    const whole = files.filter(({ lines, total }) => lines >= total && total > 0).length
    const different = new Set(files.map(({ sha256 }) => sha256)).size - 1
    await site.stop()
    await scratch.close()
    const rowsASecond = Math.round((AT_ONCE * (files[0]?.total ?? 0)) / seconds)
    const measured = { growthMiB, different, whole, rowsASecond, ads: files[0]?.total ?? 0 }
    return { measured, pass: growthMiB <= 150 && different === 0 && whole === AT_ONCE }
  },
}

/** Lines beside the header; a cell may hold line breaks, so that there may be more of them than rows. */
async function download(url) {
  const response = await fetch(url, { headers: { 'Accept-Encoding': 'identity' } })
  const hash = createHash('sha256')
  let lines = -1
  for await (const chunk of response.body) {
    hash.update(chunk)
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
  }
  return { lines, total: Number(response.headers.get('x-total-count')), sha256: hash.digest('hex') }
}
