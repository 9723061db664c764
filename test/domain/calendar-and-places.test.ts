import { calendarDate, dayOf, instant } from '../../src/domain/calendar.ts'
import { countryCode, countryNamed, regionCode, regionNamed } from '../../src/domain/place.ts'

test.each(['2024-02-30', '2023-02-29', '2024-13-01', '2024-1-1', '0001-01-01', '', 'today'])(
  'the day “%s” does not exist for us',
  (text) => expect(() => calendarDate(text)).toThrow(RangeError),
)

test('an instant is a moment in UTC, whatever offset it was told with', () => {
  expect(instant('2019-05-13T15:30:04+0200')).toBe('2019-05-13T13:30:04Z')
  expect(dayOf(instant('2024-11-05T23:30:00-05:00'))).toBe('2024-11-06')
  expect(() => instant('2024-11-05 10:00')).toThrow(RangeError)
})

test('Georgia the country and Georgia the state are two places', () => {
  expect(countryNamed('georgia')).toBe('GE')
  expect(regionNamed(countryCode('US'), 'Georgia')).toBe('US-GA')
  expect(regionNamed(countryCode('GE'), 'Georgia')).toBeNull()
})

test('names of places are found without their accents', () => {
  expect(regionNamed(countryCode('NO'), 'More Og Romsdal')).toBe('NO-15')
  expect(countryNamed('UNITED STATES')).toBe('US')
  expect(regionNamed(countryCode('US'), 'Atlantis')).toBeNull()
})

test('a code that is none is refused', () => {
  expect(() => countryCode('ZZ')).toThrow(RangeError)
  expect(() => regionCode('US-XX')).toThrow(RangeError)
})
