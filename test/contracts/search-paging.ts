import { SORTS } from '../../src/domain/search.ts'
import type { TestArchive } from '../support/archive.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'
import { asking, type EngineUnderTest } from './asking.ts'
import { manyAds } from './many-ads.ts'

export function pagingContract(engine: EngineUnderTest): void {
  describe('pages while files arrive', () => {
    const asked = asking(engine, (opened) => opened.importText('snap', '2024-10-14_2024.csv', snapCsv(manyAds)))

    test.each(SORTS.map((sort, number) => [sort, number] as const))(
      'paging by %s visits each ad once while files are loaded and found that change every key',
      async (sort, number) => {
        const { hits, total, revision } = await asked.search('payer', { sort })
        let round = 0
        const { ids, totals } = await asked.walk('payer', { sort, size: Math.floor(total / 11) }, async () => {
          await nextFile(asked.opened(), number, ++round)
          await asked.catchUp()
        })
        expect(round).toBeGreaterThan(10)
        expect(ids).toEqual(hits.map(({ id }) => id))
        expect(new Set(ids).size).toBe(ids.length)
        expect([...totals]).toEqual([total])
        const now = await asked.search('payer', { sort })
        expect([now.total, now.revision]).toEqual([total + round, revision + round])
      },
      120_000,
    )
  })
}

/** Every ad again, with other keys, and a new one. */
async function nextFile(opened: TestArchive, sort: number, round: number): Promise<void> {
  const changed = manyAds.map((cells, n) => ({
    ...cells,
    Spend: String((n * 31 + round * 91) % 700),
    Impressions: String(1 + ((n + round) % 9) * 1000),
    StartDate: `2024/${String(1 + ((n + round) % 9)).padStart(2, '0')}/11 00:00:00Z`,
  }))
  const added = { ADID: snapAdId(1_000 + sort * 50 + round), PayingAdvertiserName: 'New payer' }
  const day = String(1 + ((round + sort) % 28)).padStart(2, '0')
  await opened.importText('snap', `2025-0${1 + sort}-${day}_2024.csv`, snapCsv([...changed, added]))
}
