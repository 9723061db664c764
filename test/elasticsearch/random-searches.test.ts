import fc from 'fast-check'
import { randomQuery, randomSaidAd } from '../contracts/random-searches.ts'
import { loadAds } from '../contracts/said-ads.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { type Indexed, indexedArchive } from '../support/indexed.ts'
import { proofSize } from '../support/seeded.ts'
import { compared } from './asked-of-both.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

const SEED = Number(process.env['PROVE_SEED'] ?? 7)

suite('ads at random, searched by both engines', () => {
  let opened: TestArchive
  let indexed: Indexed
  beforeAll(async () => {
    opened = await openTestArchive()
    indexed = indexedArchive(opened, elasticsearch?.url ?? '', { findMs: 30_000 })
  })
  afterAll(async () => {
    await indexed.close()
    await opened.close()
  })

  test('are counted, added up, divided and ordered alike, whatever is asked and however they change', async () => {
    const ads = fc.uniqueArray(randomSaidAd(60), { minLength: 20, maxLength: 60, selector: ({ id }) => id })
    const loads = fc.record({ ads, source: fc.constantFrom('meta', 'snap') })
    const queries = fc.array(randomQuery, { minLength: 25, maxLength: 25 })
    const both = { postgres: opened.archive, elasticsearch: indexed.archive }
    let file = 0
    let found = 0
    const property = fc.asyncProperty(loads, queries, async (load, asked) => {
      const [name, observedOn] = [`${++file}.csv`, `2024-11-${String(1 + (file % 28)).padStart(2, '0')}`]
      const series = { name: 'all', kind: 'standing' } as const
      await loadAds(opened, name, load.ads, { source: load.source, observedOn, series })
      await indexed.catchUp()
      for (const each of asked) {
        const { total, differences } = await compared(both, each, { size: 11, pages: 12 })
        expect([written(each), differences]).toEqual([written(each), []])
        if (total !== null && total > 0) found++
      }
    })
    const numRuns = Math.min(proofSize(6), 28)
    await fc.assert(property, { numRuns, seed: SEED })
    // Else nothing would be compared with nothing.
    expect(found).toBeGreaterThan(numRuns * 8)
  }, 600_000)
})

function written(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner))
}
