import { type DisclosureFields, NOT_DISCLOSED } from '../../domain/disclosure.ts'
import {
  type Country,
  type CountryCode,
  countryCode,
  countryNamed,
  type Region,
  regionNamed,
} from '../../domain/place.ts'

/**
 * Where the ad was aimed: `Virginia, US`, several joined by marks that are not confirmed. What cannot be resolved is kept as
 * a name without a code, never guessed.
 */
export function places(cell: string): Pick<DisclosureFields, 'countries' | 'regions'> {
  const pieces = cell
    .split(/\s*[;|\n]\s*/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  if (pieces.length === 0) return { countries: NOT_DISCLOSED, regions: NOT_DISCLOSED }
  const found = pieces.flatMap(placesOf)
  const countries = found.map(({ country }) => country)
  const regions = found.flatMap(({ region }) => (region === null ? [] : [region]))
  return { countries: distinct(countries), regions: regions.length === 0 ? NOT_DISCLOSED : distinct(regions) }
}

interface Place {
  readonly country: Country
  readonly region: Region | null
}

function placesOf(piece: string): Place[] {
  const parts = piece.split(',').map((part) => part.trim())
  const country = countryOf(parts.at(-1) ?? '')
  const name = parts.slice(0, -1).join(', ')
  const code = country.code === null || name === '' ? null : regionNamed(country.code, name)
  if (code !== null) return [{ country, region: { name, code, share: null } }]
  const each = parts.map(countryOf)
  if (each.every((one) => one.code !== null)) return each.map((one) => ({ country: one, region: null }))
  if (country.code === null) return [{ country: { name: piece, code: null }, region: null }]
  return [{ country, region: { name, code: null, share: null } }]
}

function countryOf(name: string): Country {
  return { name, code: codeOf(name) ?? countryNamed(name) }
}

function codeOf(text: string): CountryCode | null {
  if (!/^[A-Z]{2}$/.test(text)) return null
  try {
    return countryCode(text)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function distinct<Named extends { readonly name: string }>(list: readonly Named[]): readonly Named[] {
  return [...new Map(list.map((each) => [each.name, each])).values()]
}
