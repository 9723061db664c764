import fc from 'fast-check'
import { foldedText, words } from '../../src/domain/search-text.ts'

/** Marks, entities, letters of many scripts, and what only looks like any of them. */
const PIECES = [
  '&amp;',
  '&',
  ';',
  'A',
  'zz9',
  '_',
  "'",
  '-',
  ' ',
  '\n',
  'É',
  'ß',
  '投票',
  '½',
  'ﬁ',
  '\u00ad',
  'x'.repeat(130),
]

test('the words handed to an engine are those of the text, whichever way it is folded', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string(),
    fc.array(fc.constantFrom(...PIECES)).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, (each) => {
      expect(foldedText(each)).toBe(
        words(each)
          .map((word) => word.text)
          .join(' '),
      )
    }),
    { numRuns: 3_000 },
  )
})
