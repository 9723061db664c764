import fc from 'fast-check'
import { currency, majorText, minorDigits, minorUnits } from '../../src/domain/money.ts'
import { type Range, range, sumOfRanges } from '../../src/domain/range.ts'

const ranges = fc
  .tuple(fc.bigInt(0n, 10n ** 12n), fc.option(fc.bigInt(0n, 10n ** 12n)))
  .map(([lower, width]): Range => range(lower, width === null ? null : lower + width))

/** A value that the range may stand for, picked by a share between its bounds. */
const within = ({ lower, upper }: Range, part: bigint) =>
  upper === null ? lower + part : lower + ((upper - lower) * part) / 1000n

test('a sum of ranges holds every sum of values within them, and is open when one of them is', () => {
  fc.assert(
    fc.property(fc.array(ranges, { maxLength: 20 }), fc.bigInt(0n, 1000n), (all, part) => {
      const sum = sumOfRanges(all)
      const value = all.reduce((total, each) => total + within(each, part), 0n)
      expect(value >= sum.lower).toBe(true)
      expect(sum.upper === null || value <= sum.upper).toBe(true)
      expect(sum.upper === null).toBe(all.some(({ upper }) => upper === null))
    }),
  )
})

test('a range is never negative and never reversed', () => {
  expect(() => range(-1n, 5n)).toThrow(RangeError)
  expect(() => range(6n, 5n)).toThrow(RangeError)
})

test('amounts go from decimal text to minor units and back without loss, in currencies of 0, 2 and 3 places', () => {
  const codes = ['JPY', 'USD', 'CZK', 'KWD'].map(currency)
  fc.assert(
    fc.property(fc.constantFrom(...codes), fc.bigInt(0n, 10n ** 14n), (code, minor) => {
      expect(minorUnits(majorText(minor, code), code)).toBe(minor)
    }),
  )
  expect(codes.map(minorDigits)).toEqual([0, 2, 2, 3])
  expect(majorText(18_700n, currency('USD'))).toBe('187')
  expect(majorText(50n, currency('USD'))).toBe('0.5')
})

test.each(['', '-5', '1e3', '1,000', '12.345', 'NaN'])('the amount “%s” is refused, not guessed', (text) => {
  expect(() => minorUnits(text, currency('USD'))).toThrow(RangeError)
})
