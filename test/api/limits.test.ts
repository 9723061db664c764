import { MOST_COUNTED } from '../../src/domain/search.ts'
import { sources } from '../../src/sources/registry.ts'
import { postgresReleaseArchive } from '../../src/store/postgres/releases/store.ts'
import { MOST_RANKED } from '../../src/store/postgres/search/search.ts'
import { arithmetic, limitRows, STORE_LIMITS } from '../../src/web/api/limits.ts'
import type { TestArchive } from '../support/archive.ts'
import { openSmallElection } from '../support/small-election.ts'

const RELEASED = sources.map(({ manifest: { id, platformId, neverDisclosed } }) => ({ id, platformId, neverDisclosed }))

let opened: TestArchive
beforeAll(async () => {
  opened = await openSmallElection()
})
afterAll(() => opened.close())

test('matches are counted as far as the page about the API says', () => {
  expect(STORE_LIMITS.mostCounted).toBe(MOST_COUNTED)
  expect(STORE_LIMITS.mostRanked).toBe(MOST_RANKED)
})

test('as many exports are written at once as the page about the API says', async () => {
  const query = { terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' } as const
  const streams = await Promise.all(
    Array.from({ length: STORE_LIMITS.exportsAtOnce }, () => opened.archive.stream(query)),
  )
  await expect(opened.archive.stream(query)).rejects.toMatchObject({ code: 'request.busy' })
  for (const { rows } of streams) for await (const _row of rows) expect(_row).toBeDefined()
  const { rows } = await opened.archive.stream(query)
  for await (const _row of rows) expect(_row).toBeDefined()
})

test('as many lists of changes are written at once as the page about the API says', async () => {
  const releases = postgresReleaseArchive(opened.database)
  const until = await releases.momentOf(null)
  if (until === null) throw new Error('nothing was loaded')
  const between = { since: { ...until, revision: 1 }, until }
  const told = { released: RELEASED, mixedPlatforms: [] }
  const open = Array.from({ length: STORE_LIMITS.changesAtOnce }, () => releases.changes(between, told))
  for (const changes of open) expect((await changes.next()).done).toBe(false)
  await expect(releases.changes(between, told).next()).rejects.toMatchObject({ code: 'request.busy' })
  for (const changes of open) await changes.return(undefined)
  const next = releases.changes(between, told)
  expect((await next.next()).done).toBe(false)
  await next.return(undefined)
})

test('how long 300,000 ads take is worked out from the limit that holds', () => {
  expect(arithmetic({ requestsPerMinute: 2_000, trustedProxies: 0 })).toContain(
    '300,000 ads are 1,500 pages of 200: fewer than the 2,000 requests of one minute',
  )
  expect(arithmetic({ requestsPerMinute: 600, trustedProxies: 0 })).toContain('makes you wait for 2 minutes in all')
  expect(arithmetic({ requestsPerMinute: null, trustedProxies: 0 })).toContain('nothing but their length')
  expect(limitRows({ requestsPerMinute: null, trustedProxies: 0 })[0]).toMatchObject({ limit: 'none' })
})
