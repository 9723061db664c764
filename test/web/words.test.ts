import { currency } from '../../src/domain/money.ts'
import { excerpt } from '../../src/web/excerpt.ts'
import { counted, moneyText, rangeText, shareText } from '../../src/web/format.ts'
import { dayText, instantText, periodText } from '../../src/web/format-date.ts'
import { safeUrl } from '../../src/web/safe-url.ts'
import { strictView } from '../../src/web/strict-view.ts'
import { textPieces, visibleText } from '../../src/web/visible-text.ts'
import { day, moment, times } from './support/builders.ts'

const USD = currency('USD')

test('money keeps both bounds, its currency, and says when the top is open', () => {
  expect(moneyText(times(123400, 567800), USD)).toBe('USD 1,234–5,678')
  expect(moneyText(times(200000, null), USD)).toBe('USD 2,000 or more')
  expect(moneyText(times(0, 0), USD)).toBe('USD 0')
  expect(moneyText(times(9950, 25000), USD)).toBe('USD 99.50–250.00')
  expect(moneyText(times(1500, 1999), currency('JPY'))).toBe('JPY 1,500–1,999')
  expect(moneyText(times(1500, 1500), currency('KWD'))).toBe('KWD 1.500')
  expect(moneyText(times(10000, 20000), currency('XXX'))).toBe('100–200 (no currency told)')
  expect(moneyText({ lower: 10n ** 21n, upper: null }, USD)).toBe('USD 10,000,000,000,000,000,000 or more')
})

test('counts, shares and days read as people write them', () => {
  expect([counted(1, 'ad'), counted(1234, 'ad'), rangeText(times(0, 0))]).toEqual(['1 ad', '1,234 ads', '0'])
  expect([shareText(0), shareText(0.0001), shareText(0.123), shareText(1)]).toEqual([
    '0%',
    'under 0.1%',
    '12.3%',
    '100%',
  ])
  expect(dayText(day('2024-09-05'))).toBe('5 Sep 2024')
  expect(instantText(moment('2024-11-05'))).toBe('5 Nov 2024')
  expect(periodText(day('2024-11-01'), null)).toBe('from 1 Nov 2024, no end told')
  expect(periodText(null, null)).toBe('dates not told')
})

test('characters that nobody sees are shown by their number; spelling is left alone', () => {
  expect(visibleText('a\u202etxt\u200b.\u00adx\u0007')).toBe('a[U+202E]txt[U+200B].[U+00AD]x[U+0007]')
  expect(visibleText('\u{e0041}')).toBe('[U+E0041]')
  expect(visibleText('می\u200cخواهم 👩\u200d👧 🏳️\u200d🌈 line\nbreak')).toBe(
    'می\u200cخواهم 👩\u200d👧 🏳️\u200d🌈 line\nbreak',
  )
  expect(visibleText('vo\u200dte')).toBe('vo[U+200D]te')
  const pieces = textPieces([{ text: 'a\u202eb', isMatch: true }])
  expect(pieces.map(({ kind }) => kind)).toEqual(['match', 'hidden', 'match'])
})

test('only addresses of the web become links', () => {
  expect(safeUrl('https://a.example/x?y=1')).toBe('https://a.example/x?y=1')
  for (const url of [
    'javascript:alert(1)',
    ' JaVaScript:alert(1)',
    'data:text/html,x',
    '//a.example',
    '/x',
    'https://b@a.example',
    'x',
  ]) {
    expect(safeUrl(url)).toBeNull()
  }
})

test('an excerpt stands around the first match and says where it was cut', () => {
  const before = 'word '.repeat(100)
  const pieces = [
    { kind: 'plain', text: before },
    { kind: 'match', text: 'vote' },
    { kind: 'plain', text: ` ${before}` },
  ] as const
  const text = excerpt(pieces, 120)
    .map((piece) => piece.text)
    .join('')
  expect(text).toMatch(/^…word .*word vote word .*word…$/)
  expect(text.length).toBeLessThan(130)
  expect(
    excerpt([{ kind: 'plain', text: '👍'.repeat(100) }], 101)
      .map((piece) => piece.text)
      .join(''),
  ).toMatch(/^(?:👍)+…$/u)
})

test('a strict view fails on a field that it lacks', () => {
  const view = strictView({ name: 'x', list: [{ a: 1 }] })
  expect(view.list.map(({ a }) => a)).toEqual([1])
  expect(() => (view as { nmae?: string }).nmae).toThrow('no “nmae” in this view')
})
