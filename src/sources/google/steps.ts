import { type Currency, currency } from '../../domain/money.ts'
import { minorOf } from './money-columns.ts'

/** `converted`: one amount told in all currencies, 2018 to 2022. `apart`: since then, other money in each. */
export type Vintage = 'converted' | 'apart'

/**
 * The step to which sums are rounded, in whole units. Source: greatest common divisors of all columns of the files of
 * 2018, 2019, January 2020 and April 2025. The older are rounded to the nearest step, those of 2025 up to the next.
 */
const STEPS = `USD 100 EUR 50 INR 250 DKK 500 GBP 50 NZD 200 ILS 250 AUD 150 TWD 3000 BRL 500 ARS 15000 ZAR 15000
  CLP 50000 MXN 1000`
const STEPS_APART = 'BGN 100 CZK 1500 HUF 20000 PLN 250 RON 250 SEK 1000'
const STEPS_CONVERTED = 'BGN 25 HRK 100 CZK 1000 HUF 7500 PLN 100 RON 75 SEK 750'

const steps: Readonly<Record<Vintage, ReadonlyMap<string, bigint>>> = {
  converted: table(`${STEPS} ${STEPS_CONVERTED}`),
  apart: table(`${STEPS} ${STEPS_APART}`),
}

/** In minor units; null for a currency whose step nobody has measured. */
export function roundingStep(code: Currency, vintage: Vintage): bigint | null {
  return steps[vintage].get(code) ?? null
}

/** The currencies of which Google has ever had columns. */
export const KNOWN_CURRENCIES: readonly string[] = [...new Set([...steps.apart.keys(), ...steps.converted.keys()])]

export function isKnownCurrency(code: Currency): boolean {
  return KNOWN_CURRENCIES.includes(code)
}

function table(text: string): ReadonlyMap<string, bigint> {
  const entries = [...text.matchAll(/([A-Z]{3}) (\d+)/g)]
  return new Map(entries.map(([, code = '', step = '']) => [code, minorOf(step, currency(code))]))
}
