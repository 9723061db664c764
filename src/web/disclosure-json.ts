import { adDays, adQuality, type Problems } from '../domain/data-quality.ts'
import { isAbsent } from '../domain/disclosure.ts'
import { FIELD_NAMES, fieldState, type HeldDisclosure, textLanguage } from '../domain/held-disclosure.ts'
import { type Currency, majorBounds } from '../domain/money.ts'
import type { Range } from '../domain/range.ts'
import type { Manifest } from '../ports/source.ts'
import { advertiserUrl } from './advertiser-url.ts'
import { shownHeld } from './honoured-removal.ts'

/** A value that `JSON.stringify` writes as it is. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * An ad as JSON. Every field is there: its value, or `{"absent": …}`; those not collected are listed by name. Bounds
 * are decimal text, since JSON readers round large numbers; money is in major units of its currency. `dataQuality`: codes
 * of what is known against its days; empty: nothing.
 */
export function disclosureJson(
  known: HeldDisclosure,
  manifest: Manifest | undefined,
  problems: Problems,
): { readonly [key: string]: Json } {
  const held = shownHeld(known, manifest)
  const neverDisclosed = manifest?.neverDisclosed ?? []
  const states = FIELD_NAMES.map((name) => ({ name, state: fieldState(held.fields, name, neverDisclosed) }))
  const fields = states
    .filter(({ state }) => state !== 'not_collected')
    .map(({ name, state }): [string, Json] => [name, state === 'told' ? jsonOf(held.fields[name]) : { absent: state }])
  return {
    id: held.id,
    source: held.source,
    adId: held.adId,
    page: `/ads/${held.id}`,
    firstSeenAt: held.firstSeenAt,
    lastSeenAt: held.lastSeenAt,
    missingSince: held.listing.missingSince,
    withdrawnAt: held.listing.withdrawnAt,
    recordedAbroad: [...held.recordedAbroad],
    advertiser: held.advertiser === null ? null : { ...held.advertiser, page: advertiserUrl(held.advertiser) },
    textLanguage: textLanguage(held),
    fields: Object.fromEntries(fields),
    notCollected: states.filter(({ state }) => state === 'not_collected').map(({ name }) => name),
    remarks: [...(held.fields.remarks ?? [])],
    dataQuality: adQuality(adDays(held), problems),
  }
}

/** A range of money as decimal text in major units. An open top is null. */
export function moneyJson(range: Range, currency: Currency): { readonly [key: string]: Json } {
  return { currency, ...majorBounds(range, currency) }
}

/** Any told value: money is known by its currency, absences stay what they are. */
function jsonOf(value: unknown): Json {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(jsonOf)
  if (typeof value !== 'object' || value === null) return null
  if (isAbsent(value)) return { absent: value.absent }
  if (isMoney(value)) return moneyJson(value, value.currency)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, jsonOf(each)]))
}

function isMoney(value: object): value is { lower: bigint; upper: bigint | null; currency: Currency } {
  return 'currency' in value && 'lower' in value && typeof value.lower === 'bigint'
}
