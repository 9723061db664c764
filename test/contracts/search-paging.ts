import { type Position, SORTS, type Sort } from '../../src/domain/search.ts'
import type { TestArchive } from '../support/archive.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'
import { asking, type EngineUnderTest } from './asking.ts'
import { manyAds } from './many-ads.ts'

interface Reader {
  readonly sort: Sort
  readonly ids: readonly string[]
  readonly totals: readonly number[]
  readonly next: Position | null
}

export function pagingContract(engine: EngineUnderTest): void {
  describe('pages while files arrive', () => {
    const asked = asking(engine, (opened) => opened.importText('snap', '2024-10-14_2024.csv', snapCsv(manyAds)))

    /** The next page of a reader; the same reader when there is none. */
    const turned = async ({ sort, ids, totals, next }: Reader): Promise<Reader> => {
      const page = await asked.search('payer', { sort, after: next, size: 9 })
      const found = page.hits.map(({ id }) => id)
      return { sort, ids: [...ids, ...found], totals: [...totals, page.total], next: page.next }
    }

    test('visit each ad once in every order, while files are loaded and found that change every key', async () => {
      const whole = await Promise.all(SORTS.map((sort) => asked.search('payer', { sort })))
      const [{ total = 0, revision = 0 } = {}] = whole
      let readers: readonly Reader[] = SORTS.map((sort) => ({ sort, ids: [], totals: [], next: null }))
      let round = 0
      for (; round === 0 || readers.some(({ next }) => next !== null); round++) {
        const rest = round === 0 ? readers : readers.filter(({ next }) => next !== null)
        const further = await Promise.all(rest.map(turned))
        readers = [...readers.filter((reader) => !rest.includes(reader)), ...further]
        await nextFile(asked.opened(), round)
        await asked.catchUp()
      }
      expect(round).toBeGreaterThan(10)
      for (const [index, sort] of SORTS.entries()) {
        const { ids = [], totals = [] } = readers.find((reader) => reader.sort === sort) ?? {}
        expect([sort, ids]).toEqual([sort, whole[index]?.hits.map(({ id }) => id)])
        expect([sort, new Set(ids).size, [...new Set(totals)]]).toEqual([sort, total, [total]])
      }
      const now = await asked.search('payer')
      expect(now.total).toBe(total + round)
      expect(now.revision).toBeGreaterThan(revision)
    }, 240_000)
  })
}

/** Every ad again, with other keys, and a new one. */
async function nextFile(opened: TestArchive, round: number): Promise<void> {
  const changed = manyAds.map((cells, n) => ({
    ...cells,
    Spend: String((n * 31 + round * 91) % 700),
    Impressions: String(1 + ((n + round) % 9) * 1000),
    StartDate: `2024/${String(1 + ((n + round) % 9)).padStart(2, '0')}/11 00:00:00Z`,
  }))
  const added = { ADID: snapAdId(1_000 + round), PayingAdvertiserName: 'New payer' }
  const day = String(1 + round).padStart(2, '0')
  await opened.importText('snap', `2025-01-${day}_2024.csv`, snapCsv([...changed, added]))
}
