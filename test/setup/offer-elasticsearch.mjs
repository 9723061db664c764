import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { elasticsearchUnavailable, startElasticsearch } from '../support/elasticsearch/server.mjs'

/**
 * One Elasticsearch for the whole run, started when the first test asks for it and in the process that outlives all
 * workers. They ask over HTTP; `test/support/elasticsearch/for-tests.ts` does it for them.
 */
export async function offerElasticsearch() {
  let taken
  const desk = createServer(async (_request, response) => {
    taken ??= take()
    const { node: _node, folder: _folder, ...answer } = await taken
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  })
  desk.listen(0, '127.0.0.1').unref()
  await once(desk, 'listening')
  process.env.PAIDFOR_TEST_ELASTICSEARCH_DESK = `http://127.0.0.1:${desk.address().port}`
  return {
    async [Symbol.asyncDispose]() {
      desk.closeAllConnections()
      desk.close()
      const { node, folder } = (await taken) ?? {}
      await node?.kill()
      if (folder !== undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * @returns `{ url, version }` and what must be cleared away; `{ reason }` where there is none to be had; `{ failure }`
 * where there should be one. Says in a line which it is.
 */
async function take() {
  const given = process.env.ELASTICSEARCH_TEST_URL
  const taken = await (given ? find(given) : start())
  if (taken.version !== undefined) process.stderr.write(`\nTests run on Elasticsearch ${taken.version}.\n`)
  if (taken.reason !== undefined) process.stderr.write(`\nElasticsearch is skipped: ${taken.reason}\n`)
  return taken
}

async function find(url) {
  try {
    const response = await fetch(new URL('/_nodes/_local?filter_path=nodes.*.version', url))
    const [{ version }] = Object.values((await response.json()).nodes)
    return { url, version }
  } catch (error) {
    return { failure: `Nothing at ELASTICSEARCH_TEST_URL answers like it (${error.cause?.code ?? error.message})` }
  }
}

async function start() {
  if (process.env.PAIDFOR_TEST_ELASTICSEARCH === 'off') return { reason: 'PAIDFOR_TEST_ELASTICSEARCH is off' }
  const reason = await elasticsearchUnavailable()
  if (reason !== null) return { reason }
  const folder = await mkdtemp(join(tmpdir(), 'paidfor-test-elasticsearch-'))
  try {
    // With the quick compiler alone it starts in half the time.
    const node = await startElasticsearch({ folder, javaOptions: '-XX:TieredStopAtLevel=1' })
    return { url: node.url, version: node.version, node, folder }
  } catch (error) {
    return { failure: error.message, folder }
  }
}
