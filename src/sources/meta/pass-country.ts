import { passNamed } from '../../domain/pass-name.ts'
import { type CountryCode, countryCode } from '../../domain/place.ts'

/** The country that a pass of ours asked about, by the name of its file; null: the file is of other origin. */
export function passCountry(fileName: string): CountryCode | null {
  const pass = passNamed(fileName)
  return pass?.source === 'meta' ? unitCountry(pass.unit) : null
}

/** `GB.2026-11-02.2026-11-08`; null for a series of other origin. */
export function unitCountry(unit: string): CountryCode | null {
  const [, country] = /^([A-Z]{2})\.\d{4}-\d{2}-\d{2}\./.exec(unit) ?? []
  try {
    return country === undefined ? null : countryCode(country)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
