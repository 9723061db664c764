import { calendarDate } from '../../src/domain/calendar.ts'
import { sourceId } from '../../src/domain/ids.ts'
import { currency } from '../../src/domain/money.ts'
import { countryCode, regionCode } from '../../src/domain/place.ts'
import { FACETS, type FacetName, MOST_FACET_VALUES, type SearchFilters } from '../../src/domain/search.ts'
import { aCountry } from '../support/loads.ts'
import { snapCsv } from '../support/snap-csv.ts'
import { asking, type EngineUnderTest } from './asking.ts'
import { manyAds } from './many-ads.ts'
import { loadAds, says, tells } from './said-ads.ts'

export function countsContract(engine: EngineUnderTest): void {
  describe('counts beside the results', () => {
    const asked = asking(engine, async (opened) => {
      await opened.importText('snap', '2024-10-14_2024.csv', snapCsv(manyAds))
      await loadAds(opened, 'more.json', MORE)
    })

    test.each<[string, SearchFilters]>([
      ['', {}],
      ['-zzzzzzzz', {}],
      ['payer', {}],
      ['', { currency: USD }],
      ['', { country: countryCode('US'), format: 'video' }],
      ['', { source: sourceId('snap'), country: countryCode('US'), region: regionCode('US-GA'), currency: USD }],
      ['', { from: calendarDate('2024-05-01'), to: calendarDate('2024-06-15') }],
      ['payer', { currency: USD, spendAtLeast: 10_000n, spendAtMost: 30_000n }],
    ])('beside every facet value stands the total that choosing it gives: “%s” with %j', async (text, filters) => {
      const { facets, total, hits } = await asked.search(text, { filters })
      expect(hits).toHaveLength(total)
      for (const facet of FACETS) {
        expect([facet, facets[facet]]).toEqual([facet, inOrder(facets[facet])])
        for (const { value, count } of facets[facet]) {
          const chosen = await asked.search(text, { filters: { ...filters, ...FILTER[facet](value) }, size: 1 })
          expect([facet, value, chosen.total]).toEqual([facet, value, count])
        }
      }
    })

    test('a facet that is filtered by keeps its other values, and all others follow the filter', async () => {
      const all = await asked.search('-zzzzzzzz')
      const norwegian = await asked.search('', { filters: { country: countryCode('NO') } })
      expect(norwegian.facets.country).toEqual(all.facets.country)
      expect(norwegian.facets.format).not.toEqual(all.facets.format)
      expect(norwegian.facets.region).toEqual([])
    })

    test('no more values of a facet are listed than the most frequent ones; ties go by the alphabet', async () => {
      const { facets } = await asked.search('plenty')
      const payers = Array.from({ length: 40 }, (_, n) => `plenty ${String.fromCodePoint(0x3b1 + n)}`)
      const listed = [{ value: 'plenty Ω', count: 2 }, ...payers.map((value) => ({ value, count: 1 }))]
      expect(facets.payer).toEqual(listed.slice(0, MOST_FACET_VALUES))
    })

    test('sums are those of the hits, by currency, the most frequent first', async () => {
      const { hits, sums } = await asked.search('', { filters: { to: calendarDate('2024-04-30') } })
      const expected = new Map<string, { ads: number; lower: bigint }>()
      for (const { fields } of hits) {
        if (fields.spend === undefined || 'absent' in fields.spend) continue
        const { currency: code, lower } = fields.spend
        const sum = expected.get(code) ?? { ads: 0, lower: 0n }
        expected.set(code, { ads: sum.ads + 1, lower: sum.lower + lower })
      }
      expect(sums.map(({ currency: code, ads, lower }) => [code, { ads, lower }])).toEqual(
        [...expected].sort(([a, { ads }], [b, { ads: others }]) => others - ads || (a < b ? -1 : 1)),
      )
    })

    test.each<[string, object]>([
      ['beyond', { currency: 'JPY', ads: 3, lower: 3n * VAST + 3n, upper: 3n * VAST + 6n, openTops: 0 }],
      ['vast', { currency: 'JPY', ads: 4, lower: 3n * VAST + 4n, upper: null, openTops: 1 }],
      ['open', { currency: 'JPY', ads: 1, lower: 1n, upper: null, openTops: 1 }],
    ])('sums are exact to the last unit, and open where a top is: %s', async (text, sum) => {
      expect((await asked.search(text)).sums).toEqual([sum])
    })
  })
}

const USD = currency('USD')
/** A floating-point number is exact below 2^53 alone; of these even two make more than 2^60. */
const VAST = 2n ** 60n / 2n + 1n
const JPY = currency('JPY')

const MORE = [
  ...[0n, 1n, 2n].map((more) =>
    says(`vast-${more}`, 'vast, beyond all', { spend: { currency: JPY, lower: VAST + more, upper: VAST + more + 1n } }),
  ),
  says('open', 'vast and open', { spend: { currency: JPY, lower: 1n, upper: null } }),
  says('untold', 'vast', {}),
  ...Array.from({ length: 40 }, (_, n) =>
    tells(`plenty-${n}`, { disclaimer: `plenty ${String.fromCodePoint(0x3b1 + n)}`, countries: [aCountry('GR')] }),
  ),
  ...[1, 2].map((n) => tells(`most-${n}`, { disclaimer: 'plenty Ω', countries: [aCountry('GR'), aCountry('CY')] })),
]

const FILTER: Readonly<Record<FacetName, (value: string) => SearchFilters>> = {
  source: (value) => ({ source: sourceId(value) }),
  country: (value) => ({ country: countryCode(value) }),
  region: (value) => ({ region: regionCode(value) }),
  format: (value) => ({ format: value as 'image' }),
  currency: (value) => ({ currency: currency(value) }),
  payer: (value) => ({ payer: value }),
}

function inOrder<Value extends { readonly value: string; readonly count: number }>(values: readonly Value[]): Value[] {
  return [...values].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
