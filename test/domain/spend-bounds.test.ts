import fc from 'fast-check'
import { choosePeriods } from '../../src/domain/choose-periods.ts'
import { dayNumber, dayOfNumber, isWithin, touches } from '../../src/domain/days.ts'
import { adBounds, combinedBounds } from '../../src/domain/spend-bounds.ts'

const FIRST = dayNumber('2024-10-01')
const day = (offset: number) => dayOfNumber(FIRST + offset)

/** An ad's true spend on each of its days, and what a source tells of it: bounds around the whole. */
const anAd = fc
  .record({
    start: fc.nat(25),
    daily: fc.array(fc.nat(500), { minLength: 1, maxLength: 12 }),
    below: fc.nat(400),
    above: fc.option(fc.nat(400), { freq: 6 }),
    isWhole: fc.boolean(),
    here: fc.nat(100),
  })
  .map(({ start, daily, below, above, isWhole, here }) => {
    const total = daily.reduce((sum, amount) => sum + amount, 0)
    const told = {
      from: day(start),
      to: day(start + daily.length - 1),
      lower: BigInt(Math.max(0, total - below)),
      upper: above === null ? null : BigInt(total + above),
      isWhole,
    }
    // Of an ad of several places, some share of each day was spent here: whole units, so that sums are exact.
    const spentHere = daily.map((amount) => (isWhole ? amount : Math.floor((amount * here) / 100)))
    return { told, start, spentHere }
  })

const aWindow = fc
  .tuple(fc.option(fc.nat(37)), fc.option(fc.nat(37)))
  .map(([a, b]) => (a !== null && b !== null && a > b ? [b, a] : [a, b]))
  .map(([a, b]) => ({ from: a == null ? null : day(a), to: b == null ? null : day(b) }))

type Window = { from: string | null; to: string | null }
const asWindow = (window: Window) => window as never

function truth(ads: { start: number; spentHere: number[] }[], window: Window): bigint {
  let sum = 0
  for (const { start, spentHere } of ads) {
    for (const [index, amount] of spentHere.entries()) {
      const on = day(start + index)
      if ((window.from === null || on >= window.from) && (window.to === null || on <= window.to)) sum += amount
    }
  }
  return BigInt(sum)
}

test('what was truly spent lies within the bounds that ads alone give', () => {
  fc.assert(
    fc.property(fc.array(anAd, { maxLength: 8 }), aWindow, (ads, window) => {
      const spent = truth(ads, window)
      const bounds = adBounds(
        ads.map(({ told }) => told),
        asWindow(window),
      )
      if (bounds === null) return expect(spent).toBe(0n)
      expect(bounds.lower <= spent).toBe(true)
      expect(bounds.upper === null || spent <= bounds.upper).toBe(true)
    }),
  )
})

/** Statements of random, overlapping periods, each rounded up to a step that the bounds give back. */
const PERIODS = fc.array(
  fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 10 })).map(([start, days]) => ({
    from: day(start),
    to: day(start + days - 1),
  })),
  { maxLength: 6 },
)

test('it lies within the bounds of ads and statements together, and statements never make them wider', () => {
  fc.assert(
    fc.property(
      fc.array(anAd, { maxLength: 6 }),
      PERIODS,
      aWindow,
      fc.constantFrom(1, 50, 100),
      (ads, periods, window, step) => {
        const spent = truth(ads, window)
        const stated = (period: Window) => {
          const exact = truth(ads, period)
          const rounded = ((exact + BigInt(step) - 1n) / BigInt(step)) * BigInt(step)
          return { lower: rounded > BigInt(step) ? rounded - BigInt(step) : 0n, upper: rounded + BigInt(step) }
        }
        const { inside, covering } = choosePeriods(periods, window)
        const lower = inside.reduce((sum, period) => sum + stated(period).lower, 0n)
        const upper = covering?.reduce((sum, period) => sum + stated(period).upper, 0n) ?? null
        const alone = adBounds(
          ads.map(({ told }) => told),
          asWindow(window),
        )
        const upTo = window.to === null ? (covering?.at(-1)?.to ?? null) : null
        const together = combinedBounds(alone, { lower, upper, upTo }, true)
        expect(together.lower <= spent).toBe(true)
        expect(together.upper === null || spent <= together.upper).toBe(true)
        expect(together.upper === null || together.lower <= together.upper).toBe(true)
        expect(together.lower >= (alone?.lower ?? 0n)).toBe(true)
        if (alone !== null && alone.upper !== null)
          expect(together.upper !== null && together.upper <= alone.upper).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test('periods inside share no day and lie in the window; those covering it hold each of its days', () => {
  fc.assert(
    fc.property(PERIODS, aWindow, (periods, window) => {
      const { inside, covering } = choosePeriods(periods, window)
      for (const [index, period] of inside.entries()) {
        expect(isWithin(period, window)).toBe(true)
        for (const other of inside.slice(index + 1)) expect(touches(period, other)).toBe(false)
      }
      if (covering === null || window.from === null) return
      const last =
        window.to ??
        periods
          .map(({ to }) => to)
          .sort()
          .at(-1) ??
        window.from
      for (let at = dayNumber(window.from); at <= dayNumber(last); at++) {
        const on = { from: dayOfNumber(at), to: dayOfNumber(at) }
        expect(covering.some((period) => touches(period, on))).toBe(true)
      }
    }),
  )
})

const ad = (from: string, to: string, lower: bigint, upper: bigint | null, isWhole = true) => ({
  from,
  to,
  lower,
  upper,
  isWhole,
})
const october = asWindow({ from: '2024-10-01', to: '2024-10-31' })

test('(a) a range of up to 100 counts as 0 to 100, never as 100', () => {
  expect(adBounds([ad('2024-10-02', '2024-10-03', 0n, 100n)], october)).toMatchObject({ lower: 0n, upper: 100n })
})

test('(b) a window shorter than the ad’s life gives a lower bound of 0 unless a second source pins it', () => {
  const alone = adBounds([ad('2024-09-20', '2024-10-10', 500n, 900n)], october)
  expect(alone).toMatchObject({ lower: 0n, upper: 900n, undivided: 0n })
  expect(combinedBounds(alone, { lower: 300n, upper: 400n, upTo: null }, true)).toEqual({
    lower: 300n,
    upper: 400n,
    undivided: 0n,
  })
})

test('statements that prove more than the ads at hand could cost show that ads are missing: the ads bound nothing from above', () => {
  const alone = adBounds([ad('2024-10-02', '2024-10-03', 0n, 100n)], october)
  expect(combinedBounds(alone, { lower: 5_000n, upper: null, upTo: null }, false)).toMatchObject({
    lower: 5_000n,
    upper: null,
  })
})

test('of a source that may lack ads, the ads do not narrow what a covering statement says', () => {
  const alone = adBounds([ad('2024-10-02', '2024-10-03', 0n, 100n)], october)
  expect(combinedBounds(alone, { lower: 0n, upper: 700n, upTo: null }, false)).toMatchObject({ lower: 0n, upper: 700n })
  expect(combinedBounds(alone, { lower: 0n, upper: 700n, upTo: null }, true)).toMatchObject({ lower: 0n, upper: 100n })
})

test('an ad of several places gives none of them a lower bound, and each its whole upper bound as undivided', () => {
  const bounds = adBounds([ad('2024-10-02', '2024-10-03', 80n, 100n, false)], october)
  expect(bounds).toMatchObject({ lower: 0n, upper: 100n, undivided: 100n })
})
