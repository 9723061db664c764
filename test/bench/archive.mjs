import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { openApp } from '../../dist/src/app.js'
import { readConfig } from '../../dist/src/config.js'
import { importFile } from '../../dist/src/pipeline/import-file.js'
import { sources } from '../../dist/src/sources/registry.js'

const WORDS =
  'vote dam river election council clean tax school honest county ballot water road budget open count'.split(' ')

/** A scratch archive with a database of its own. */
export async function openScratch() {
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-bench-'))
  const app = await openApp(readConfig({ DATA_DIR: join(folder, 'data') }), () => {})
  const close = async () => {
    await app[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  }
  return { app, folder, close }
}

/** A file of made-up Meta ads as a collector would save them: the rows are generated, and reports must say so. */
export async function writeAds(path, rows) {
  const file = createWriteStream(path)
  file.write(
    'id,page_id,page_name,bylines,ad_creative_bodies,ad_delivery_start_time,currency,spend.lower_bound,spend.upper_bound,impressions.lower_bound,impressions.upper_bound,delivery_by_region\n',
  )
  const word = (n) => WORDS[n % WORDS.length]
  for (let n = 0; n < rows; n++) {
    const text = Array.from({ length: 40 }, (_, i) => word(n * 7 + i * i * 13)).join(' ')
    const day = `2024-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`
    const region = `"[{'percentage': '1', 'region': '${['Michigan', 'Georgia', 'Ohio'][n % 3]}'}]"`
    const line = `${10_000_000_000 + n},${n % 977},Page ${n % 977},Payer ${word(n)} ${n % 311},"['${text}']",${day},USD,${(n % 90) * 100},${(n % 90) * 100 + 99},${n % 1000},${(n % 1000) + 999},${region}\n`
    if (!file.write(line)) await new Promise((resolve) => file.once('drain', resolve))
  }
  file.end()
  await finished(file)
}

/** Imports and returns the report and the greatest memory seen meanwhile, in MB. */
export async function importAds(app, path) {
  let peak = 0
  const onProgress = () => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  const source = sources.find(({ manifest }) => manifest.id === 'meta')
  let report = null
  for await (const outcome of importFile(
    { ...app.real.importDeps, onProgress },
    { source, path, observedOn: '2024-12-31' },
  )) {
    if ('problem' in outcome) throw outcome.problem
    report = outcome.report
  }
  return { report, peakMegabytes: Math.round(peak / 1024 / 1024) }
}

export async function seconds(act) {
  const start = performance.now()
  const value = await act()
  return [(performance.now() - start) / 1000, value]
}
