import type { Currency } from './money.ts'
import type { CountryCode } from './place.ts'
import { usualCurrencies } from './usual-currency.ts'

/** A fact that a source recorded and that does not fit where the ad was aimed. No verdict: a reason to look. */
export type RecordedFact = 'billing_country' | 'currency'

export const RECORDED_FACTS = ['billing_country', 'currency'] as const satisfies readonly RecordedFact[]

/**
 * `billing_country` if and only if the recorded billing country is none of the countries that the ad was aimed at;
 * `currency` if and only if the usual currencies of every one of them are known and the recorded one is none of them.
 * Where a country or a currency is not told, or a country is not understood, nothing is said. A currency into which the
 * source converted the amount is not the one that was paid in.
 */
export function recordedAbroad(ad: {
  readonly billingCountry: CountryCode | null
  readonly currency: Currency | null
  /** Whether the source told the amount converted, so that `currency` does not tell what was paid in. */
  readonly isConverted: boolean
  /** Null in the list: a country we do not understand. */
  readonly countries: readonly (CountryCode | null)[]
}): RecordedFact[] {
  const countries = ad.countries.filter((code) => code !== null)
  if (countries.length === 0 || countries.length < ad.countries.length) return []
  const found: RecordedFact[] = []
  if (ad.billingCountry !== null && !countries.includes(ad.billingCountry)) found.push('billing_country')
  const paidIn = ad.isConverted || ad.currency === 'XXX' ? null : ad.currency
  if (paidIn !== null && isUnusual(paidIn, countries)) found.push('currency')
  return found
}

function isUnusual(code: Currency, countries: readonly CountryCode[]): boolean {
  const usual = countries.map(usualCurrencies)
  return usual.every((each) => each.length > 0 && !each.includes(code))
}
