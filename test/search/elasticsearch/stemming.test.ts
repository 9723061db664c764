import { testElasticsearch } from '../../support/elasticsearch/for-tests.ts'
import { anAd, asked } from './an-ad.ts'
import { openEngine, type TestEngine } from './open-engine.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

/** What an archive would say, of the words of these tests. */
const STEMS: Readonly<Record<string, readonly string[]>> = {
  votes: ['@en:vote', '@fr:vot'],
  voting: ['@en:vote', '@fr:voting'],
  politikerinnen: ['@en:politikerinnen', '@de:polit'],
  vote: ['@en:vote', '@fr:vot'],
  the: ['@en:the', '@fr:the'],
  who: ['@en:who', '@fr:who'],
}
const stemsOf = (word: string) => STEMS[word] ?? []

suite('Stems in Elasticsearch', () => {
  let opened: TestEngine
  beforeAll(async () => {
    opened = await openEngine(elasticsearch?.url ?? '')
    await opened.write(SAID.map(([says, stems], index) => anAd(index + 1, { says, stems })))
  })
  afterAll(() => opened.close())

  test.each([
    ['a word finds the others of its stem', 'votes', ['1', '5']],
    ['a stem that the archive makes, and the engine would not', 'politikerinnen', ['2']],
    ['a stem counts in the language of the ad alone', 'voting', ['1']],
    ['what has no stem is found as it is written', 'wolves', ['4']],
    ['and in no other form', 'wolf', []],
    ['stop words are words', 'the who', ['6']],
    ['a phrase is sought as it is written', '"voting today"', ['1']],
    ['a stem is no word: nobody finds it by writing it', '"polit"', []],
    ['what must not be said is not said in any form', '-votes', ['2', '3', '4', '6']],
  ])('%s: %s', async (_, text, ids) => {
    expect((await opened.found(asked(text), { stemsOf })).sort()).toEqual(ids)
  })
})

const SAID = [
  ['voting today', '@en:today @en:vote'],
  ['Politiker', '@de:polit'],
  ['voter', '@fr:voter'],
  ['wolves', ''],
  ['vote', '@fr:vot'],
  ['The Who', '@en:the @en:who'],
] as const
