import fc from 'fast-check'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { type Span, spansByCountry } from '../../src/domain/data-quality.ts'
import { dayNumber, dayOfNumber } from '../../src/domain/days.ts'
import { type Lacking, withLacking } from '../../src/domain/reconciliation.ts'

const FIRST = dayNumber('2024-01-01')
const DAYS = 40
const day = (offset: number) => dayOfNumber(FIRST + offset) as CalendarDate
const offsets = fc.integer({ min: 0, max: DAYS - 1 })
const country = fc.constantFrom('CA', 'GB', 'US')
const lacking: fc.Arbitrary<Lacking> = fc
  .record({ one: offsets, other: offsets, country: fc.option(country) })
  .map(({ one, other, country: of }) => ({
    from: day(Math.min(one, other)),
    to: day(Math.max(one, other)),
    country: of,
  }))
const known: fc.Arbitrary<Span[]> = fc
  .uniqueArray(offsets, { maxLength: 8 })
  .map((found) => spansByCountry(found.sort((a, b) => a - b).map((offset) => ({ day: day(offset), countries: null }))))

/** Of a day, of which countries it is so; null: of all. Asked of each span one by one. */
function touchedOn(offset: number, spans: readonly (Span | Lacking)[]): string | null {
  const own = spans.filter(({ from, to }) => from <= day(offset) && day(offset) <= to)
  const places = own.map((span) =>
    'country' in span ? (span.country === null ? null : [span.country]) : (span.countries ?? null),
  )
  if (places.includes(null)) return null
  return [...new Set(places.flatMap((each) => each ?? []))].sort().join()
}

test('what lacks of a source marks its days and countries and no others, in spans that are in order and share no day', () => {
  fc.assert(
    fc.property(known, fc.array(lacking, { maxLength: 8 }), (before, found) => {
      const spans = withLacking(before, found)
      for (let offset = 0; offset < DAYS; offset++) {
        expect(touchedOn(offset, spans)).toBe(touchedOn(offset, [...before, ...found]))
      }
      for (const [index, span] of spans.entries()) {
        expect(span.from <= span.to).toBe(true)
        const next = spans[index + 1]
        if (next !== undefined) expect(span.to < next.from).toBe(true)
      }
    }),
  )
})

test('days that follow one another in the same countries are one span', () => {
  const week = (first: number, of: string | null): Lacking => ({ from: day(first), to: day(first + 6), country: of })
  expect(withLacking([], [week(7, 'GB'), week(0, 'GB'), week(14, 'CA')])).toEqual([
    { from: day(0), to: day(13), countries: ['GB'] },
    { from: day(14), to: day(20), countries: ['CA'] },
  ])
  expect(withLacking([], [week(0, 'GB'), week(0, null)])).toEqual([{ from: day(0), to: day(6) }])
})
