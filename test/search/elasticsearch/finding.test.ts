import { calendarDate } from '../../../src/domain/calendar.ts'
import { sourceId } from '../../../src/domain/ids.ts'
import { testElasticsearch } from '../../support/elasticsearch/for-tests.ts'
import { account, anAd, asked, country, NO_STEMS, region, spent } from './an-ad.ts'
import { openEngine, type TestEngine } from './open-engine.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('Finding ads in Elasticsearch', () => {
  let opened: TestEngine
  beforeAll(async () => {
    opened = await openEngine(elasticsearch?.url ?? '')
    await opened.write(ADS)
  })
  afterAll(() => opened.close())

  test.each([
    ['a word in any of its forms', 'elections', ['1', '2']],
    ['a word of which there is no stem', 'volby', ['3']],
    ['every word', 'election day', ['1']],
    ['a word that was never seen', 'elective', []],
    ['a phrase, in its order', '"day of the election"', ['1']],
    ['no phrase across two values', '"now second"', []],
    ['a beginning', 'elec*', ['1', '2']],
    ['a phrase with a beginning', 'of-the-elec*', ['1']],
    ['none with an excluded word', 'election -vote', ['1']],
    ['only what is not excluded', '-election -volby', ['4', '5']],
    ['a name', 'wren', ['4']],
    ['letters beyond our alphabet', 'Ελλάδα', ['5']],
  ])('%s: %s', async (_, text, ids) => {
    expect((await opened.found(asked(text), { stemsOf })).sort()).toEqual(ids)
  })

  test.each([
    ['source', { source: sourceId('meta') }, ['2']],
    ['country', { country: 'CZ' }, ['3']],
    ['region', { region: 'US-GA' }, ['1']],
    ['a place of the other kind', { country: 'US-GA' }, []],
    ['format', { format: 'video' }, ['1', '4']],
    ['currency', { currency: 'EUR' }, ['3']],
    ['least spent, open tops included', { currency: 'USD', spendAtLeast: 600n }, ['1', '4']],
    ['most spent', { currency: 'USD', spendAtMost: 50n }, ['2']],
    ['payer', { payer: 'Friends of the Wren' }, ['4']],
    ['payer, letter by letter', { payer: 'friends of the wren' }, []],
    ['advertiser', { advertiser: 'The Dam' }, ['2']],
    ['account', { account: account('meta', '77') }, ['2']],
    ['missing', { listing: 'missing' }, ['3']],
    ['withdrawn', { listing: 'withdrawn' }, ['4']],
    ['listed', { listing: 'listed' }, ['1', '2', '5']],
    ['a fact', { abroad: 'currency' }, ['3']],
    ['any fact', { abroad: 'any' }, ['2', '3']],
    ['from a day: those without an end may run on', { from: calendarDate('2024-10-20') }, ['1', '3', '5']],
    ['to a day: those without a beginning are left out', { to: calendarDate('2024-10-10') }, ['1', '2']],
  ])('filtered by %s', async (_, filters, ids) => {
    expect((await opened.found(asked('', filters as never))).sort()).toEqual(ids)
  })

  test('a page says whether more follow', async () => {
    const point = await opened.point()
    const find = (size: number) =>
      opened.engine.find(asked('', {}, 'oldest'), { after: null, size, stemsOf: NO_STEMS }, point)
    expect(await find(4)).toMatchObject({ hasMore: true, counted: null })
    expect((await find(5)).hits).toHaveLength(5)
    expect((await find(5)).hasMore).toBe(false)
  })

  test('names rank before texts, and each hit tells its rank', async () => {
    const named = anAd(11, { fields: { advertiserName: 'Kestrel' }, says: 'a long text of other things altogether' })
    const told = anAd(10, { says: 'kestrel kestrel kestrel' })
    await opened.write([told, named])
    const point = await opened.point()
    const { hits } = await opened.engine.find(
      asked('kestrel', {}, 'relevance'),
      { after: null, size: 2, stemsOf: NO_STEMS },
      point,
    )
    expect(hits.map(({ id }) => id)).toEqual(['11', '10'])
    const second = await opened.found(asked('kestrel', {}, 'relevance'), {
      after: { keys: [hits[0]?.rank ?? null], id: '11' },
      point,
    })
    expect(second).toEqual(['10'])
    await opened.engine.drop(opened.index, ['10', '11'])
  })
})

/** What an archive would say. */
const stemsOf = (word: string) => (/^elections?$/.test(word) ? ['@en:elect', '@cs:election'] : [`@en:${word}`])

const day = (text: string) => calendarDate(text)

const ADS = [
  anAd(1, {
    says: 'The day of the election is near',
    stems: '@en:day @en:elect @en:is @en:near @en:of @en:the',
    fields: {
      countries: [country('US')],
      regions: [region('US-GA', 0.5), region('US-FL', 0.5)],
      formats: ['video', 'image'],
      spend: spent('USD', 100n, null),
      startsOn: day('2024-10-01'),
    },
  }),
  anAd(2, {
    source: sourceId('meta'),
    says: 'Two elections. Vote',
    stems: '@en:elect @en:two @en:vote',
    fields: {
      advertiserName: 'The Dam',
      spend: spent('USD', 0n, 99n),
      startsOn: day('2024-10-05'),
      endsOn: day('2024-10-19'),
    },
    advertiser: account('meta', '77'),
    recordedAbroad: ['billing_country'],
  }),
  anAd(3, {
    says: 'volby',
    fields: { countries: [country('CZ'), country(null)], spend: spent('EUR', 5n), startsOn: day('2024-11-01') },
    listing: { missingSince: '2024-11-05T00:00:00Z' as never, withdrawnAt: null },
    recordedAbroad: ['currency', 'billing_country'],
  }),
  anAd(4, {
    fields: {
      disclaimer: 'Friends of the Wren',
      texts: [
        { part: 'title', text: 'first now' },
        { part: 'body', text: 'second' },
      ],
      formats: ['video'],
      spend: spent('USD', 600n, 700n),
      endsOn: day('2024-10-02'),
    },
    listing: { missingSince: '2024-11-05T00:00:00Z' as never, withdrawnAt: '2024-11-07T00:00:00Z' as never },
  }),
  anAd(5, { says: 'Ελλάδα' }),
]
