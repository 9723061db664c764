import { xArchive } from '../../../src/sources/x-archive/source.ts'

const [dump] = xArchive.formats
if (dump?.tells !== 'ads') throw new Error('the dump tells of ads')

const read = (post: Readonly<Record<string, unknown>>) =>
  dump.normalise({ basic_data: { tweetId: '1135000000000000001' }, ...post })

test('times are unix seconds; of several line items the first start and the last end', () => {
  const metadata = {
    metadata: [
      { start_timestamp: 1559347200, end_timestamp: 1559606400 },
      { start_timestamp: 1559260800, end_timestamp: 1559433600 },
    ],
  }
  expect(read({ metadata }).fields).toMatchObject({ startsOn: '2019-05-31', endsOn: '2019-06-04' })
  expect(() => read({ metadata: { metadata: [{ start_timestamp: 1559347200000 }] } })).toThrow(/unix seconds/)
})

test('performance may be null: the spend was not disclosed; where it is missing, nobody asked', () => {
  expect(read({ performance: null }).fields.spend).toEqual({ absent: 'not_disclosed' })
  expect(read({}).fields).not.toHaveProperty('spend')
})

test('the copies name no currency, and none is guessed', () => {
  const spend = (totalSpend: unknown) => read({ performance: { tweetPerformance: { totalSpend } } }).fields.spend
  expect(spend(1234.5)).toEqual({ lower: 123450n, upper: 123450n, currency: 'XXX' })
  expect(spend(0)).toEqual({ lower: 0n, upper: 0n, currency: 'XXX' })
  expect(spend(0.125)).toEqual({ lower: 12n, upper: 13n, currency: 'XXX' })
  expect(() => spend('many')).toThrow(/no amount/)
})

test('of a post whose account is gone nothing is told of the account', () => {
  expect(read({ additional_data: null }).fields).not.toHaveProperty('advertiserName')
})

test('a shape or a medium that we do not know is put aside', () => {
  expect(() => dump.normalise({ tweetId: '1' })).toThrow(/another shape/)
  expect(() => read({ basic_data: { tweetId: 1.5e18 } })).toThrow(/no id of a post/)
  const media = { extended_entities: { media: [{ type: 'hologram' }] } }
  expect(() => read({ additional_data: media })).toThrow(/hologram/)
})

test('the day of a copy stands in its name, and profiles of accounts stay masked', () => {
  expect(xArchive.dateInName('twitter-ads_EU_2019-06-10_05-00-00.json')).toBe('2019-06-10')
  expect([...dump.publicKeys].sort()).toEqual(['metadata', 'performance'])
  expect(xArchive.crawling ?? xArchive.collecting ?? null).toBeNull()
})
