const whole = new Intl.NumberFormat('en')

/** `1,234`, for lines on a terminal. */
export function countText(count: number): string {
  return whole.format(count)
}
