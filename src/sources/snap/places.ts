import {
  type Country,
  type CountryCode,
  countryNamed,
  type Region,
  type RegionCode,
  regionNamed,
} from '../../domain/place.ts'

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

/** Regions that Snap spells otherwise than ISO 3166-2, by country and name. */
const SNAP_REGIONS: ReadonlyMap<string, string> = new Map([
  ['AE abu dhabi', 'AE-AZ'],
  ['AE ajman', 'AE-AJ'],
  ['AE dubai', 'AE-DU'],
  ['AE fujairah', 'AE-FU'],
  ['AE ras al khaimah', 'AE-RK'],
  ['AE sharjah', 'AE-SH'],
  ['AE umm al quwain', 'AE-UQ'],
  ['BE bruxelles - capitale', 'BE-BRU'],
  ['CA yukon territory', 'CA-YT'],
  ['DK hovedstaden', 'DK-84'],
  ['DK midtjylland', 'DK-82'],
  ['DK nordjylland', 'DK-81'],
  ['DK sjaelland', 'DK-85'],
  ['DK syddanmark', 'DK-83'],
  ['GB edinburgh', 'GB-EDH'],
  ['KW al jahrah', 'KW-JA'],
  ['KW al kuwayt', 'KW-KU'],
  ['KW hawalli', 'KW-HA'],
])

export function snapCountry(name: string): Country {
  const code = countryNamed(name) ?? ((SNAP_COUNTRIES.get(name.trim().toLowerCase()) ?? null) as CountryCode | null)
  return { name, code }
}

/** A region stands without its country, which is the row's. */
export function snapRegion(country: CountryCode | null, name: string): Region {
  if (country === null) return { name, code: null, share: null }
  const alias = (SNAP_REGIONS.get(`${country} ${name.toLowerCase()}`) ?? null) as RegionCode | null
  return { name, code: alias ?? regionNamed(country, name), share: null }
}
