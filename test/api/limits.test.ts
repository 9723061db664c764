import { MOST_COUNTED } from '../../src/store/postgres/search/counts.ts'
import { arithmetic, limitRows, STORE_LIMITS } from '../../src/web/api/limits.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'

let opened: TestArchive
beforeAll(async () => {
  opened = await openTestArchive()
})
afterAll(() => opened.close())

test('matches are counted as far as the page about the API says', () => {
  expect(STORE_LIMITS.mostCounted).toBe(MOST_COUNTED)
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

test('how long 300,000 ads take is worked out from the limit that holds', () => {
  expect(arithmetic({ requestsPerMinute: 2_000, trustedProxies: 0 })).toContain(
    '300,000 ads are 1,500 pages of 200: fewer than the 2,000 requests of one minute',
  )
  expect(arithmetic({ requestsPerMinute: 600, trustedProxies: 0 })).toContain('makes you wait for 2 minutes in all')
  expect(arithmetic({ requestsPerMinute: null, trustedProxies: 0 })).toContain('nothing but their length')
  expect(limitRows({ requestsPerMinute: null, trustedProxies: 0 })[0]).toMatchObject({ limit: 'none' })
})
