import fc from 'fast-check'
import { instant } from '../../src/domain/calendar.ts'
import { dayInName, passDay, passName, passNamed, passSeries, unitKey } from '../../src/domain/pass-name.ts'

const part = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
const moment = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => instant(`${date.toISOString().slice(0, 19)}Z`))

test('the name of a pass tells again what it was made of, whatever was searched for', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 2 }), moment, fc.boolean(), (parts, at, isWhole) => {
      const pass = { source: 'snap-eu', unit: unitKey(...parts), at, isWhole }
      expect(passNamed(`a/folder/${passName(pass)}`)).toEqual(pass)
      expect(passDay(passName(pass))).toBe(at.slice(0, 10))
    }),
  )
})

test('keys of other words are other keys, also where letters had to be replaced', () => {
  expect(unitKey('öl')).not.toBe(unitKey('ül'))
  expect(unitKey('a b')).not.toBe(unitKey('a-b'))
  expect(unitKey('US', '2026-11-02')).toBe('US.2026-11-02')
})

test('only a whole pass belongs to a series', () => {
  const pass = { source: 'meta', unit: 'US.2026', at: instant('2026-11-28T05:12:00Z'), isWhole: true }
  expect(passSeries(passName(pass))).toEqual({ name: 'US.2026', kind: 'standing' })
  expect(passSeries(passName({ ...pass, isWhole: false }))).toBeNull()
  expect(passSeries('2026-11-28_meta.json')).toBeNull()
})

test.each([
  ['tiktok~DE.2026-11~2026-11-28T051200Z~whole.jsonl', '2026-11-28'],
  ['answer_2026-10-01.json', '2026-10-01'],
  ['answer_2026-09-01_2026-09-30.json', null],
  ['answer.json', null],
  ['answer_2026-13-01.json', null],
])('the day in %s is %s', (name, day) => {
  expect(dayInName(name)).toBe(day)
})
