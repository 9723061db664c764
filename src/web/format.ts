import { type Currency, minorDigits, NO_CURRENCY } from '../domain/money.ts'
import { isExact, type Range } from '../domain/range.ts'

const whole = new Intl.NumberFormat('en')
const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

/** `1,234` */
export function countText(count: number | bigint): string {
  return whole.format(count)
}

/** `1,234+`: at least so many, where counting stopped. */
export function atLeastText(count: number): string {
  return `${countText(count)}+`
}

/** `1 ad`, `1,234 ads` */
export function counted(count: number | bigint, one: string, many = `${one}s`): string {
  return `${countText(count)} ${BigInt(count) === 1n ? one : many}`
}

/** `1,000–4,999`, `7,400`, `1,000,000 or more` */
export function rangeText(range: Range): string {
  if (isExact(range)) return countText(range.lower)
  return range.upper === null
    ? `${countText(range.lower)} or more`
    : `${countText(range.lower)}–${countText(range.upper)}`
}

/** `USD 1,234–5,678`, `USD 187`, `USD 2,000 or more`. Cents are shown on both bounds or on none. */
export function moneyText(range: Range, currency: Currency): string {
  const digits = minorDigits(currency)
  const scale = 10n ** BigInt(digits)
  const bounds = [range.lower, range.upper ?? 0n]
  const shown = bounds.every((bound) => bound % scale === 0n) ? 0 : digits
  const lower = amountText(range.lower, digits, shown)
  if (isExact(range)) return withCurrency(lower, currency)
  return range.upper === null
    ? `${withCurrency(lower, currency)} or more`
    : withCurrency(`${lower}–${amountText(range.upper, digits, shown)}`, currency)
}

/** One bound without its currency, for columns that name it once: `1,234`, `99.50`. */
export function boundText(minor: bigint, currency: Currency): string {
  const digits = minorDigits(currency)
  return amountText(minor, digits, minor % 10n ** BigInt(digits) === 0n ? 0 : digits)
}

/** Codes of ISO 4217 as they are; its `XXX` in words. */
export function currencyName(currency: Currency): string {
  return currency === NO_CURRENCY ? 'no currency told' : currency
}

/** A share of 0 to 1: `12.3%`; what would round to nothing is told apart from nothing. */
export function shareText(share: number): string {
  return share > 0 && share < 0.0005 ? 'under 0.1%' : percents.format(share)
}

/** How much the bounds leave open, in one word. */
export function certainty(range: Range): 'exact' | 'range' | 'open top' {
  if (isExact(range)) return 'exact'
  return range.upper === null ? 'open top' : 'range'
}

function withCurrency(text: string, currency: Currency): string {
  return currency === NO_CURRENCY ? `${text} (no currency told)` : `${currency} ${text}`
}

function amountText(minor: bigint, digits: number, shown: number): string {
  const scale = 10n ** BigInt(digits)
  const major = countText(minor / scale)
  return shown === 0 ? major : `${major}.${(minor % scale).toString().padStart(digits, '0')}`
}
