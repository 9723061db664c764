import fc from 'fast-check'
import { instant } from '../../src/domain/calendar.ts'
import { freshness } from '../../src/domain/freshness.ts'

const lastGoodAt = instant('2026-11-24T06:00:00Z')
const at = (text: string) => freshness({ lastGoodAt, everyHours: 24, now: new Date(text) })

test('a daily source is stale when its last good answer is more than 36 hours old', () => {
  expect(at('2026-11-25T06:00:00Z')).toEqual({ ageHours: 24, isStale: false })
  expect(at('2026-11-25T18:00:00Z')).toEqual({ ageHours: 36, isStale: false })
  expect(at('2026-11-25T18:00:01Z').isStale).toBe(true)
})

test('a source that was never collected has no age and is stale', () => {
  expect(freshness({ lastGoodAt: null, everyHours: 24, now: new Date() })).toEqual({ ageHours: null, isStale: true })
})

test('a clock that was set back makes nothing younger than new', () => {
  expect(at('2026-11-23T00:00:00Z')).toEqual({ ageHours: 0, isStale: false })
})

test('what is stale stays so until something good comes', () => {
  const hours = fc.double({ min: 0, max: 10_000, noNaN: true })
  fc.assert(
    fc.property(hours, hours, fc.integer({ min: 1, max: 168 }), (one, other, everyHours) => {
      const stale = (age: number) =>
        freshness({ lastGoodAt, everyHours, now: new Date(Date.parse(lastGoodAt) + age * 3_600_000) }).isStale
      expect(stale(Math.max(one, other)) || !stale(Math.min(one, other))).toBe(true)
    }),
  )
})

test('an interval that is none is refused', () => {
  for (const everyHours of [0, -1, Number.NaN]) {
    expect(() => freshness({ lastGoodAt, everyHours, now: new Date() })).toThrow(RangeError)
  }
})
