import { randomBytes } from 'node:crypto'
import { verifyIndex } from '../../src/pipeline/indexing/verify-index.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { loadTurn, upTo } from '../support/changing-ads.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { behind } from '../support/elasticsearch/planted.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { MOST_SPENT, wrongIn } from '../support/right-answers.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe
const server = behind(elasticsearch?.url ?? '')

const ADS = 1_200

interface Names {
  readonly live: string
  readonly retired: string
  readonly readers: string
}
const done = async (method: string, path: string, body?: object) => {
  const { status, json } = await server.call(method, path, body)
  if (status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(json)}`)
}
const drop = (name: string) => done('DELETE', `/${name}`)

/** What is done, and whether the index must be built anew for it. */
const WIPES: readonly [string, (names: Names) => Promise<void>, boolean][] = [
  ['the index is deleted', ({ live }) => drop(live), true],
  [
    'all indexes are deleted',
    async ({ live, retired }) => {
      await drop(live)
      await drop(retired)
    },
    true,
  ],
  [
    'another of its name takes its place, with a mapping of its own',
    async ({ live, readers }) => {
      await drop(live)
      await done('DELETE', `/_index_template/${readers}`)
      await done('PUT', `/${live}`, { aliases: { [readers]: {}, [`${live}-w`]: {} } })
    },
    true,
  ],
  [
    'a late request makes an index of its name',
    async ({ live }) => {
      await drop(live)
      await done('PUT', `/${live}`)
    },
    true,
  ],
  ['readers’ alias is taken away', ({ live, readers }) => done('DELETE', `/${live}/_alias/${readers}`), false],
  ['readers’ alias leads elsewhere too', ({ retired, readers }) => done('PUT', `/${retired}/_alias/${readers}`), false],
  ['the alias for writing is taken away', ({ live }) => done('DELETE', `/${live}/_alias/${live}-w`), true],
  [
    'an index takes the name of readers’ alias',
    async ({ live, readers }) => {
      await done('DELETE', `/${live}/_alias/${readers}`)
      await done('PUT', `/${readers}`)
    },
    false,
  ],
]

suite('When', () => {
  let opened: TestArchive
  let indexed: Indexed
  let names: Names
  let time: number
  beforeEach(async () => {
    time = Date.now()
    opened = await openTestArchive()
    const prefix = `t-${randomBytes(4).toString('hex')}`
    indexed = indexedArchive(opened, elasticsearch?.url ?? '', { prefix, now: () => time })
    await loadTurn(opened.importDeps.store, upTo(ADS), 0)
    await indexed.catchUp()
    const retired = await liveName()
    await indexed.deps.outbox.begin(indexed.deps.newName())
    await indexed.catchUp()
    names = { live: await liveName(), retired, readers: `${prefix}-ads` }
  })
  afterEach(async () => {
    await indexed.close()
    await opened.close()
  })

  const liveName = async () =>
    (await indexed.deps.outbox.indexes()).find(({ state }) => state === 'live')?.name ?? 'none'
  const search = () => indexed.archive.search(MOST_SPENT, null, 20)
  const wrong = async () => wrongIn(await search(), opened.database)

  test.each(WIPES)('%s, PostgreSQL answers until all is as before, by itself', async (_, wipe, isBuiltAnew) => {
    const indexer = indexed.indexer()
    await indexed.catchUp(indexer)
    expect(await wrong()).toEqual([])
    await wipe(names)
    const meanwhile = await search()
    expect(
      (await wrongIn(meanwhile, opened.database)).filter((each) => !each.startsWith('answered by postgres')),
    ).toEqual([])
    expect(meanwhile.total).toBe(ADS)
    await loadTurn(opened.importDeps.store, [1, 2, ADS], 1)
    time += 10_000 // an indexer that has nothing to do looks now and then
    await indexed.catchUp(indexer)
    expect([await wrong(), (await search()).total]).toEqual([[], ADS + 1])
    expect((await liveName()) !== names.live).toBe(isBuiltAnew)
    const { json } = await server.call('GET', `/_alias/${names.readers}`)
    expect(Object.keys(json as object)).toEqual([await liveName()])
    const request = { isRepairing: false, signal: new AbortController().signal, onProgress: () => undefined }
    expect(await verifyIndex(indexed.deps, request)).toMatchObject({ missing: 0, stale: 0, extra: 0, altered: 0 })
    expect(await mappingOf(await liveName())).toMatchObject({ dynamic: 'strict' })
  })

  async function mappingOf(index: string): Promise<unknown> {
    const { json } = await server.call('GET', `/${index}/_mapping`)
    return (json as Record<string, { mappings: unknown }>)[index]?.mappings
  }
})
