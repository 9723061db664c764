/** An odd number of backslashes before it makes it an escape, not the letters of one. */
const BAD_ESCAPE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

/**
 * Why a value cannot be kept as JSON: no database text may hold a NUL character or half of a surrogate pair. Stringifying
 * escapes both, and them alone. Null when it can.
 */
export function unstorable(value: unknown): string | null {
  try {
    const text = JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? each.toString() : each))
    return BAD_ESCAPE.test(text) ? 'the record holds a NUL character or half a character' : null
  } catch (error) {
    if (error instanceof RangeError) return 'the record is nested too deeply'
    throw error
  }
}
