import fc from 'fast-check'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { dayNumber, dayOfNumber } from '../../src/domain/days.ts'
import type { Ad } from './loads.ts'

/** So many days after the first of October 2024. */
export const octoberDay = (offset: number) => dayOfNumber(dayNumber('2024-10-01') + offset) as CalendarDate

/** An ad of one of two advertisers in October 2024, with whatever it may not tell. @param ids how many different ones, less one */
export function randomAd(ids: number, countries: readonly (readonly string[])[]): fc.Arbitrary<Ad> {
  return fc
    .record({
      id: fc.nat(ids),
      advertiser: fc.constantFrom('1', '2'),
      start: fc.option(fc.nat(9), { freq: 8 }),
      days: fc.option(fc.nat(3), { freq: 8 }),
      lower: fc.nat(3),
      more: fc.option(fc.nat(2), { freq: 4 }),
      countries: fc.constantFrom(...countries),
      regions: fc.constantFrom([], ['US-GA'], ['US-GA', 'US-FL']),
    })
    .map(({ id, start, days, lower, more, ...told }) => ({
      ...told,
      id: `ad${id}`,
      from: start === null ? null : octoberDay(start),
      to: days === null ? null : octoberDay((start ?? 0) + days),
      lower: BigInt(lower),
      upper: more === null ? null : BigInt(lower + more),
    }))
}
