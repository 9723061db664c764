import { instant } from '../../src/domain/calendar.ts'
import type { SearchQuery } from '../../src/domain/search.ts'
import { createMetrics } from '../../src/metrics.ts'
import type { SearchIndexStatus } from '../../src/ports/search-outbox.ts'
import { anIndexLag } from '../support/index-lag.ts'
import { MOMENT, memoryArchive, type TwinFaults } from '../web/support/memory-archive.ts'
import { sampleAds } from '../web/support/sample-ads.ts'
import { samplesOf } from './exposition.ts'

const ALL: SearchQuery = { terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' }

function metricsOf(searchIndex: () => Promise<SearchIndexStatus | null>) {
  return createMetrics({
    archive: memoryArchive([]),
    runLog: { states: async () => [] },
    pool: () => ({ inUse: 0, idle: 0, waiting: 0 }),
    searchIndex,
    now: () => new Date('2026-11-25T12:00:00Z'),
  })
}

async function indexGauges(searchIndex: () => Promise<SearchIndexStatus | null>) {
  const read = samplesOf(await metricsOf(searchIndex).text())
  const own = read.filter(({ name }) => name.startsWith('paidfor_search_index_'))
  return Object.fromEntries(own.map(({ name, value }) => [name.replace('paidfor_search_index_', ''), value]))
}

const told = (lag: Parameters<typeof anIndexLag>[0]) => async () => ({ engine: null, lag: anIndexLag(lag) })

test('searches are counted by who found the ads, and by why no index did', async () => {
  const metrics = metricsOf(async () => null)
  const ask = async (searched: TwinFaults['searched'], times: number) => {
    const archive = metrics.countSearches(memoryArchive(sampleAds(), { searched: searched ?? {} }))
    for (let time = 0; time < times; time++) await archive.search(ALL, null, 10)
    await archive.asOf(MOMENT).search(ALL, null, 10)
  }
  await ask({ engine: 'elasticsearch' }, 3)
  await ask({ absence: 'unavailable' }, 2)
  const read = samplesOf(await metrics.text()).filter(({ name }) => name === 'paidfor_searches_total')
  expect(read.map(({ labels, value }) => [labels['engine'], labels['absence'], value])).toEqual([
    ['elasticsearch', 'none', 3],
    ['postgres', 'none', 2], // as of a moment, the archive itself
    ['postgres', 'unavailable', 2],
  ])
})

test('a search that fails is not counted as answered', async () => {
  const metrics = metricsOf(async () => null)
  const archive = metrics.countSearches(memoryArchive([], { throws: new Error('gone') }))
  await expect(archive.search(ALL, null, 10)).rejects.toThrow('gone')
  expect(samplesOf(await metrics.text()).filter(({ name }) => name === 'paidfor_searches_total')).toEqual([])
})

test('how far the index is behind, what waits and what it refused can be watched', async () => {
  const oldestAt = instant('2026-11-25T11:58:30Z')
  const behind = told({ newest: 12, waiting: 40, oldestAt, deadLetters: 3, trouble: 'it is full' })
  expect(await indexGauges(behind)).toEqual({
    ...{ ready: 1, waiting: 40, oldest_waiting_seconds: 90, revisions_behind: 5, dead_letters: 3, troubled: 1 },
  })
  expect(await indexGauges(told({}))).toEqual({
    ...{ ready: 1, waiting: 0, oldest_waiting_seconds: 0, revisions_behind: 0, dead_letters: 0, troubled: 0 },
  })
})

test('while nothing can be searched there is no distance, rather than one of zero', async () => {
  const gauges = await indexGauges(told({ searchable: null }))
  expect(gauges['ready']).toBe(0)
  expect(gauges).not.toHaveProperty('revisions_behind')
})

test.each([
  ['no index is set', async () => null],
  ['nobody can tell', async () => Promise.reject(new Error('gone'))],
])('where %s nothing is told of one', async (_why, searchIndex) => {
  expect(await indexGauges(searchIndex)).toEqual({})
})
