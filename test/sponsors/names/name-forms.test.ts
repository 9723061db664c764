import { folded } from '../../../src/sponsors/names/fold.ts'
import { nameForms } from '../../../src/sponsors/names/name-forms.ts'
import { registrableDomain } from '../../../src/sponsors/names/registrable-domain.ts'
import { repaired } from '../../../src/sponsors/names/repair.ts'

test.each([
  ['NATIONAL ASSOCIATION OF ROOFERSÂ®', 'NATIONAL ASSOCIATION OF ROOFERS®'],
  ['Example\u00a0Roads\u2028Fund', 'Example Roads Fund'],
  ['Example Roads（North）', 'Example Roads (North)'],
  ['JosÃ© Example', 'José Example'],
])('T13: “%s” has the keys of the clean text', (broken, clean) => {
  expect(nameForms(broken).n2).toBe(nameForms(clean).n2)
})

test('T13: a lost letter leaves no gap in a word', () => {
  expect(folded('TREVI?O for Example')).toBe('trevio for example')
  expect(folded('Who? Example')).toBe('who example')
})

test('a text that is well is not repaired', () => {
  for (const text of ['Çağ Ördek', 'Äpfel für Ältere', 'naïve café']) expect(repaired(text)).toBe(text)
})

test('T20: the part of a name in another script is kept and transliterated', () => {
  expect(folded('Пример Example')).toBe('primer example')
  expect(folded('Łódź & Straße')).toBe('lodz and strasse')
})

test('n2 lacks legal forms and says “pac”, n4 lacks campaign words and years', () => {
  const { n2, n3, n4, glued } = nameForms('The Example Political Action Committee, Inc.')
  expect(n2).toBe('the example pac')
  expect(n3).toBe('example pac the')
  expect(glued).toBe('theexamplepac')
  expect(nameForms('Elect Roe for Congress 2022').n4).toBe('roe')
  expect(n4).toBe('example pac')
})

test('n4 is n2 where nothing else would be left', () => {
  expect(nameForms('Citizens for Change').n4).toBe('citizens for change')
})

test('two sites of one hoster are two domains', () => {
  expect(registrableDomain('https://www.example.co.uk/donate')).toBe('example.co.uk')
  expect(registrableDomain('roe.github.io')).toBe('roe.github.io')
  expect(registrableDomain('localhost')).toBeNull()
})
