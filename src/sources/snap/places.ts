import { type Country, type CountryCode, countryNamed, type Region, regionNamed } from '../../domain/place.ts'

/** SN-13: Snap writes lower-case English names, some of them of its own. */
const SNAP_COUNTRIES: ReadonlyMap<string, string> = new Map([
  ['czech republic', 'CZ'],
  ['slovakia (slovak republic)', 'SK'],
  ['turkey', 'TR'],
  ['macedonia', 'MK'],
  ['ivory coast', 'CI'],
  ['south korea', 'KR'],
  ['russia', 'RU'],
  ['vietnam', 'VN'],
  ['moldova', 'MD'],
  ['palestine', 'PS'],
  ['hong kong', 'HK'],
])

export function snapCountry(name: string): Country {
  const code = countryNamed(name) ?? ((SNAP_COUNTRIES.get(name.trim().toLowerCase()) ?? null) as CountryCode | null)
  return { name, code }
}

/** A region stands without its country, which is the row's. */
export function snapRegion(country: CountryCode | null, name: string): Region {
  return { name, code: country === null ? null : regionNamed(country, name), share: null }
}
