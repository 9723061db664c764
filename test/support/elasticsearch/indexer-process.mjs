import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { startIndexer } from '../../../dist/jobs/indexer.js'
import { elasticsearchEngine } from '../../../dist/src/search/elasticsearch/engine.js'
import { openDatabase } from '../../../dist/src/store/postgres/data-source.js'
import { postgresSearchOutbox } from '../../../dist/src/store/postgres/outbox/outbox.js'

/**
 * A process that does nothing but index: `node indexer-process.mjs <database> <Elasticsearch> <prefix>`. It prints a line when
 * it has the right to, and one for each revision that can be searched from then on.
 */
const [databaseUrl, url, prefix] = process.argv.slice(2)
const outbox = postgresSearchOutbox(await openDatabase(databaseUrl))
const settings = { nodes: [url], auth: null, caFile: null, index: prefix, shards: 1, replicas: 0 }
let isLeading = false
startIndexer({
  engine: elasticsearchEngine(settings),
  outbox: {
    ...outbox,
    lead: async () => {
      const lead = await outbox.lead()
      if (lead !== null) process.stdout.write('leading\n')
      isLeading = lead !== null
      return lead
    },
  },
  newName: () => `${prefix}-ads-${randomBytes(4).toString('hex')}`,
  now: Date.now,
  log: (line) => process.stderr.write(`${line}\n`),
})
for (let told = null; ; await wait(20)) {
  if (!isLeading) continue
  const { searchable } = await outbox.lag()
  if (searchable !== null && searchable !== told) process.stdout.write(`searchable ${searchable}\n`)
  told = searchable
}
