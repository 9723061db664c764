import { join } from 'node:path'
import { collectJob } from '../../../dist/jobs/collect.js'
import { runOnce } from '../../../dist/jobs/run-once.js'
import { openApp } from '../../../dist/src/app.js'
import { readConfig } from '../../../dist/src/config.js'
import { httpDownloads } from '../../../dist/src/fetch/http-downloads.js'

/**
 * A process that pulls one source with blocks of its own size: `node pull-process.mjs <source> <address> <bytes a block>
 * <stop after so many bytes, or 0>`. It prints the outcome; stopped, it ends as a signal would have it.
 */
const [name, address, blockBytes, stopAfter] = process.argv.slice(2)
const config = readConfig()
const app = await openApp(config, () => {})
const stop = new AbortController()
const deps = {
  ...app.real.collecting([address]),
  downloads: httpDownloads({
    folder: join(config.dataDir, 'fetching'),
    userAgent: 'paidfor-prove',
    operatorAddresses: [address],
    blockBytes: Number(blockBytes),
  }),
}
const source = deps.sources.find(({ manifest }) => manifest.id === name)
let fetched = 0
let last = { what: '', done: 0 }
const show = ({ what, done, unit }) => {
  if (unit !== 'bytes') return
  if (what === last.what) fetched += done - last.done
  last = { what, done }
  if (Number(stopAfter) > 0 && fetched > Number(stopAfter)) stop.abort()
}
const job = collectJob({ deps, source, address, isByHand: true, show })
const { outcome, message } = await runOnce(job, { runLog: app.real.runLog, stop: stop.signal, log: () => {} })
console.log(JSON.stringify({ outcome, message }))
await app[Symbol.asyncDispose]()
