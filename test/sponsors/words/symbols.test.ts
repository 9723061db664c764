import { commonWord, personWord, spacedWords } from '../../../src/sponsors/words/symbols.ts'

const meaning = (text: string) => commonWord(text.split(' '), 0)?.meaning

test('a common word means the same in whatever language', () => {
  expect(['bank', 'banque', 'banco'].map(meaning)).toEqual(['bank', 'bank', 'bank'])
  expect([meaning('international'), meaning('internationale')]).toEqual(['intl', 'intl'])
  expect(meaning('harbour')).toBeUndefined()
})

test('the longest run of tokens tells', () => {
  expect(commonWord('stock exchange of somewhere'.split(' '), 0)).toMatchObject({ meaning: 'stockexch', length: 2 })
})

test('titles and particles of persons are told from words of bodies', () => {
  expect([personWord(['ibn'], 0)?.meaning, personWord(['junior'], 0)?.meaning]).toEqual(['bin', 'jr'])
})

test('a common word that is glued to a name without blanks is set apart, in Latin letters', () => {
  expect(spacedWords('港灯银行').trim()).toBe('港灯 bank')
})
