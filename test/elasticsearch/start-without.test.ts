import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readConfig } from '../../src/config.ts'
import { type Site, startSite } from '../../src/serve.ts'
import type { TestArchive } from '../support/archive.ts'
import { type FaultyProxy, faultyProxy } from '../support/elasticsearch/faulty-proxy.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { urlOf } from '../support/index-state.ts'
import { indexedArchive } from '../support/indexed.ts'
import { openSmallElection } from '../support/small-election.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('A site that is started', () => {
  let opened: TestArchive
  let prefix: string
  let proxy: FaultyProxy
  beforeEach(async () => {
    opened = await openSmallElection()
    prefix = `t-${randomBytes(4).toString('hex')}`
    proxy = await faultyProxy(elasticsearch?.url ?? '')
  })
  afterEach(async () => {
    await proxy[Symbol.asyncDispose]()
    await indexedArchive(opened, elasticsearch?.url ?? '', { prefix }).close()
    await opened.close()
  })

  const start = (lines: string[]): Promise<Site> => {
    const config = readConfig({
      DATABASE_URL: urlOf(opened.database),
      DATA_DIR: join(opened.folder, 'data'),
      PORT: '0',
      RATE_LIMIT: 'off',
      ELASTICSEARCH_URL: proxy.url,
      ELASTICSEARCH_INDEX: prefix,
    })
    const quiet = () => undefined
    const log = (line: string) => lines.push(line)
    return startSite({ config, log, event: quiet, stop: new AbortController().signal, show: quiet })
  }
  const searchedBy = async ({ url }: Site) => {
    const response = await fetch(`${url}search?sort=newest`)
    await response.text()
    return [response.status, response.headers.get('x-search-backend')]
  }

  async function untilByIt(site: Site): Promise<void> {
    for (let tries = 0; tries < 600; tries++) {
      if ((await searchedBy(site))[1] === 'elasticsearch') return
      await wait(50)
    }
    throw new Error('Elasticsearch answers no search')
  }

  test.each([
    ['is not there', () => proxy.refuse()],
    ['says nothing', () => proxy.fail({ request: () => 'hang' })],
  ])('while Elasticsearch %s searches without it, and goes over to it when it is there', async (_, begin) => {
    const lines: string[] = []
    await begin()
    await using site = await start(lines)
    expect(await searchedBy(site)).toEqual([200, 'postgres'])
    expect(lines.join('\n')).toContain('Searches are answered by PostgreSQL until it does.')
    proxy.fail()
    await proxy.refuse() // what hangs would do so for a minute
    await proxy.accept()
    await untilByIt(site)
    expect(lines.some((line) => line.includes('is complete and is searched from now on'))).toBe(true)
  })
})
