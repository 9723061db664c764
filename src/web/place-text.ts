import {
  type CountryCode,
  countryName,
  countryNamed,
  countryOf,
  type RegionCode,
  regionName,
  regionNamed,
} from '../domain/place.ts'

/** A place by a name that no other place of ours bears: `Georgia (US state)`, `Georgia (country)`, `France`. */
export function placeText(place: CountryCode | RegionCode): string {
  return isRegion(place) ? `${regionName(place)} (${regionKind(place)})` : countryText(place)
}

export function isRegion(place: CountryCode | RegionCode): place is RegionCode {
  return place.includes('-')
}

/** The country of a place, or the place itself. */
export function countryOfPlace(place: CountryCode | RegionCode): CountryCode {
  return isRegion(place) ? countryOf(place) : place
}

/** All places of that English name, as `US-GA is Georgia (US state)`: what to say to somebody who wrote a name. */
export function placesNamed(name: string): string[] {
  const country = countryNamed(name)
  const regions = allCodes().flatMap((code) => regionNamed(code, name) ?? [])
  return [...(country === null ? [] : [country]), ...regions].map((place) => `${place} is ${placeText(place)}`)
}

/** Of `US` the states; its district and its territories, and the regions of all others, are named by the country. */
const NO_STATES: ReadonlySet<string> = new Set(['US-DC', 'US-PR', 'US-GU', 'US-VI', 'US-AS', 'US-MP', 'US-UM'])

function regionKind(region: RegionCode): string {
  const country = countryOf(region)
  if (country !== 'US') return countryName(country)
  return NO_STATES.has(region) ? 'US' : 'US state'
}

const namesakes = new Map<CountryCode, boolean>()

function countryText(code: CountryCode): string {
  const name = countryName(code)
  const known = namesakes.get(code)
  const hasNamesake = known ?? allCodes().some((country) => regionNamed(country, name) !== null)
  namesakes.set(code, hasNamesake)
  return hasNamesake ? `${name} (country)` : name
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Every text of two letters: most are no country, and name no region. */
function allCodes(): CountryCode[] {
  return [...LETTERS].flatMap((first) => [...LETTERS].map((second) => (first + second) as CountryCode))
}
