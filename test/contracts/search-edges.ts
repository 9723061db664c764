import { toldValue } from '../../src/domain/disclosure.ts'
import { FACETS, type Position, SORTS, type Sort } from '../../src/domain/search.ts'
import { asking, type EngineUnderTest } from './asking.ts'
import { loadAds, says, tells } from './said-ads.ts'

export function edgesContract(engine: EngineUnderTest): void {
  describe('an archive in which nothing is', () => {
    const asked = asking(engine, async () => undefined)

    test.each(SORTS)('finds nothing and says so, by %s', async (sort) => {
      for (const text of ['', 'word', '"two words"', 'beginn*', '-word']) {
        const found = await asked.search(text, { sort })
        expect(found).toMatchObject({ total: 0, isCapped: false, hits: [], next: null, sums: [] })
        for (const facet of FACETS) expect(found.facets[facet]).toEqual([])
      }
    })
  })

  describe('payers of any length', () => {
    const long = (last: string) => `${'Friends of the dam. '.repeat(5_000)}${last}`
    const asked = asking(engine, (opened) =>
      loadAds(opened, 'long.json', [
        tells('long', { disclaimer: long('A'), advertiserName: long('C') }),
        tells('other', { disclaimer: long('B') }),
        tells('short', { disclaimer: 'Friends of the dam. ' }),
      ]),
    )

    test('are found by their words, and told whole', async () => {
      const { hits } = await asked.search('dam', { sort: 'oldest' })
      expect(hits.map(({ adId }) => adId)).toEqual(['long', 'other', 'short'])
      expect(hits.map(({ fields }) => toldValue(fields.disclaimer)?.length)).toEqual([100_001, 100_001, 20])
    })

    test('are told apart by their last letter', async () => {
      expect(await asked.adIds('', { filters: { payer: long('A') } })).toEqual(['long'])
      expect(await asked.adIds('', { filters: { payer: long('B') } })).toEqual(['other'])
      expect(await asked.adIds('', { filters: { payer: long('') } })).toEqual([])
      expect(await asked.adIds('', { filters: { advertiser: long('C') } })).toEqual(['long'])
    })

    test('are listed beside the results, each by what finds it', async () => {
      const { facets } = await asked.search('dam')
      expect(facets.payer).toHaveLength(3)
      for (const { value, count } of facets.payer) {
        expect([value.startsWith('Friends of the dam. '), count]).toEqual([true, 1])
        expect((await asked.search('', { filters: { payer: value } })).total).toBe(1)
      }
    })
  })

  describe('positions', () => {
    const asked = asking(engine, (opened) =>
      loadAds(opened, 'few.json', [says('one', 'word'), says('two', 'word'), says('three', 'word')]),
    )

    test('of the last page there is none, even where it is full', async () => {
      expect((await asked.search('word', { size: 3 })).next).toBeNull()
      const { next } = await asked.search('word', { size: 2 })
      expect(next).not.toBeNull()
      expect(await asked.search('word', { size: 1, after: next })).toMatchObject({ next: null, total: 3 })
    })

    test.each<[Sort, Partial<Position>]>([
      ['newest', { keys: ['not a date'] }],
      ['newest', { keys: ['2024-01-01', '1'] }],
      ['newest', { keys: [] }],
      ['newest', { keys: [null] }],
      ['newest', { keys: ['2024-02-31'] }],
      ['newest', { revision: 9_999 }],
      ['newest', { id: 'x' }],
      ['newest', { id: '' }],
      ['newest', { id: '99999999999999999999' }],
      ['newest', { id: '9223372036854775808' }],
      ['oldest', { keys: ['12'] }],
      ['most-spent', { keys: ['USD'] }],
      ['most-spent', { keys: ['USD', 'many'] }],
      ['most-spent', { keys: ['USD', '1.5'] }],
      ['least-spent', { keys: ['USD', '99999999999999999999'] }],
      ['least-spent', { keys: [null, '1'] }],
      ['most-shown', { keys: ['2024-01-01'] }],
      ['most-shown', { keys: ['9223372036854775808'] }],
    ])('that nobody gave out are refused with a sentence: by %s %j', async (sort, change) => {
      const { revision } = await asked.search('word')
      const keys =
        sort === 'newest' || sort === 'oldest' ? ['2024-01-01'] : sort === 'most-shown' ? ['1'] : ['USD', '1']
      const forged = { revision, sort, keys, id: '1', ...change }
      await expect(asked.search('word', { sort, after: forged })).rejects.toMatchObject({
        code: 'request.invalid',
        message: expect.stringMatching(/^[A-Z].*\.$/),
      })
    })
  })
}
