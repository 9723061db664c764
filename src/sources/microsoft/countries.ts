import { type Country, type CountryCode, countryCode, countryName, countryNamed } from '../../domain/place.ts'

/** MS-2: Microsoft's own numbers. Source: MicrosoftDocs/Advertising, “Ad Library API”, Country (read 2026-11-28). */
const NUMBERS: Readonly<Record<string, number>> = {
  AT: 10,
  BE: 14,
  BG: 26,
  HR: 49,
  CY: 207,
  CZ: 51,
  DK: 53,
  EE: 61,
  FI: 65,
  FR: 66,
  DE: 72,
  GR: 76,
  HU: 88,
  IE: 92,
  IT: 93,
  LV: 104,
  LT: 108,
  LU: 109,
  MT: 115,
  NL: 129,
  PL: 151,
  PT: 152,
  RO: 226,
  SK: 165,
  SI: 167,
  ES: 170,
  SE: 175,
  IS: 89,
  LI: 107,
  NO: 139,
}

const CODES = new Map(Object.entries(NUMBERS).map(([code, number]) => [String(number), code as CountryCode]))

/** The EU and the EEA: all that the library tells of. */
export const MICROSOFT_COUNTRIES: readonly CountryCode[] = Object.keys(NUMBERS).map((code) => code as CountryCode)

/** @throws {RangeError} for a country that the library has not */
export function countryNumber(code: string): number {
  const number = NUMBERS[code]
  if (number === undefined) throw new RangeError(`Microsoft’s library has no ads of “${code}”`)
  return number
}

/** A country as an ad names it: by its English name, by Microsoft's number or by its code. */
export function microsoftCountry(told: string | number): Country {
  const text = String(told).trim()
  const numbered = CODES.get(text)
  if (numbered !== undefined) return { name: countryName(numbered), code: numbered }
  return { name: text, code: countryNamed(text) ?? codeOrNull(text) }
}

function codeOrNull(text: string): CountryCode | null {
  try {
    return countryCode(text)
  } catch {
    return null
  }
}
