import fc from 'fast-check'
import { parseSearchTerms } from '../../src/domain/search-terms.ts'

test('the parser never throws, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (typed) => {
      const parsed = parseSearchTerms(typed)
      if ('refusal' in parsed) expect(parsed.refusal).toMatch(/\.$/)
      else for (const term of [...parsed.include, ...parsed.exclude]) expect(term.words.length).toBeGreaterThan(0)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['dam', [{ words: ['dam'], form: 'stem' }], []],
  [
    '"Old Dam" vote',
    [
      { words: ['old', 'dam'], form: 'exact' },
      { words: ['vote'], form: 'stem' },
    ],
    [],
  ],
  ['vote -dam', [{ words: ['vote'], form: 'stem' }], [{ words: ['dam'], form: 'stem' }]],
  ['-"old dam"', [], [{ words: ['old', 'dam'], form: 'exact' }]],
  ['elec*', [{ words: ['elec'], form: 'prefix' }], []],
  ['대한*', [{ words: ['대한'], form: 'prefix' }], []],
  ['clean-energy', [{ words: ['clean', 'energy'], form: 'exact' }], []],
  ['"never closed', [{ words: ['never', 'closed'], form: 'exact' }], []],
  ['  !!! -- "" * ', [], []],
  ['選挙', [{ words: ['選', '挙'], form: 'exact' }], []],
] as const)('“%s” is understood', (typed, include, exclude) => {
  expect(parseSearchTerms(typed)).toEqual({ include, exclude })
})

test.each([
  ['el*', 'three letters'],
  ['x'.repeat(513), '512 characters'],
  [Array.from({ length: 33 }, (_, i) => `w${i}`).join(' '), '32 words'],
])('what cannot be searched is refused with a sentence', (typed, reason) => {
  expect(parseSearchTerms(typed)).toEqual({ refusal: expect.stringContaining(reason) })
})
