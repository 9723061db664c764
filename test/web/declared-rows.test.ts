import type { CalendarDate } from '../../src/domain/calendar.ts'
import { currency } from '../../src/domain/money.ts'
import type { CountryCode } from '../../src/domain/place.ts'
import { MOST_RETURNS, readReturns } from '../../src/web/declared-rows.ts'

const none = { from: null, to: null, currency: null, place: null }
const defaults = {
  from: '2026-10-01' as CalendarDate,
  to: '2026-11-03' as CalendarDate,
  currency: currency('USD'),
  place: 'US' as CountryCode,
}
const PLATFORMS = ['snap', 'google']
const read = (text: string, given: typeof none | typeof defaults = defaults) => readReturns(text, given, PLATFORMS)

test('a row says what it says, and takes the rest from the form', () => {
  const { rows } = read('sponsor,declared,currency,platform\n"Friends of the Old Dam, Inc.",1234.5,eur,Google\n')
  expect(rows).toEqual([
    {
      line: 2,
      sponsor: 'Friends of the Old Dam, Inc.',
      declared: 123450n,
      currency: 'EUR',
      from: '2026-10-01',
      to: '2026-11-03',
      place: 'US',
      platform: 'google',
      note: '',
    },
  ])
})

test('semicolons, a byte order mark, CRLF and columns in any order are read', () => {
  const { rows, errors } = read('\ufeffdeclared;SPONSOR;note\r\n10;Old Dam;"a; b"\r\n')
  expect(errors).toEqual([])
  expect(rows[0]).toMatchObject({ sponsor: 'Old Dam', declared: 1000n, note: 'a; b' })
})

test.each([
  ['sponsor,amount\nA,1\n', 1, 'declared', /missing/],
  ['sponsor,amount,declared\nA,1,1\n', 1, 'amount', /no column “amount”/],
  ['sponsor,declared\nA,"1.234,56"\n', 2, 'declared', /is not an amount/],
  ['sponsor,declared\nA,1\nB,12.345\n', 3, 'declared', /finer than the minor unit/],
  ['sponsor,declared,from\nA,1,01/10/2026\n', 2, 'from', /./],
  ['sponsor,declared,from\nA,1,2026-12-01\n', 2, 'to', /ends before it begins/],
  ['sponsor,declared,platform\nA,1,myspace\n', 2, 'platform', /no platform/],
  ['sponsor,declared,place\nA,1,Atlantis\n', 2, 'place', /./],
  ['sponsor,declared\n,1\n', 2, 'sponsor', /empty/],
  ['sponsor,declared\n', 2, 'sponsor', /no row/],
  ['sponsor,declared\nA,"1\n', 2, '', /no CSV/],
])('%j is refused whole, and the place is named', (text, line, column, sentence) => {
  const { rows, errors } = read(text)
  expect(rows).toEqual([])
  expect(errors[0]).toMatchObject({ line, column })
  expect(errors[0]?.sentence).toMatch(sentence)
})

test('what neither the row nor the form tells is named, column by column', () => {
  const { errors } = read('sponsor,declared\nA,1\n', none)
  expect(errors.map(({ column }) => column).sort()).toEqual(['currency', 'declared', 'from', 'to'])
})

test('a file with more rows than can be answered at once says so', () => {
  const { errors } = read(`sponsor,declared\n${'A,1\n'.repeat(MOST_RETURNS + 1)}`)
  expect(errors[0]?.sentence).toMatch(/cut it into several/)
})
