import type { CalendarDate } from '../domain/calendar.ts'
import { Problem } from '../domain/errors.ts'
import type { Currency } from '../domain/money.ts'
import { EURO, type Factor, factorBetween, type ReferenceRate, ratesOfMoment } from '../domain/reference-rate.ts'
import type { ReferenceRates } from '../ports/rates.ts'
import type { OneCurrency } from '../ports/spending.ts'
import { dayText } from './format-date.ts'

/** All currencies of an answer in one, and how each got there. */
export interface InOneCurrency extends OneCurrency {
  /** The rate of each that was converted, and of the one itself; the euro, which rates are about, needs none. */
  readonly rates: readonly ReferenceRate[]
  /** Those that have no rate: they are in no sum. */
  readonly without: readonly Currency[]
}

/**
 * One rate a currency: that of the last day on or before the end of the window, or the newest of an open one.
 * @param held the currencies that amounts are told in
 * @throws {Problem} `request.invalid` where the one that is asked for has no rate
 */
export async function inOneCurrency(
  archive: ReferenceRates,
  one: Currency,
  { to, held }: { readonly to: CalendarDate | null; readonly held: readonly Currency[] },
): Promise<InOneCurrency> {
  const rates = ratesOfMoment(await archive.ratesOn(to))
  if (rates.size === 0) throw invalid('This archive holds no reference rates of those days: leave out “in”.')
  if (one !== EURO && !rates.has(one)) {
    throw invalid(`There is no reference rate of ${one}. Choose one of: ${[EURO, ...rates.keys()].join(', ')}.`)
  }
  const factors = new Map<Currency, Factor>()
  for (const currency of new Set([...held, one])) {
    const factor = factorBetween(currency, one, rates)
    if (factor !== null) factors.set(currency, factor)
  }
  const isConverted = [...factors.keys()].some((currency) => currency !== one)
  return {
    currency: one,
    factors,
    rates: isConverted ? [...rates.values()].filter(({ currency }) => factors.has(currency)) : [],
    without: held.filter((currency) => !factors.has(currency)),
  }
}

/** `USD 1.0897 of 2024-11-05 | GBP 0.83 of 2024-11-05`, for a cell. */
export function ratesCell({ rates }: InOneCurrency): string {
  return rates.map(({ currency, perEuro, day }) => `${currency} ${perEuro} of ${day}`).join(' | ')
}

/** How amounts were converted, in words. */
export function ratesText({ currency, rates, without }: InOneCurrency): string {
  const used = rates.map((rate) => `${rate.currency} ${rate.perEuro} of ${dayText(rate.day)}`).join(', ')
  const how = `Amounts stand in ${currency}. They were converted by the European Central Bank’s reference rates, so much for a euro: ${used}. Lower bounds are rounded down, upper ones up.`
  const same = `Amounts stand in ${currency}; none was told in another currency that has a rate.`
  const left = without.length === 0 ? '' : ` In no sum, for want of a rate: ${without.join(', ')}.`
  return `${rates.length === 0 ? same : how}${left}`
}

export function ratesJson({ currency, rates, without }: InOneCurrency) {
  return { currency, rates: rates.map((rate) => ({ ...rate })), without: [...without] }
}

function invalid(sentence: string): Problem {
  return new Problem('request.invalid', sentence)
}
