/** Currencies of the bundle in its order, and the step to which sums are rounded up. Source: files of 2025 and 2026. */
export const STEPS: ReadonlyMap<string, number> = new Map([
  ['USD', 100],
  ['EUR', 50],
  ['INR', 250],
  ['BGN', 100],
  ['CZK', 1500],
  ['DKK', 500],
  ['HUF', 20000],
  ['PLN', 250],
  ['RON', 250],
  ['SEK', 1000],
  ['GBP', 50],
  ['NZD', 200],
  ['ILS', 250],
  ['AUD', 150],
  ['TWD', 3000],
  ['BRL', 500],
  ['ARS', 15000],
  ['ZAR', 15000],
  ['CLP', 50000],
  ['MXN', 1000],
])

export const CURRENCIES: readonly string[] = [...STEPS.keys()]

/** @throws {RangeError} for a currency of which the bundle has no columns */
export function stepOf(currency: string): number {
  const step = STEPS.get(currency)
  if (step === undefined) throw new RangeError(`Google's bundle has no columns in ${currency}`)
  return step
}

/** A range as published: from the lower, included, up to the upper; null: open. */
export interface Bucket {
  readonly lower: number
  readonly upper: number | null
}

/** Where ranges end within a power of ten: narrow at its beginning, wide later on. */
const WITHIN_TEN = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9]
const OPEN_FROM_STEPS = 30_000

/**
 * What one ad cost: ten ranges of one step, then wider ones, open above 30,000 steps (3,000,000 USD). The ladder's ends
 * are as in the profile of August 2026 (0-100, 100-200 … 1000-1500 … 3,000,000), the ranges between as one may expect.
 */
export function spendBucket(amount: number, currency: string): Bucket {
  const step = stepOf(currency)
  return amount >= OPEN_FROM_STEPS * step ? { lower: OPEN_FROM_STEPS * step, upper: null } : bucket(amount, step)
}

/** Times shown: `0-1000`, `1000-2000` … `10000-15000`. */
export function shownBucket(count: number): Bucket {
  return bucket(count, 1000)
}

function bucket(amount: number, step: number): Bucket {
  if (amount < 10 * step) {
    const lower = Math.floor(amount / step) * step
    return { lower, upper: lower + step }
  }
  const ten = step * 10 ** Math.floor(Math.log10(amount / step) + 1e-9)
  const index = WITHIN_TEN.findLastIndex((start) => start * ten <= amount)
  return { lower: (WITHIN_TEN[index] ?? 1) * ten, upper: (WITHIN_TEN[index + 1] ?? 10) * ten }
}

/** Sums are rounded up to the next step, so that nothing but zero is zero. */
export function roundedUp(sum: number, currency: string): number {
  const step = stepOf(currency)
  return Math.ceil(sum / step) * step
}

/** The cells of all currencies, with an amount in one of them. */
export function sumCells(amounts: ReadonlyMap<string, number>): readonly number[] {
  return CURRENCIES.map((currency) => roundedUp(amounts.get(currency) ?? 0, currency))
}
