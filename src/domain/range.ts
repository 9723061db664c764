/**
 * What a source says about a quantity: both bounds inclusive whole numbers, `upper: null` an open top.
 * Exact when the bounds are equal. Never a midpoint.
 */
export interface Range {
  readonly lower: bigint
  readonly upper: bigint | null
}

/** @throws {RangeError} when the bounds are negative or reversed: the caller decides what that means for its record. */
export function range(lower: bigint, upper: bigint | null): Range {
  if (lower < 0n) throw new RangeError(`lower bound ${lower} is negative`)
  if (upper !== null && upper < lower) throw new RangeError(`upper bound ${upper} is below lower bound ${lower}`)
  return { lower, upper }
}

export function exactly(value: bigint): Range {
  return range(value, value)
}

export function isExact(value: Range): boolean {
  return value.lower === value.upper
}

/** The range that holds every sum of one value from each: bounds add apart, one open top opens the sum. */
export function sumOfRanges(ranges: Iterable<Range>): Range {
  let lower = 0n
  let upper: bigint | null = 0n
  for (const each of ranges) {
    lower += each.lower
    upper = upper === null || each.upper === null ? null : upper + each.upper
  }
  return { lower, upper }
}
