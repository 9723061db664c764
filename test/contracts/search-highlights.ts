import { toldValue } from '../../src/domain/disclosure.ts'
import { segments } from '../../src/domain/highlight.ts'
import { asking, type EngineUnderTest, terms } from './asking.ts'
import { loadAds, says } from './said-ads.ts'

const ADS = [
  says('french', 'L’Élection municipale, votez dimanche', { language: 'fr' }),
  says('english', 'The elections are near. Elect honest judges!'),
  says('czech', 'Election, elections: volby', { language: 'cs' }),
  says('chinese', '投票日是星期天', { language: 'zh' }),
]

export function highlightsContract(engine: EngineUnderTest): void {
  describe('what is marked', () => {
    const asked = asking(engine, (opened) => loadAds(opened, 'marked.json', ADS))

    test.each([
      ['election', ['Elect', 'Election', 'elections', 'Élection']], // by the stem of the ad’s own language
      ['ELECTIONS -judges', ['elections', 'Élection']],
      ['"elections are"', ['are', 'elections']],
      ['elect*', ['Elect', 'Election', 'elections', 'elections', 'Élection']],
      ['votez dimanche', ['dimanche', 'votez']],
      ['星期天', ['天', '期', '星']],
      ['-election', []],
    ])('of “%s” stands so in the original: %j', async (text, expected) => {
      const { hits, stemOf } = await asked.search(text)
      const marked = hits.flatMap(({ searchLanguage, fields }) =>
        (toldValue(fields.texts) ?? []).flatMap(({ text: original }) => {
          const parts = segments(original, terms(text).include, (word) => stemOf(searchLanguage, word))
          expect(parts.map((part) => part.text).join('')).toBe(original)
          return parts.filter(({ isMatch }) => isMatch).map((part) => part.text)
        }),
      )
      expect(marked.sort()).toEqual([...expected].sort())
    })
  })
}
