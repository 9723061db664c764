import type { CalendarDate } from '../domain/calendar.ts'
import type { DeclaredReturn } from '../domain/declared-return.ts'
import type { SponsorBounds } from '../ports/spending.ts'
import type { FoundSponsor } from '../ports/sponsors.ts'
import { counted, moneyText } from './format.ts'
import { dayText } from './format-date.ts'

interface Told {
  readonly declared: DeclaredReturn
  readonly sponsor: { readonly name: string } | null
  readonly similar: readonly FoundSponsor[]
  readonly bounds: SponsorBounds | null
  readonly unsettled: readonly { readonly platform: string; readonly from: CalendarDate }[]
}

/** Why a declared amount and the bounds may differ without anybody having declared wrongly, a sentence each. */
export function declaredReasons(told: Told): readonly string[] {
  if (told.sponsor === null) return [unnamedReason(told)]
  return [...reasonsOfBounds(told), ...unsettledReasons(told), ...similarReasons(told)]
}

function unnamedReason({ declared, similar }: Told): string {
  if (similar.length === 0) return `No sponsor of the archive was ever called “${declared.sponsor}”, or nearly so.`
  return `“${declared.sponsor}” is not the name of exactly one sponsor. Nearest: ${namesOf(similar)}. Write the permanent id of the one that is meant.`
}

function reasonsOfBounds({ declared, bounds }: Told): string[] {
  if (bounds === null)
    return ['No platform that is held tells of money of this sponsor in this place, period and currency.']
  const { ads, statements, upper, undivided } = bounds
  const reasons: string[] = []
  if (upper === null)
    reasons.push('No upper bound: a platform tells “so much or more” of some ads, or nothing of the days.')
  if (statements === null)
    reasons.push('No report of totals covers or lies in these days: the ads alone bound the amount.')
  if (ads !== null && ads.lower !== ads.upper) reasons.push(rangeReason(ads, declared))
  if (undivided > 0n) {
    const part = moneyText({ lower: undivided, upper: undivided }, declared.currency)
    reasons.push(`Up to ${part} belongs to ads of several places, which the platform does not divide among them.`)
  }
  return reasons
}

function rangeReason(ads: NonNullable<SponsorBounds['ads']>, { currency }: DeclaredReturn): string {
  return `${counted(ads.count, 'ad')} together ${ads.count === 1 ? 'costs' : 'cost'} ${moneyText(ads, currency)} here: platforms tell ranges, and of an ad that also ran outside the period nothing is certain to lie in it.`
}

function unsettledReasons({ unsettled }: Told): string[] {
  return unsettled.map(
    ({ platform, from }) => `${platform} still changes its figures of the days from ${dayText(from)} on.`,
  )
}

function similarReasons({ similar }: Told): string[] {
  return similar.length === 0 ? [] : [`Not counted, but written alike: ${namesOf(similar)}.`]
}

function namesOf(similar: readonly FoundSponsor[]): string {
  return similar.map(({ name, id }) => `${name} (${id})`).join('; ')
}
