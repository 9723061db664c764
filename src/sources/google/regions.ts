import { type Currency, currency } from '../../domain/money.ts'
import { type Country, type CountryCode, countryCode } from '../../domain/place.ts'
import { usualCurrencies } from '../../domain/usual-currency.ts'

const EURO = currency('EUR')
const EUROPEAN_UNION = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
)
const EEA_BESIDE = new Set(['IS', 'LI', 'NO'])

/** The list as Google writes it, `EU, FI` or `US`. `EU` and `EEA` are no countries: kept by name (G-13). */
export function regionList(text: string): readonly Country[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map(countryNamedBy)
}

export function countryNamedBy(name: string): Country {
  return { name, code: codeOf(name) }
}

function codeOf(name: string): CountryCode | null {
  try {
    return countryCode(name)
  } catch {
    return null
  }
}

/** The one country of a list; null where it names none, several, or something beside that is no country. */
export function onlyCountry(regions: readonly Country[]): Country | null {
  return regions.length === 1 ? (regions[0] ?? null) : null
}

/** Whether its ads are part of the row `EEA` of the Ads Transparency Center. */
export function isInEea(region: string): boolean {
  return EUROPEAN_UNION.has(region) || EEA_BESIDE.has(region)
}

/**
 * The currency in which people of the ad's country pay, of those that the file has. Several countries have one only
 * where all belong to the EU.
 */
export function adCurrency(regions: readonly Country[], available: ReadonlySet<string>): Currency | null {
  const only = onlyCountry(regions)?.code ?? null
  if (only !== null) return usualCurrencies(only).find((code) => available.has(code)) ?? null
  return isEuropean(regions) && available.has(EURO) ? EURO : null
}

/**
 * The currency in which Google sums up what was spent there: euro for the whole EU, whatever is paid with in the
 * country.
 */
export function sumCurrency(regions: readonly Country[]): Currency | null {
  const only = onlyCountry(regions)?.code ?? null
  if (isEuropean(regions)) return EURO
  return only === null ? null : (usualCurrencies(only)[0] ?? null)
}

/** G-15: a list of 2019 that names `EU` is one of ads cleared for the EU, Britain within it. */
function isEuropean(regions: readonly Country[]): boolean {
  if (regions.some(({ name }) => name === 'EU' || name === 'EEA')) return true
  return regions.length > 0 && regions.every(({ name }) => EUROPEAN_UNION.has(name))
}
