import { type CountryCode, countryCode } from '../../domain/place.ts'

/** A code of ISO 3166-1 in any case; null where it is none. */
export function codeOrNull(text: string): CountryCode | null {
  try {
    return countryCode(text)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
