import { nameClaims } from '../../../src/sponsors/linking/name-claims.ts'
import { personLikeness } from '../../../src/sponsors/linking/person-likeness.ts'
import { spelledWords } from '../../../src/sponsors/linking/spelled-words.ts'

test.each([
  ['Dr. Pat Example, Jr. for U.S. Congress, TX-21', { offices: ['H'], states: ['tx'], person: ['pat', 'example'] }],
  ['PAT EXAMPLE FOR UNITED STATES SENATE 2022', { offices: ['S'], person: ['pat', 'example'], years: ['2022'] }],
  ['Pat Example for President', { offices: ['P'] }],
  ['Pat Example for Council President', { offices: [], isLocal: true }],
  ['Virginia Example for Ohio', { offices: [], states: ['oh'], person: ['virginia', 'example'] }],
  ['Pat Example for NC House', { isLocal: true, states: ['nc'] }],
  ['Example CT-02', { hasDistrict: true, isLocal: false, states: ['ct'] }],
  ['Example for HD-27', { hasDistrict: false, isLocal: true }],
  ['Texans for Example', { states: ['tx'], person: ['example'] }],
  ['Senator Pat Example', { saysSenate: true, runsForSenate: false }],
  ['Example for Senate', { saysSenate: true, runsForSenate: true, isLocal: false }],
  ['The truth about Pat Example', { isOpposing: true }],
])('“%s” is read', (text, expected) => {
  const { offices, states, years, ...claims } = nameClaims(text)
  expect({ ...claims, offices: [...offices], states: [...states], years: [...years] }).toMatchObject(expected)
})

test.each([
  ['PATEXAMPLE4CONGRESS2022', 'patexample for congress 2022'],
  ['ExampleForCongress', 'example for congress'],
  ['exampleforussenate.com', 'example for us senate'],
  ['Example 4 NY22', 'example for ny 22'],
])('T14: “%s” is “%s”', (glued, words) => {
  expect(spelledWords(glued).join(' ')).toBe(words)
})

test.each([
  ['pat example', 'pat j example', 4],
  ['bill example', 'william example', 3.7],
  ['pat exmple', 'pat example', 3.3],
  ['pat examples', 'pat example', 3.7],
  ['pat example', 'example', 2],
  ['pat example', 'pat', 0.9],
  ['example', 'example', 2.2],
  ['pat example', 'kim example', -1],
  ['pat example', 'kim other', 0],
])('persons’ names: “%s” and “%s” are alike by %d', (a, b, likeness) => {
  const [one, other] = [a.split(' '), b.split(' ')]
  expect(personLikeness(one, other)).toBeGreaterThanOrEqual(likeness)
  expect(Math.abs(personLikeness(one, other) - personLikeness(other, one))).toBeLessThan(0.01)
})
