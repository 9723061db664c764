import { type CalendarDate, calendarDate } from '../../domain/calendar.ts'
import {
  type AdText,
  type Disclosure,
  type DisclosureFields,
  NOT_DISCLOSED,
  type TargetingChoice,
  type Told,
} from '../../domain/disclosure.ts'
import { Problem } from '../../domain/errors.ts'
import { passNamed } from '../../domain/pass-name.ts'
import { type Country, countryName } from '../../domain/place.ts'
import type { Range } from '../../domain/range.ts'
import type { FileContext } from '../../ports/source.ts'
import { advertiserFields, fact } from './advertiser.ts'
import { mediaUrls } from './assets.ts'
import { microsoftCountry } from './countries.ts'
import { impressionsRange } from './impressions.ts'
import { type AdDetails, type MicrosoftAd, parseMicrosoftAd } from './schema.ts'

/** An ad of the library. Only the answer about a single ad has payer, days, impressions and targeting. */
export function normaliseMicrosoftAd(record: Readonly<Record<string, unknown>>, file?: FileContext): Disclosure {
  const ad = parseMicrosoftAd(record)
  const { advertiserName, advertiserId, facts } = advertiserFields(ad)
  const details = ad.AdDetails ?? null
  const all = { ...facts, ...(details === null ? {} : detailFacts(details)) }
  const fields: DisclosureFields = {
    advertiserName,
    advertiserId,
    texts: toldList(texts(ad)),
    landingUrls: toldList([ad.DestinationUrl ?? ''].filter(isSomething)),
    mediaUrls: toldList(mediaUrls(ad.AssetJson ?? '')),
    ...(details === null ? askedFor(file) : delivery(details)),
    otherFacts: Object.keys(all).length === 0 ? NOT_DISCLOSED : all,
  }
  return { adId: String(ad.AdId), observedAt: null, fields }
}

function texts({ Title, Description, DisplayUrl }: MicrosoftAd): AdText[] {
  const parts = [
    ['title', Title],
    ['description', Description],
    ['caption', DisplayUrl],
  ] as const
  return parts.flatMap(([part, text]) => (isSomething(text ?? '') ? [{ part, text: text as string }] : []))
}

/** An ad without details was told of in a list of one country's ads; all else about it was not collected. */
function askedFor(file: FileContext | undefined): DisclosureFields {
  const country = file === undefined ? undefined : countryOfPass(file.name)
  return country === undefined ? {} : { countries: [country] }
}

function countryOfPass(fileName: string): Country | undefined {
  const told = passNamed(fileName)?.unit.split('.').at(1)
  const code = told === undefined ? null : microsoftCountry(told).code
  return code === null ? undefined : { name: countryName(code), code }
}

function delivery(details: AdDetails): DisclosureFields {
  const startsOn = toldDay('StartDate', details.StartDate)
  const endsOn = toldDay('EndDate', details.EndDate)
  const isReversed = typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn
  return {
    disclaimer: isSomething(details.PaidForByName ?? '') ? (details.PaidForByName as string) : NOT_DISCLOSED,
    startsOn,
    endsOn,
    impressions: impressions(details),
    countries: toldList((details.ImpressionsByCountry ?? []).map(({ Country }) => microsoftCountry(Country))),
    targeting: toldList(targeting(details)),
    ...(isReversed ? { remarks: ['ends_before_it_starts'] } : {}),
  }
}

/** The shares are kept as they are written: they are of impressions in the EU and the EEA. */
function detailFacts({ ImpressionsByCountry, RestrictionReason }: AdDetails): Record<string, string> {
  const shares = (ImpressionsByCountry ?? []).filter(({ ImpressionShare }) => ImpressionShare != null)
  const list = shares.map(({ Country, ImpressionShare }) => `${microsoftCountry(Country).name}: ${ImpressionShare}`)
  return { ...fact('Impressions by country', list.join('; ')), ...fact('Restriction', RestrictionReason) }
}

/** UTC: `2026-10-01T00:00:00Z` or `2026-10-01`; `10/1/2026 12:00:00 AM`, the month first, as .NET writes it unless told otherwise. */
function toldDay(field: string, told: string | null | undefined): Told<CalendarDate> {
  const text = told?.trim() ?? ''
  if (text === '') return NOT_DISCLOSED
  try {
    return calendarDate(/^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1] ?? slashed(text) ?? text)
  } catch (cause) {
    throw malformed(field, text, cause)
  }
}

function slashed(text: string): string | null {
  const [, month = '', day = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: \d{1,2}:\d{2}.*)?$/.exec(text) ?? []
  return year === undefined ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function impressions({ TotalImpressionsRange: told }: AdDetails): Told<Range> {
  const text = String(told ?? '').trim()
  if (text === '') return NOT_DISCLOSED
  try {
    return impressionsRange(text)
  } catch (cause) {
    throw malformed('TotalImpressionsRange', text, cause)
  }
}

function malformed(field: string, text: string, cause: unknown): Problem {
  const message = `${field} is “${text.slice(0, 120)}”, which cannot be read`
  return new Problem('record.malformed', message, { details: { field }, cause })
}

const TARGETS: ReadonlyMap<string, string> = new Map([
  ['1', 'Gender'],
  ['2', 'Age'],
  ['3', 'Location'],
  ['22', 'MicrosoftAudiences'],
  ['25', 'AdvertiserAudiences'],
])

/** MS-1. Kinds alone are told, never what was chosen; one that was used for exclusion was used for inclusion too. */
function targeting({ Targets, TargetTypes }: AdDetails): TargetingChoice[] {
  const choices = [...(Targets ?? []), ...(TargetTypes ?? [])].flatMap(({ TargetType, UsedForExclusion }) => {
    const criterion = TARGETS.get(String(TargetType)) ?? String(TargetType)
    const modes = UsedForExclusion === true ? (['included', 'excluded'] as const) : (['included'] as const)
    return modes.map((mode): TargetingChoice => ({ criterion, mode, values: [] }))
  })
  // One list may repeat the other.
  return [...new Map(choices.map((choice) => [`${choice.mode} ${choice.criterion}`, choice])).values()]
}

function isSomething(text: string): boolean {
  return text.trim() !== ''
}

function toldList<Item>(items: readonly Item[]): Told<readonly Item[]> {
  return items.length === 0 ? NOT_DISCLOSED : items
}
