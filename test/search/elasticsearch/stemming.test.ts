import { testElasticsearch } from '../../support/elasticsearch/for-tests.ts'
import { anAd, asked } from './an-ad.ts'
import { openEngine, type TestEngine } from './open-engine.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('Stems in Elasticsearch', () => {
  let opened: TestEngine
  beforeAll(async () => {
    opened = await openEngine(elasticsearch?.url ?? '')
    await opened.write(SAID.map(([language, says], index) => anAd(index + 1, { language, says })))
  })
  afterAll(() => opened.close())

  test.each([
    ['English', 'votes', ['1']],
    ['French', 'cheval', ['2']],
    ['German, as PostgreSQL 18 has it', 'zürich', ['3']],
    ['Dutch, not by Kraaij and Pohlmann', 'verkiezing', ['4']],
    ['Norwegian by both of its codes', 'valgene', ['5', '6']],
    ['Greek', 'εκλογής', ['7']],
    ['no language: as it is written', 'wolves', ['8']],
    ['no language: in no other form', 'wolv', []],
  ])('%s: %s', async (_, text, ids) => {
    expect((await opened.found(asked(text))).sort()).toEqual(ids)
  })

  test('a stem counts in the language of the ad alone', async () => {
    expect((await opened.found(asked('chevaux'))).sort()).toEqual(['2', '9'])
    expect(await opened.found(asked('cheval'))).toEqual(['2'])
  })

  test('words of which Lucene leaves nothing are told apart', async () => {
    expect(await opened.found(asked('यो'))).toEqual(['10'])
    expect(await opened.found(asked('थिए'))).toEqual(['11'])
  })

  test('stop words are words: “the who” finds The Who', async () => {
    expect(await opened.found(asked('the who'))).toEqual(['12'])
    expect(await opened.found(asked('"the who"'))).toEqual(['12'])
  })
})

const SAID = [
  ['en', 'voting'],
  ['fr', 'chevaux'],
  ['de', 'Zuerich'],
  ['nl', 'verkiezingen'],
  ['nb', 'valg'],
  ['no', 'valg'],
  ['el', 'εκλογής εκλογές'],
  [null, 'wolves'],
  ['en', 'chevaux'],
  ['ne', 'यो'],
  ['ne', 'थिए'],
  ['en', 'The Who'],
] as const
