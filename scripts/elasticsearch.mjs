#!/usr/bin/env node
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { cacheFolder, startElasticsearch } from '../test/support/elasticsearch/server.mjs'

// A real Elasticsearch without Docker, until Ctrl+C. What it lacks: test/support/elasticsearch/README.md.
const USAGE = `npm run elasticsearch -- [--port 9200] [--heap 1g] [--folder DIR]

Starts a real Elasticsearch on this machine alone, until it is stopped (Ctrl+C). DIR keeps what it holds.
`

process.exitCode = await run()

async function run() {
  const options = readOptions()
  if (typeof options === 'string') {
    process.stdout.write(options)
    return 0
  }
  const stop = new Promise((done) => {
    for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => done())
  })
  let node
  try {
    mkdirSync(options.folder, { recursive: true })
    console.error('Starting Elasticsearch; the first time it is fetched (107 MB) …')
    node = await Promise.race([startElasticsearch(options), stop])
  } catch (error) {
    console.error(`elasticsearch: ${error.message}`)
    return 1
  }
  if (node === undefined) process.exit(0) // what has been started ends with us
  console.log(`Elasticsearch ${node.version} at ${node.url}`)
  console.log(`  data and log  ${node.folder}`)
  console.log(`  to use it     ELASTICSEARCH_URL=${node.url} npm start`)
  console.log('Ctrl+C stops it.')
  const how = await Promise.race([stop.then(() => 'asked'), node.exited.then(() => 'by itself')])
  await node.stop()
  if (how === 'asked') return 0
  console.error(`elasticsearch: it ended by itself; its log is ${join(node.folder, 'console.log')}`)
  return 1
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9200' },
      heap: { type: 'string', default: '1g' },
      folder: { type: 'string', default: join(cacheFolder, 'node') },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return USAGE
  return { port: Number(values.port), heap: values.heap, folder: resolve(values.folder) }
}
