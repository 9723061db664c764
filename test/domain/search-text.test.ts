import fc from 'fast-check'
import { segments } from '../../src/domain/highlight.ts'
import { parseSearchTerms } from '../../src/domain/search-terms.ts'
import { foldedText, words } from '../../src/domain/search-text.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 200 })
const asIs = (word: string) => word

test.each([
  ['Élection', 'election'],
  ['ČESKÝ Krumlov', 'cesky krumlov'],
  ['Straße Łódź Ærø', 'strasse lodz aero'],
  ['𝗩𝗼𝘁𝗲 ｎｏｗ', 'vote now'],
  ['co\u00adop vo\u200bte', 'coop vote'],
  ['Pull&#038;Bear &amp; Co', 'pull bear co'],
  ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
  ['Ёлка Йод', 'елка иод'],
  ['選挙 vote', '選 挙 vote'],
  ['don’t 2nd 50%', 'don t 2nd 50'],
  ['㌀', 'ア パ ー ト'],
  ['اَلْاِنْتِخَابَاتُ', 'الانتخابات'],
])('“%s” is searched as “%s”', (original, folded) => {
  expect(foldedText(original)).toBe(folded)
})

test('folding what is folded changes nothing', () => {
  fc.assert(
    fc.property(text, (original) => expect(foldedText(foldedText(original))).toBe(foldedText(original))),
    { numRuns: 3_000 },
  )
})

test('case makes no difference to the words of a text', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zà-öø-ÿ ]{0,60}$/), (original) => {
      expect(foldedText(original.toUpperCase().replaceAll('SS', 'ß'))).toBe(foldedText(original.replaceAll('ss', 'ß')))
    }),
  )
})

test('every word stands where it says it does, in order', () => {
  fc.assert(
    fc.property(text, (original) => {
      let last = 0
      for (const { start, end } of words(original)) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(original.length)
        expect(start).toBeGreaterThanOrEqual(Math.min(last, start))
        last = end
      }
    }),
  )
})

test('highlighting never changes a letter of the text', () => {
  fc.assert(
    fc.property(text, text, (original, query) => {
      const terms = parseSearchTerms(query)
      if ('refusal' in terms) return
      expect(
        segments(original, terms.include, asIs)
          .map((segment) => segment.text)
          .join(''),
      ).toBe(original)
    }),
  )
})

test('a match is marked in the original spelling, accents and all', () => {
  const terms = parseSearchTerms('election "tell the" vot*')
  if ('refusal' in terms) throw new Error(terms.refusal)
  const marked = segments('L’Élection: tell the voters, tell them', terms.include, asIs)
  expect(marked.filter(({ isMatch }) => isMatch).map((segment) => segment.text)).toEqual([
    'Élection',
    'tell',
    'the',
    'voters',
  ])
})

test('a stem marks the other forms of the word', () => {
  const terms = parseSearchTerms('election')
  if ('refusal' in terms) throw new Error(terms.refusal)
  const stem = (word: string) => (word.startsWith('elect') ? 'elect' : word)
  const marked = segments('Electing and elections', terms.include, stem)
  expect(marked.filter(({ isMatch }) => isMatch).map((segment) => segment.text)).toEqual(['Electing', 'elections'])
})
