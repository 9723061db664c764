import type { CalendarDate } from './calendar.ts'
import { daysLater } from './days.ts'
import { toldValue } from './disclosure.ts'
import type { HeldDisclosure } from './held-disclosure.ts'

/** Days in a row, both inclusive. */
export interface Span {
  readonly from: CalendarDate
  readonly to: CalendarDate
  /** Of which countries it is so, in order; missing: of all. */
  readonly countries?: readonly string[]
}

/** What is known against the days of a source, by the days of its files. Spans of a kind are in order and share no day. */
export interface SourceProblems {
  /** The day of its newest file. */
  readonly newest: CalendarDate
  /** The first of the days before it that still move. */
  readonly unsettledFrom: CalendarDate
  /** Days without a file although files come daily, and days on which pulling it failed or did not happen. */
  readonly gaps: readonly Span[]
  /** Days whose files came, but not all of them, or not all that is in them was understood. */
  readonly partial: readonly Span[]
  /** Days whose files lack so many ads that a person must decide what it means. */
  readonly held: readonly Span[]
}

/** By source; a source that holds no file has no entry. */
export type Problems = ReadonlyMap<string, SourceProblems>

/** Days asked about, both inclusive; null is without end on that side. */
interface Days {
  readonly from: string | null
  readonly to: string | null
  /** The country asked about; missing or null: all, or not known. */
  readonly country?: string | null
  /** Several of them; missing or empty: all, or not known. */
  readonly countries?: readonly string[]
}

export interface AdDays {
  readonly source: string
  readonly startsOn: string | null
  readonly endsOn: string | null
  /** Where it ran, as far as known: an ad is not marked by what is known of other countries alone. */
  readonly countries?: readonly string[]
}

/** So many days before its newest file, a source still changes what it tells. */
const UNSETTLED_DAYS = 7

/** No cell grows beyond so many spans of a kind; the rest is counted. */
const MOST_SPANS = 20

export function firstUnsettledDay(newest: CalendarDate): CalendarDate {
  return daysLater(newest, -UNSETTLED_DAYS)
}

/**
 * What is known against the days on which an ad ran, as codes; empty: nothing. A start that nobody told may be any day; an
 * end that is still open lasts until the source's newest file.
 */
export function adQuality(ad: AdDays, problems: Problems): string {
  const known = problems.get(ad.source)
  if (known === undefined) return ''
  const { countries = [] } = ad
  return codesOf({ ...daysOfAd(ad, known), countries }, known).join(CODES)
}

/** So many pairs of first and last day are remembered; files hold far fewer. */
const MOST_REMEMBERED = 20_000

/** The same for millions of ads: many ran on the same days in the same countries. */
export function adQualities(problems: Problems): (ad: AdDays) => string {
  const known = new Map<string, string>()
  return (ad) => {
    const key = `${ad.source} ${ad.startsOn} ${ad.endsOn} ${ad.countries?.join() ?? ''}`
    const codes = known.get(key) ?? adQuality(ad, problems)
    if (known.size < MOST_REMEMBERED) known.set(key, codes)
    return codes
  }
}

/** The same of a window of days, for all sources that its figures rest on. */
export function windowQuality(window: Days, sources: readonly SourceProblems[]): string {
  return [...new Set(sources.flatMap((known) => codesOf(window, known)))].join(CODES)
}

/** The days of an ad that is held. */
export function adDays({ source, fields }: HeldDisclosure): AdDays {
  const countries = (toldValue(fields.countries) ?? []).flatMap(({ code }) => code ?? [])
  return { source, startsOn: toldValue(fields.startsOn), endsOn: toldValue(fields.endsOn), countries }
}

const CODES = ' | '

/** From the first to the last day on which it ran. Some rows of a source have their days the wrong way round. */
export function daysOfAd({ startsOn, endsOn }: AdDays, { newest }: SourceProblems): Days {
  if (startsOn === null) return { from: null, to: endsOn ?? newest }
  if (endsOn === null) return { from: startsOn, to: startsOn > newest ? startsOn : newest }
  return startsOn <= endsOn ? { from: startsOn, to: endsOn } : { from: endsOn, to: startsOn }
}

function codesOf(days: Days, { unsettledFrom, gaps, partial, held }: SourceProblems): string[] {
  const codes: string[] = days.to === null || days.to >= unsettledFrom ? ['unsettled'] : []
  addSpans(codes, 'gap', touchedSpans(gaps, days))
  addSpans(codes, 'partial', touchedSpans(partial, days))
  if (touchedSpans(held, days).length > 0) codes.push('held_absences')
  return codes
}

function addSpans(codes: string[], kind: 'gap' | 'partial', spans: readonly Span[]): void {
  for (const { from, to } of spans.slice(-MOST_SPANS)) codes.push(`${kind}:${from === to ? from : `${from}/${to}`}`)
  if (spans.length > MOST_SPANS) codes.push(`more_${kind}:${spans.length - MOST_SPANS}`)
}

/** Those that share a day with the days asked about and are of one of the countries, in order. */
export function touchedSpans(spans: readonly Span[], { from, to, country, countries = [] }: Days): readonly Span[] {
  const first = from === null ? 0 : firstEndingFrom(spans, from)
  let end = first
  for (let span = spans[end]; span !== undefined && (to === null || span.from <= to); span = spans[end]) end++
  if (end === first) return NONE
  const touched = spans.slice(first, end)
  const asked = country == null ? countries : [country]
  return asked.length === 0
    ? touched
    : touched.filter((span) => asked.some((each) => concerns(span.countries ?? null, each)))
}

/** Whether what is so of some countries, or of all (null), is so of this one. */
export function concerns(countries: readonly string[] | null, country: string): boolean {
  return countries === null || countries.includes(country)
}

const NONE: readonly Span[] = []

/** The place of the first span that does not end before the day. */
function firstEndingFrom(spans: readonly Span[], day: string): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const span = spans[middle]
    if (span !== undefined && span.to < day) low = middle + 1
    else high = middle
  }
  return low
}

/** Days, in any order and any number of times, as spans. */
export function spansOf(days: Iterable<CalendarDate>): Span[] {
  return spansByCountry([...new Set(days)].sort().map((day) => ({ day, countries: null })))
}

/** Days in order, each once, as spans of the same countries. Null: of all. */
export function spansByCountry(
  days: readonly { readonly day: CalendarDate; readonly countries: readonly string[] | null }[],
): Span[] {
  const spans: Span[] = []
  for (const { day, countries } of days) {
    const last = spans.at(-1)
    const goesOn = last !== undefined && daysLater(last.to, 1) === day && areSame(last.countries ?? null, countries)
    if (goesOn) spans[spans.length - 1] = { ...last, to: day }
    else spans.push({ from: day, to: day, ...(countries === null ? {} : { countries }) })
  }
  return spans
}

function areSame(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return one === other || (one !== null && other !== null && one.join() === other.join())
}
