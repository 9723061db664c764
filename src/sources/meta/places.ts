import {
  type CountryCode,
  countryCode,
  countryOf,
  type RegionCode,
  regionCode,
  regionNamed,
} from '../../domain/place.ts'

/**
 * Countries whose regions we know under Meta's names. Meta gives no country with a region (MA-3), so a name must not be
 * looked up in all countries: `Central Region` and `Punjab` are in several.
 */
const COUNTRIES = ['US', 'CA', 'AU', 'DE', 'AT', 'CH', 'CZ'].map(countryCode)

/** Meta's names that ISO 3166-2 does not have. Source: files of 2019 to 2023; German and Austrian Länder by usage. */
const META_NAMES: Readonly<Record<string, string>> = {
  'Washington, District of Columbia': 'US-DC',
  'US Virgin Islands': 'US-VI',
  'Yukon Territory': 'CA-YT',
  England: 'GB-ENG',
  Scotland: 'GB-SCT',
  Wales: 'GB-WLS',
  'Northern Ireland': 'GB-NIR',
  Prague: 'CZ-10',
  'Central Bohemian Region': 'CZ-20',
  'South Bohemian Region': 'CZ-31',
  'Plzeň Region': 'CZ-32',
  'Karlovy Vary Region': 'CZ-41',
  'Ústí nad Labem Region': 'CZ-42',
  'Liberec Region': 'CZ-51',
  'Hradec Králové Region': 'CZ-52',
  'Pardubice Region': 'CZ-53',
  'Vysočina Region': 'CZ-63',
  'South Moravian Region': 'CZ-64',
  'Olomouc Region': 'CZ-71',
  'Zlín Region': 'CZ-72',
  'Moravian-Silesian Region': 'CZ-80',
  Bavaria: 'DE-BY',
  Hesse: 'DE-HE',
  'Lower Saxony': 'DE-NI',
  'Mecklenburg-Western Pomerania': 'DE-MV',
  'North Rhine-Westphalia': 'DE-NW',
  'Rhineland-Palatinate': 'DE-RP',
  Saxony: 'DE-SN',
  'Saxony-Anhalt': 'DE-ST',
  Thuringia: 'DE-TH',
  Carinthia: 'AT-2',
  'Lower Austria': 'AT-3',
  'Upper Austria': 'AT-4',
  Styria: 'AT-6',
  Tyrol: 'AT-7',
  Vienna: 'AT-9',
  'Basel-City': 'CH-BS',
  Geneva: 'CH-GE',
  Grisons: 'CH-GR',
  Lucerne: 'CH-LU',
  'St. Gallen': 'CH-SG',
}

/** Names that a collector may have made columns of; for the allow-list of public columns. */
export const META_REGION_NAMES: readonly string[] = Object.keys(META_NAMES)

const metaNames = new Map(Object.entries(META_NAMES).map(([name, code]) => [plain(name), regionCode(code)]))
const known = new Map<string, RegionCode | null>()

/** The ISO 3166-2 code for Meta's name of a region; null when the name is not ours or could be in two countries. */
export function regionOfMeta(name: string): RegionCode | null {
  const cached = known.get(name)
  if (cached !== undefined) return cached
  const code = metaNames.get(plain(name)) ?? inOneCountry(name)
  known.set(name, code)
  return code
}

/** The country of all the regions; null when there are none or they are in several. */
export function soleCountry(regions: readonly RegionCode[]): CountryCode | null {
  const countries = new Set(regions.map(countryOf))
  const [country] = countries
  return countries.size === 1 && country !== undefined ? country : null
}

function inOneCountry(name: string): RegionCode | null {
  const found = COUNTRIES.map((country) => regionNamed(country, name)).filter((code) => code !== null)
  const [code] = found
  return found.length === 1 && code !== undefined ? code : null
}

/** `Plzeň Region` and `Plzen region` are one name. */
function plain(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
