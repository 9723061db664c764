import { genericForm, spacedForms, withoutLegalForms } from '../../../src/sponsors/words/org-forms.ts'
import { nameAndForms } from '../../../src/sponsors/words/org-forms-in-name.ts'

const without = (name: string) => withoutLegalForms(name.split(' ')).join(' ')

test.each([
  ['harbour lights inc', 'harbour lights'],
  ['harbour company of the north', 'harbour of the north'],
  ['harbour lights l l c', 'harbour lights'],
  ['hafenlicht gmbh and co kg', 'hafenlicht'],
  ['hafenlicht gesellschaft mit beschrankter haftung', 'hafenlicht'],
  ['freunde des hafens e v', 'freunde des hafens'],
  ['ooo gavan', 'gavan'],
  ['limited liability company gavan', 'gavan'],
  ['puerto s a', 'puerto'],
  ['puerto sa de cv', 'puerto'],
])('“%s” without its legal forms is “%s”', (name, bare) => {
  expect(without(name)).toBe(bare)
})

test.each([
  'friends of pat',
  'voters of nv',
  'harbour family fund ii',
  'made in the u s a',
  'hafen stiftung',
  'pa teachers',
  'no on 12',
  'limited company',
  'inc',
])('“%s” keeps all its words: none is surely a legal form', (name) => {
  expect(without(name)).toBe(name)
})

test('what is taken off is told by its kind, across languages', () => {
  const kinds = (name: string) => nameAndForms(name.split(' ')).forms.map(({ kind }) => kind)
  expect([kinds('hafenlicht gmbh'), kinds('ooo gavan'), kinds('harbour ltd')]).toEqual([['LLC'], ['LLC'], ['LLC']])
  expect([kinds('pao gavan'), kinds('hafenlicht aktiengesellschaft')]).toEqual([['JSC'], ['JSC']])
  expect(genericForm('gmbh')).toBe('LLC')
  expect(genericForm('harbour')).toBeNull()
})

test.each([
  ['kwiaty sp z oo', 'kwiaty', 'LLC'],
  ['kwiaty spzoo', 'kwiaty', 'LLC'],
  ['harbour joynt stock company', 'harbour', 'JSC'],
  ['obshchestvo s ogranichennoy otvetstvennostyu gavan', 'gavan', 'LLC'],
])('“%s” is cut into “%s” and its form, however that is spelled', (name, bare, kind) => {
  const { name: kept, forms } = nameAndForms(name.split(' '))
  expect([kept.join(' '), forms[0]?.kind]).toEqual([bare, kind])
})

test('a form that is glued to a name without blanks is set apart, in Latin letters', () => {
  expect(spacedForms('港灯株式会社').trim()).toBe('港灯 jsc')
})
