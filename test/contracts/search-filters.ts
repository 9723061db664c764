import { calendarDate } from '../../src/domain/calendar.ts'
import { type AdvertiserRef, platformId, sourceId } from '../../src/domain/ids.ts'
import { currency } from '../../src/domain/money.ts'
import { countryCode, regionCode } from '../../src/domain/place.ts'
import type { SearchFilters } from '../../src/domain/search.ts'
import type { TestArchive } from '../support/archive.ts'
import { aCountry, aRegion } from '../support/loads.ts'
import { asking, type EngineUnderTest } from './asking.ts'
import { loadAds, type SaidAd, tells } from './said-ads.ts'

export function filtersContract(engine: EngineUnderTest): void {
  describe('filters, one by one and together', () => {
    const asked = asking(engine, fill)

    test.each<[string, SearchFilters, string]>([
      ['nothing', {}, 'a b c d e f'],
      ['a source', { source: sourceId('snap') }, 'd e f'],
      ['a country', { country: US }, 'a b'],
      ['another country of an ad that has two', { country: countryCode('NO') }, 'b'],
      ['a region', { region: GEORGIA }, 'a'],
      ['a format', { format: 'video' }, 'a d'],
      ['a currency', { currency: USD }, 'a b'],
      ['a currency that no ad has', { currency: currency('CHF') }, ''],
      ['a payer', { payer: 'Friends of the Wren' }, 'a b'],
      ['a payer, letter by letter', { payer: 'friends of the wren' }, ''],
      ['a payer, to the last blank', { payer: 'Friends of the Wren ' }, 'c'],
      ['an advertiser', { advertiser: 'The Dam' }, 'a d'],
      ['an advertiser, letter by letter', { advertiser: 'the dam' }, ''],
      ['an account', { account: account('meta', '77') }, 'a'],
      ['an account of another platform', { account: account('snap', '77') }, ''],
      ['an account that nobody has', { account: account('meta', '7') }, ''],
      ['what is listed', { listing: 'listed' }, 'a b c f'],
      ['what one file lacks', { listing: 'missing' }, 'e'],
      ['what two files lack', { listing: 'withdrawn' }, 'd'],
      ['a recorded fact', { abroad: 'billing_country' }, 'b'],
      ['another recorded fact', { abroad: 'currency' }, 'c'],
      ['any recorded fact', { abroad: 'any' }, 'b c'],
      ['a payer in a country', { payer: 'Friends of the Wren', country: countryCode('NO') }, 'b'],
      ['a country and a currency that do not meet', { country: US, currency: currency('EUR') }, ''],
      ['a format from a day', { format: 'video', from: calendarDate('2024-10-20') }, 'a'],
      ['two of the same ad’s places', { country: US, region: GEORGIA }, 'a'],
      ['all at once', ALL_OF_A, 'a'],
    ])('%s', async (_, filters, found) => {
      expect((await asked.adIds('', { filters })).join(' ')).toBe(found)
    })

    test.each<[string, SearchFilters, string]>([
      ['from a day: what ends then, and what has no end', { from: calendarDate('2024-10-19') }, 'a b d e f'],
      ['from the day after', { from: calendarDate('2024-10-20') }, 'a e f'],
      ['to a day: what begins then; what tells no beginning is left out', { to: calendarDate('2024-10-05') }, 'a b'],
      ['to the day before', { to: calendarDate('2024-10-04') }, 'a'],
      ['between days', { from: calendarDate('2024-10-18'), to: calendarDate('2024-10-18') }, 'a b'],
      ['at least: an open top may hold any amount', { currency: USD, spendAtLeast: 100_001n }, 'a'],
      ['at least: the top itself counts', { currency: USD, spendAtLeast: 19_900n }, 'a b'],
      ['at least: more than the top', { currency: USD, spendAtLeast: 19_901n }, 'a'],
      ['at most: the lower bound itself counts', { currency: USD, spendAtMost: 10_000n }, 'b'],
      ['at most: less than the lower bound', { currency: USD, spendAtMost: 9_999n }, ''],
      ['between amounts', { spendAtLeast: 300n, spendAtMost: 10_000n }, 'b c'],
      ['at least nothing: those that tell an amount', { spendAtLeast: 0n }, 'a b c'],
    ])('%s', async (_, filters, found) => {
      expect((await asked.adIds('', { filters })).join(' ')).toBe(found)
    })

    test.each<[string, SearchFilters, string]>([
      ['dam', {}, 'a d'],
      ['dam', { source: sourceId('snap') }, 'd'],
      ['wren -dam', {}, 'b c'],
      ['"friends of" -dam', { currency: USD }, 'b'],
      ['wre*', { abroad: 'any' }, 'b c'],
      ['-wren', { listing: 'withdrawn' }, 'd'],
    ])('together with words: %s %j', async (text, filters, found) => {
      expect((await asked.adIds(text, { filters })).join(' ')).toBe(found)
    })
  })
}

const USD = currency('USD')
const US = countryCode('US')
const GEORGIA = regionCode('US-GA')

function account(platform: string, key: string): AdvertiserRef {
  return { platform: platformId(platform), key }
}

const ALL_OF_A: SearchFilters = {
  source: sourceId('meta'),
  country: US,
  region: GEORGIA,
  from: calendarDate('2024-11-01'),
  to: calendarDate('2024-11-30'),
  format: 'video',
  currency: USD,
  spendAtLeast: 1n,
  spendAtMost: 999_999n,
  payer: 'Friends of the Wren',
  advertiser: 'The Dam',
  account: account('meta', '77'),
  listing: 'listed',
}

const OF_META: readonly SaidAd[] = [
  tells('a', {
    advertiserId: '77',
    advertiserName: 'The Dam',
    disclaimer: 'Friends of the Wren',
    countries: [aCountry('US'), { name: 'Nowhere', code: null }],
    regions: [aRegion('US-GA'), aRegion('US-MI')],
    formats: ['video', 'image'],
    spend: { currency: USD, lower: 100_000n, upper: null },
    startsOn: calendarDate('2024-10-01'),
  }),
  tells('b', {
    advertiserId: '78',
    advertiserName: 'Another',
    disclaimer: 'Friends of the Wren',
    billingCountry: aCountry('FR'),
    countries: [aCountry('US'), aCountry('NO')],
    spend: { currency: USD, lower: 10_000n, upper: 19_900n },
    startsOn: calendarDate('2024-10-05'),
    endsOn: calendarDate('2024-10-19'),
  }),
  tells('c', {
    disclaimer: 'Friends of the Wren ',
    countries: [aCountry('FR')],
    spend: { currency: currency('NOK'), lower: 300n, upper: 300n },
    startsOn: calendarDate('2024-10-06'),
    endsOn: calendarDate('2024-10-07'),
  }),
]

const GONE: SaidAd = tells('d', {
  advertiserName: 'The Dam',
  formats: ['video'],
  endsOn: calendarDate('2024-10-19'),
})
const LACKED: SaidAd = tells('e', { formats: ['image'] })
const KEPT: SaidAd = tells('f', { formats: ['text'] })

/** Of a series, one file lacks an ad, the next one another as well. */
async function fill(opened: TestArchive): Promise<void> {
  await loadAds(opened, 'of-meta.json', OF_META)
  const files: readonly (readonly SaidAd[])[] = [[GONE, LACKED, KEPT], [LACKED, KEPT], [KEPT]]
  for (const [index, ads] of files.entries()) {
    const series = { name: '2024', kind: 'standing' } as const
    await loadAds(opened, `${index}.csv`, ads, { source: 'snap', observedOn: `2024-11-1${index}`, series })
  }
}
