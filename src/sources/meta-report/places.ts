import {
  type Country,
  type CountryCode,
  countryCode,
  type Region,
  regionCode,
  regionNamed,
} from '../../domain/place.ts'

/**
 * Regions whose names the report spells otherwise than ISO 3166-2, by country. Kenya's provinces of before 2013 have no
 * code and stay unresolved. Source: member names of 2020 to 2025.
 */
const REPORT_REGIONS: Readonly<Record<string, string>> = {
  'AR Ciudad Autónoma de Buenos Aires': 'AR-C',
  'BD Barisal Division': 'BD-A',
  'BD Chittagong Division': 'BD-B',
  'BD Dhaka Division': 'BD-C',
  'BD Khulna Division': 'BD-D',
  'BD Rajshahi Division': 'BD-E',
  'BD Rangpur Division': 'BD-F',
  'BD Sylhet Division': 'BD-G',
  'BE Brussels': 'BE-BRU',
  'BE Flemish Region': 'BE-VLG',
  'BE Wallonia': 'BE-WAL',
  'BR Acre (state)': 'BR-AC',
  'BR Federal District': 'BR-DF',
  'BR Rio de Janeiro (state)': 'BR-RJ',
  'BR São Paulo (state)': 'BR-SP',
  'KE Nairobi': 'KE-30',
  'TH Ayutthaya': 'TH-14',
  'TH Bangkok': 'TH-10',
  'TH Buriram': 'TH-31',
  'TH Phangnga': 'TH-82',
  'TH Sisaket': 'TH-33',
  'TH Yala Province': 'TH-95',
  'US Virgin Islands (U.S.)': 'US-VI',
  'US Washington, District of Columbia': 'US-DC',
}

const reportRegions = new Map(Object.entries(REPORT_REGIONS).map(([name, code]) => [plain(name), regionCode(code)]))

/** The letters of the file name, `XK` for Kosovo among them. */
export function reportCountry(letters: string): Country & { readonly code: CountryCode | null } {
  try {
    return { name: letters, code: countryCode(letters) }
  } catch (error) {
    if (error instanceof RangeError) return { name: letters, code: null }
    throw error
  }
}

/** `Unknown` is a region of the report by that name, without a code, as is any name that ISO 3166-2 does not have. */
export function reportRegion({ name: letters, code }: Country, name: string): Region {
  const own = reportRegions.get(plain(`${letters} ${name}`)) ?? null
  return { name, code: own ?? (code === null ? null : regionNamed(code, name)), share: null }
}

/** In 2020's copies blanks, commas and brackets are `_`: `Virgin_Islands_U.S._`. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
