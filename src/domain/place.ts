import { iso31661, iso31662 } from 'iso-3166'

/** ISO 3166-1 alpha-2 of a country, or null where the source's name for it means nothing to us yet. */
export type CountryCode = string & { readonly brand: 'CountryCode' }

/** ISO 3166-2, such as `US-GA`. */
export type RegionCode = string & { readonly brand: 'RegionCode' }

/** A country as the source wrote it. An unresolved name is kept with `code: null`, and counted. */
export interface Country {
  readonly name: string
  readonly code: CountryCode | null
}

/** A region as the source wrote it, with the share (0–1) of delivery that went there, or null when it was not told. */
export interface Region {
  readonly name: string
  readonly code: RegionCode | null
  readonly share: number | null
}

/** Kosovo has no code of ISO 3166-1; `XK`, of those that the standard leaves to users, is what platforms write. */
const KOSOVO = { alpha2: 'XK', name: 'Kosovo' }
const countries = [...iso31661, KOSOVO]
const countriesByNumber = new Map(iso31661.map(({ numeric, alpha2 }) => [numeric, alpha2 as CountryCode]))
const countryCodes = new Set<string>(countries.map((country) => country.alpha2))
const regionNames = new Map(iso31662.map((region) => [region.code, region.name]))
const regionsByName = regionIndex()
const countriesByName = countryIndex()
const englishNames = new Intl.DisplayNames('en', { type: 'region' })

/** @throws {RangeError} when the text is not an assigned alpha-2 code. */
export function countryCode(text: string): CountryCode {
  const upper = text.trim().toUpperCase()
  if (!countryCodes.has(upper)) throw new RangeError(`“${text}” is not a country code: write it as US, GB, CZ`)
  return upper as CountryCode
}

/** @throws {RangeError} when the text is not a subdivision of ISO 3166-2. */
export function regionCode(text: string): RegionCode {
  const upper = text.trim().toUpperCase()
  if (!regionNames.has(upper)) throw new RangeError(`“${text}” is not a region code: write it as US-GA`)
  return upper as RegionCode
}

/** The code for an English country name in any case; null when no country has that name. */
export function countryNamed(name: string): CountryCode | null {
  return countriesByName.get(plainName(name)) ?? null
}

/** The code for the three digits that ISO 3166-1 gives a country, `276`; null when none has them. */
export function countryNumbered(digits: string): CountryCode | null {
  return countriesByNumber.get(digits) ?? null
}

/** The code for a region name within a country, blind to case, accents and marks; null when it is not there. */
export function regionNamed(country: CountryCode, name: string): RegionCode | null {
  return regionsByName.get(`${country} ${plainName(name)}`) ?? null
}

export function countryOf(region: RegionCode): CountryCode {
  return region.slice(0, 2) as CountryCode
}

/** For human eyes, in English. */
export function countryName(code: CountryCode): string {
  return englishNames.of(code) ?? code
}

export function regionName(code: RegionCode): string {
  return regionNames.get(code) ?? code
}

/** Platforms write `Al Jahrah` for `Al Jahrā’` and `Møre Og Romsdal` for `Møre og Romsdal`. */
function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function regionIndex(): Map<string, RegionCode> {
  const index = new Map<string, RegionCode>()
  for (const { code, name } of iso31662) {
    const key = `${code.slice(0, 2)} ${plainName(name)}`
    // The larger unit has the shorter code and wins: `Praha` the region, not the district.
    const present = index.get(key)
    if (present === undefined || code.length < present.length) index.set(key, code as RegionCode)
  }
  return index
}

function countryIndex(): Map<string, CountryCode> {
  const english = new Intl.DisplayNames('en', { type: 'region' })
  const index = new Map<string, CountryCode>()
  for (const { alpha2, name } of countries) {
    for (const each of [name, english.of(alpha2) ?? name]) index.set(plainName(each), alpha2 as CountryCode)
  }
  return index
}
