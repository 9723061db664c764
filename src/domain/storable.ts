/** Halves alone: as a pair they are one character. */
const UNSTORABLE = /[\0\p{Surrogate}]/u

/**
 * Why a value cannot be kept as JSON: no database text may hold a NUL character or half of a surrogate pair. Null when it
 * can.
 */
export function unstorable(value: unknown): string | null {
  try {
    return isStorable(value) ? null : 'the record holds a NUL character or half a character'
  } catch (error) {
    if (error instanceof RangeError) return 'the record is nested too deeply'
    throw error
  }
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isStorable)
  for (const key of Object.keys(value)) {
    if (!isStorable(key) || !isStorable((value as Record<string, unknown>)[key])) return false
  }
  return true
}
