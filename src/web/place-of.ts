import { type CountryCode, countryCode, type RegionCode, regionCode } from '../domain/place.ts'
import { placesNamed } from './place-text.ts'

/**
 * The place of a parameter: `US` or `US-GA`. A name is refused with the codes it may mean, for many are ambiguous.
 * @throws {RangeError} for the reader
 */
export function placeOf(text: string): CountryCode | RegionCode {
  const trimmed = text.trim()
  if (/^[a-z]{2}$/i.test(trimmed)) return countryCode(trimmed)
  if (/^[a-z]{2}-[a-z0-9]{1,3}$/i.test(trimmed)) return regionCode(trimmed)
  const meant = placesNamed(trimmed).slice(0, 6)
  const hint = meant.length === 0 ? 'write a country as US, a region as US-GA' : meant.join('; ')
  throw new RangeError(`“${trimmed}” is not the code of a place: ${hint}`)
}
