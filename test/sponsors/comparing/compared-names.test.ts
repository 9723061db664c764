import fc from 'fast-check'
import { comparedNames } from '../../../src/sponsors/comparing/compared-names.ts'

const compared = (schema: string, name1: string, name2: string) => comparedNames({ schema, name1, name2 })

test.each([
  ['Hafenlicht GmbH', 'Hafenlicht Gesellschaft mit beschränkter Haftung'],
  ['HafenlichtAG', 'Hafenlicht Aktiengesellschaft'],
  ['ООО «Гавань Света»', 'Gavan Sveta LLC'],
  ['2nd Harbour Bank', 'Second Harbour Bank'],
  ['Brigade Forty-Two', 'Brigade 42'],
  ['The Harbour Lights Company', 'Harbour Lights'],
  ['Harbour Lights Int’l Bank', 'International Bank Harbour Lights'],
  ['Harborlights Corp.', 'Harbor Lights Corporation'],
  ['H.L.B. Aviation', 'HLB Aviation'],
  ['Harbuor Lights Ltd', 'Harbour Lights Ltd'],
  ['HLU', 'Harbour Lights Union'],
  ['Banque Portuaire de Lumière S.A.', 'Lumière Portuaire Bank SA'],
  ['Республиканский банк Гавань', 'Gavan Republic Bank'],
  ['Saaremere & Sons Co., Ltd.', 'Saaremere and Sons Company Limited'],
  ['港灯银行有限公司', 'Gangdeng Bank Ltd'],
  ['Port of Germany Trust', 'Port of Deutschland Trust'],
])('%s and %s are names of one body', (a, b) => {
  expect(compared('Company', a, b)).toMatchObject({ decision: 'same' })
})

test.each([
  ['Harbour Lights Fund II', 'Harbour Lights Fund III', 'numbers_differ'],
  ['Harbour Lights 2004-1', 'Harbour Lights 2004-2', 'numbers_differ'],
  ['Harbour Lights (France)', 'Harbour Lights (Germany)', 'places_differ'],
  ['Harbour Lights Oil Company', 'Harbour Lights Gas Company', 'words_differ'],
  ['HLB Aviation', 'HLC Aviation', 'words_differ'],
  ['Construction Ltd', 'Construction Dredging Ltd', 'common_words_only'],
  ['Harbour Lights Foundation', 'Mountain Lights Foundation', 'words_differ'],
])('%s and %s are names of two bodies: %s', (a, b, reason) => {
  const { decision, reason: reasons } = compared('Company', a, b)
  expect([decision, reasons.split(';')]).toEqual(['different', expect.arrayContaining([reason])])
})

test.each([
  ['Harbour Lights', 'Harbour Lights Mexico'],
  ['Harbour Lights GmbH', 'Harbour Lights AG'],
  ['Harbour Lights', 'Harbour Lights Systems'],
])('of %s and %s nothing is said: a branch or a namesake may bear the longer name', (a, b) => {
  expect(compared('Company', a, b).decision).toBe('unsure')
})

test.each([
  ['Doe, Jonathan', 'Jonathan Doe'],
  ['Mr. Jonathan Q. Doe', 'Jonathan Quentin Doe'],
  ['Jonathan Quentin Doe', 'Jonathan Doe'],
  ['JonathanDoe', 'Jonathan Doe'],
  ['Жорж Вебер', 'Zhorzh Veber'],
  ['Mike Testerson', 'Michael Testerson'],
  ['Wladimir Testow', 'Vladimir Testov'],
])('%s and %s are names of one person', (a, b) => {
  expect(compared('Person', a, b)).toMatchObject({ decision: 'same' })
})

test.each([
  ['Jonathan Doe', 'Jeremias Doe'],
  ['Jonathan Q. Doe', 'Jonathan X. Doe'],
  ['Jonathan Doe Jr.', 'Jonathan Doe Sr.'],
  ['山田太郎', '山田次郎'],
])('%s and %s are names of two persons', (a, b) => {
  expect(compared('Person', a, b)).toMatchObject({ decision: 'different' })
})

test('which name comes first makes no difference, and a verdict always has its reason', () => {
  const name = fc.array(fc.constantFrom('Harbour', 'Lights', 'II', 'GmbH', 'Банк', 'A.B.', '港', 'of', '2'), {
    maxLength: 5,
  })
  const schema = fc.constantFrom('Person', 'Company', 'Vessel')
  fc.assert(
    fc.property(schema, name, name, (kind, a, b) => {
      const [one, other] = [compared(kind, a.join(' '), b.join(' ')), compared(kind, b.join(' '), a.join(' '))]
      expect(one).toEqual(other)
      expect([one.score >= 0 && one.score <= 1, one.reason !== '']).toEqual([true, true])
    }),
  )
})
