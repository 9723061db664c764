import { countryCode } from '../../src/domain/place.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'
import { asking, type EngineUnderTest } from './asking.ts'

export const COMMON_ADS = 10_400

/** More ads than are counted one by one; of every hundred one is rare, and aimed at another country. */
export function commonAds(): string {
  const ads = Array.from({ length: COMMON_ADS }, (_, n) => ({
    ADID: snapAdId(n),
    PayingAdvertiserName: n % 100 === 0 ? 'Common rare payer' : 'Common payer',
    CountryCode: n % 100 === 0 ? 'norway' : 'united states',
    StartDate: `2024/0${1 + (n % 9)}/10 00:00:00Z`,
  }))
  return snapCsv(ads)
}

export function cappedContract(engine: EngineUnderTest): void {
  describe('more than are counted one by one', () => {
    const asked = asking(engine, (opened) => opened.importText('snap', '2024-10-14_2024.csv', commonAds()))

    test('what too many ads match is counted to a bound, and says so', async () => {
      const { total, isCapped, facets, sums } = await asked.search('common')
      expect([total, isCapped]).toEqual([10_000, true])
      expect(facets.source.map(({ value }) => value)).toEqual(['snap'])
      const bounded = [facets.source[0]?.count, facets.format[0]?.count, facets.currency[0]?.count, sums[0]?.ads]
      for (const count of bounded) expect(count === 10_000 || count === 10_001).toBe(true)
      expect([100_000_000n, 100_010_000n]).toContain(sums[0]?.lower)
    })

    test('so is what words and a filter leave', async () => {
      const { total, isCapped, facets } = await asked.search('common', { filters: { country: countryCode('US') } })
      expect([total, isCapped]).toEqual([10_000, true])
      expect(facets.country).toEqual([{ value: 'US', count: 10_000 }])
    })

    test('all ads together, and what fewer match, are counted exactly', async () => {
      expect(await asked.search('')).toMatchObject({ total: COMMON_ADS, isCapped: false })
      expect(await asked.search('rare')).toMatchObject({ total: 104, isCapped: false })
      expect(await asked.search('common -payer')).toMatchObject({ total: 0, isCapped: false, hits: [], next: null })
    })

    test('a facet whose other values are too many to count keeps the chosen one, with its exact count', async () => {
      const norwegian = await asked.search('common', { filters: { country: countryCode('NO') } })
      expect([norwegian.total, norwegian.isCapped]).toEqual([104, false])
      expect(norwegian.facets.country).toEqual([{ value: 'NO', count: 104 }])
    })

    test('pages beyond the bound are still read, each ad once', async () => {
      const { ids, totals } = await asked.walk('common', { size: 800 })
      expect([ids.length, new Set(ids).size]).toEqual([COMMON_ADS, COMMON_ADS])
      expect([...totals]).toEqual([10_000])
    }, 120_000)

    test('by relevance no page says an ad twice, and the newest 2,000 are reached at least', async () => {
      const { ids, totals } = await asked.walk('common', { sort: 'relevance', size: 800 })
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.length).toBeGreaterThanOrEqual(2_000)
      expect([...totals]).toEqual([10_000])
    }, 120_000)
  })
}
