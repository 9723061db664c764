import { calendarDate } from '../../src/domain/calendar.ts'
import type { DisclosureFields } from '../../src/domain/disclosure.ts'
import { currency } from '../../src/domain/money.ts'
import { SORTS, type Sort } from '../../src/domain/search.ts'
import { asking, type EngineUnderTest } from './asking.ts'
import { loadAds, says, tells } from './said-ads.ts'

export function sortsContract(engine: EngineUnderTest): void {
  describe('orders, with the ad’s own key last and a place for what is not told', () => {
    // In the order of their keys: `one` was loaded first.
    const ads = Object.entries(TOLD).map(([id, fields]) => tells(id, fields))
    const asked = asking(engine, (opened) => loadAds(opened, 'sorted.json', ads))

    test.each<[Sort, string]>([
      ['newest', 'd b a f e c'], // downwards all the way, keys too; days that are not told come last
      ['oldest', 'a b d c e f'], // and last again
      ['most-spent', 'e b d c a f'], // by currency; nothing told is less than nothing spent
      ['least-spent', 'e c b d a f'],
      ['most-shown', 'b d a c e f'],
      ['relevance', 'd b a f e c'], // without words: nothing is more relevant than the newest
    ])('%s', async (sort, expected) => {
      const { hits } = await asked.search('', { sort })
      expect(hits.map(({ adId }) => adId).join(' ')).toBe(expected)
    })

    test.each(SORTS)('by %s, pages of every size come one after another as one list', async (sort) => {
      const whole = (await asked.search('', { sort })).hits.map(({ id }) => id)
      for (const size of [1, 2, 5, 6]) {
        const { ids, pages } = await asked.walk('', { sort, size })
        expect([size, ids, pages]).toEqual([size, whole, Math.ceil(6 / size)])
      }
    })
  })

  describe('the order by relevance', () => {
    const asked = asking(engine, (opened) =>
      loadAds(opened, 'ranked.json', [
        says('said', 'kestrel kestrel kestrel, and kestrel again'),
        says('named', 'a long text about other things altogether', { advertiserName: 'Kestrel' }),
        says('paid', 'a long text about other things altogether', { disclaimer: 'The kestrel fund' }),
        says('other', 'something else'),
        says('both', 'kestrel', { advertiserName: 'Kestrel House', disclaimer: 'Kestrel House' }),
      ]),
    )

    test.each(['kestrel', 'kestre*', '"kestrel"'])(
      'puts those whose names say it before those whose texts do: %s',
      async (text) => {
        const { hits, next } = await asked.search(text, { sort: 'relevance' })
        const order = hits.map(({ adId }) => adId)
        expect([...order].sort()).toEqual(['both', 'named', 'paid', 'said'])
        expect([order.at(-1), next]).toEqual(['said', null])
      },
    )

    test('is read page by page, each ad once', async () => {
      const whole = (await asked.search('kestrel', { sort: 'relevance' })).hits.map(({ id }) => id)
      const { ids, totals } = await asked.walk('kestrel', { sort: 'relevance', size: 1 })
      expect(ids).toEqual(whole)
      expect([...totals]).toEqual([4])
    })
  })
}

const USD = currency('USD')
const day = calendarDate

/** Ties, gaps and open tops. */
const TOLD: Readonly<Record<string, DisclosureFields>> = {
  a: {
    startsOn: day('2024-10-01'),
    spend: { currency: USD, lower: 0n, upper: 99n },
    impressions: { lower: 5n, upper: 9n },
  },
  b: {
    startsOn: day('2024-10-01'),
    spend: { currency: currency('EUR'), lower: 500n, upper: null },
    impressions: { lower: 9_007_199_254_740_993n, upper: null },
  },
  c: { spend: { currency: currency('EUR'), lower: 100n, upper: 200n }, impressions: { lower: 0n, upper: 9n } },
  d: {
    startsOn: day('2024-10-02'),
    spend: { currency: currency('EUR'), lower: 500n, upper: 500n },
    impressions: { lower: 9_007_199_254_740_992n, upper: null },
  },
  e: { spend: { currency: currency('CHF'), lower: 1n, upper: null } },
  f: {},
}
