import fc from 'fast-check'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { type Currency, minorDigits } from '../../src/domain/money.ts'
import { converted, factorBetween, type ReferenceRate, ratesOfMoment } from '../../src/domain/reference-rate.ts'

const rate = (currency: string, perEuro: string, day = '2024-11-05'): ReferenceRate => ({
  ...{ currency: currency as Currency, perEuro, day: day as CalendarDate },
})
const rates = ratesOfMoment([
  rate('USD', '1.0897'),
  rate('JPY', '165.93'),
  rate('KWD', '0.33'),
  rate('RUB', '117.2', '2022-03-01'),
])
const inEuros = (minor: bigint, from: string) => {
  const factor = factorBetween(from as Currency, 'EUR' as Currency, rates)
  return factor === null ? null : converted({ lower: minor, upper: minor }, factor)
}

test('an amount is converted exactly: the lower bound rounded down, the upper one up', () => {
  expect(inEuros(10_897n, 'USD')).toEqual({ lower: 10_000n, upper: 10_000n })
  expect(inEuros(100n, 'USD')).toEqual({ lower: 91n, upper: 92n })
  expect(inEuros(16_593n, 'JPY')).toEqual({ lower: 10_000n, upper: 10_000n })
  expect(inEuros(330n, 'KWD')).toEqual({ lower: 100n, upper: 100n })
  expect(inEuros(7n, 'EUR')).toEqual({ lower: 7n, upper: 7n })
})

test('a currency without a rate, or one that is quoted no more, is not converted', () => {
  expect(inEuros(100n, 'XXX')).toBeNull()
  expect(inEuros(100n, 'RUB')).toBeNull()
})

test('whatever the amount and the rates, the true value lies within what is told, and less than a cent from it', () => {
  const codes = ['USD', 'JPY', 'KWD', 'EUR']
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), fc.constantFrom(...codes), fc.constantFrom(...codes), (minor, from, to) => {
      const factor = factorBetween(from as Currency, to as Currency, rates)
      if (factor === null) throw new Error('each has a rate')
      const { lower, upper } = converted({ lower: minor, upper: minor }, factor)
      // amount × per euro of the target / per euro of its own, with ten decimal places and no fraction anywhere.
      const per = (code: string) => BigInt(Math.round(Number(rates.get(code as Currency)?.perEuro ?? '1') * 10_000))
      const scale = (code: string) => 10n ** BigInt(minorDigits(code as Currency))
      const left = minor * per(to) * scale(to)
      const right = per(from) * scale(from)
      expect(lower * right <= left && left <= (upper ?? 0n) * right).toBe(true)
      expect((upper ?? 0n) - lower <= 1n).toBe(true)
    }),
  )
})
