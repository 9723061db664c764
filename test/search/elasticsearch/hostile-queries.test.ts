import type { Term } from '../../../src/domain/search-terms.ts'
import { testElasticsearch } from '../../support/elasticsearch/for-tests.ts'
import { anAd, asked } from './an-ad.ts'
import { openEngine, type TestEngine } from './open-engine.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

suite('Queries that mean no good', () => {
  let opened: TestEngine
  beforeAll(async () => {
    opened = await openEngine(elasticsearch?.url ?? '')
    await opened.write([
      anAd(1, { says: 'plain and or not words id source 1 1' }),
      anAd(2, { says: Array.from({ length: 9_000 }, (_, index) => `many x${index.toString(36)}`).join(' ') }),
      anAd(3, { says: LONG_WORDS.join(' ') }),
    ])
  })
  afterAll(() => opened.close())

  test.each([
    ['* OR id:abc*', []],
    ['source:snap', []],
    ['_id:1', []],
    ['words:/.*/', ['1']],
    ['plain AND NOT words', ['1']],
    ['"}],"must_not":[{"match_all":{}}]', []],
    ['\\u0000 $' + '{jndi:ldap://x}', []],
    ['plain~2 words^9', []],
    ['[1 TO 1]', []],
    ['pl?in', []],
    ['<script>alert(1)</script>', []],
    ['&& || ! ( ) { } [ ] ^ " ~ * ? : \\ /', ['1', '2', '3']],
  ])('%s is words and nothing more', async (text, ids) => {
    expect((await opened.found(asked(text))).sort()).toEqual(ids)
  })

  test('as many words as a query may hold, in any form, are searched and ranked', async () => {
    const text = LONG_WORDS.join(' ')
    expect(await opened.found(asked(text, {}, 'relevance'))).toEqual(['3'])
    const mixed = LONG_WORDS.map((word, index) => (index % 2 === 0 ? `${word}*` : word)).join(' ')
    expect(await opened.found(asked(mixed, {}, 'relevance'))).toEqual(['3'])
    const without = LONG_WORDS.map((word) => `-${word}`).join(' ')
    expect((await opened.found(asked(without))).sort()).toEqual(['1', '2'])
  })

  test('a beginning that thousands of words have finds them all, in a phrase too', async () => {
    const term = (words: readonly string[]): Term => ({ words, form: 'prefix' })
    const query = (words: readonly string[]) => ({ ...asked(''), terms: { include: [term(words)], exclude: [] } })
    expect(await opened.found(query(['x']))).toEqual(['2'])
    expect(await opened.found(query(['many', 'x']))).toEqual(['2'])
    expect(await opened.found(query(['many', LAST]))).toEqual(['2'])
    expect(await opened.found(query(['x', 'x']))).toEqual([])
  })

  test('filters are texts and nothing more', async () => {
    for (const payer of ['*', '.*', '{"match_all":{}}', '\u0000', '\ud800', '"', '\\', '']) {
      expect(await opened.found(asked('', { payer }))).toEqual([])
      expect(await opened.found(asked('', { advertiser: payer }))).toEqual([])
    }
    expect(await opened.found(asked('', { country: '*' } as never))).toEqual([])
    expect(await opened.found(asked('', { spendAtLeast: 2n ** 63n - 1n } as never))).toEqual([])
  })
})

const LAST = `x${(8_999).toString(36)}`

/** As many as a query takes, in 512 characters, with their beginnings marked. */
const LONG_WORDS = Array.from({ length: 32 }, (_, index) => `wording${String.fromCharCode(97 + (index % 26))}${index}`)
