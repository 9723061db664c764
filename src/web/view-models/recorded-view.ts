import { toldValue } from '../../domain/disclosure.ts'
import type { HeldDisclosure } from '../../domain/held-disclosure.ts'
import { type Country, type CountryCode, countryName } from '../../domain/place.ts'
import type { RecordedFact } from '../../domain/recorded-abroad.ts'
import { usualCurrencies } from '../../domain/usual-currency.ts'
import type { Version } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import { FIELD_LABELS } from '../labels.ts'

/** A recorded fact that does not fit where the ad was aimed, with all that it rests on. */
export interface RecordedView {
  readonly sentence: string
  /** The fields that say so, and what they hold. */
  readonly fields: string
  readonly level: string
  /** The record, or the part of the ad's page that leads to it. */
  readonly recordHref: string
}

/** Every recorded fact of an ad. With the ad's versions, links lead to the newest record that tells the field. */
export function recordedViews(
  held: HeldDisclosure,
  manifest: Manifest | undefined,
  history: { readonly versions: readonly Version[]; readonly versionCount: number } | null,
): RecordedView[] {
  return held.recordedAbroad.map((fact) => ({
    ...(fact === 'billing_country' ? billingView(held, manifest) : currencyView(held)),
    recordHref: recordHref(held, fact, history),
  }))
}

function billingView(
  { source, fields }: HeldDisclosure,
  manifest: Manifest | undefined,
): Omit<RecordedView, 'recordHref'> {
  const billing = toldValue(fields.billingCountry)
  const platform = manifest?.platform ?? source
  return {
    sentence: `Billing country recorded by ${platform} is ${codeOf(billing)}; the ad was aimed at ${targets(fields)}.`,
    fields: `${FIELD_LABELS.billingCountry}: ${named(billing)}. ${countriesText(fields)}`,
    level: 'low',
  }
}

/** Currencies in which people pay all over the world tell less. */
const WORLD_CURRENCIES: readonly string[] = ['USD', 'EUR', 'GBP']

function currencyView({ fields }: HeldDisclosure): Omit<RecordedView, 'recordHref'> {
  const paid = toldValue(fields.spend)?.currency ?? 'no currency'
  const codes = (toldValue(fields.countries) ?? []).flatMap(({ code }) => code ?? [])
  const usual = [...new Set(codes.flatMap(usualOf))]
  const verb = usual.length === 1 ? 'usual currency for ads shown in' : 'usual currencies for ads shown in'
  const isWorld = WORLD_CURRENCIES.includes(paid)
  return {
    sentence: `The ad was paid in ${paid}; the ${verb} ${targets(fields)} ${usual.length === 1 ? 'is' : 'are'} ${list(usual)}.`,
    fields: `${FIELD_LABELS.spend}: in ${paid}. ${countriesText(fields)}`,
    level: isWorld ? `for information only, since ${paid} is used all over the world` : 'low',
  }
}

function usualOf(code: CountryCode): readonly string[] {
  return usualCurrencies(code)
}

function targets(fields: HeldDisclosure['fields']): string {
  return list((toldValue(fields.countries) ?? []).map(codeOf))
}

function countriesText(fields: HeldDisclosure['fields']): string {
  const countries = toldValue(fields.countries) ?? []
  return `${FIELD_LABELS.countries}: ${list(countries.map(named))}.`
}

function named(country: Country | null): string {
  return country?.code == null ? codeOf(country) : `${countryName(country.code)} (${country.code})`
}

function codeOf(country: Country | null): string {
  return country?.code ?? country?.name ?? 'not told'
}

const FIELD_OF = { billing_country: 'billingCountry', currency: 'spend' } as const satisfies Record<
  RecordedFact,
  string
>

function recordHref(
  { id, fields }: HeldDisclosure,
  fact: RecordedFact,
  history: { readonly versions: readonly Version[]; readonly versionCount: number } | null,
): string {
  if (history === null) return `/ads/${id}#recorded`
  const field = FIELD_OF[fact]
  const at = history.versions.findIndex((version) => toldValue<unknown>(version.fields[field]) !== null)
  return at < 0 || toldValue<unknown>(fields[field]) === null
    ? `/ads/${id}#versions`
    : `/ads/${id}/records/${history.versionCount - at}`
}

const MOST = 12

function list(names: readonly string[]): string {
  const shown = names.slice(0, MOST)
  if (names.length > MOST) return `${shown.join(', ')} and ${names.length - MOST} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
