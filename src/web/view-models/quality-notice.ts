import {
  type AdDays,
  adDays,
  daysOfAd,
  firstUnsettledDay,
  type Problems,
  type SourceProblems,
  type Span,
  touchedSpans,
} from '../../domain/data-quality.ts'
import type { HeldDisclosure } from '../../domain/held-disclosure.ts'
import type { Manifest } from '../../ports/source.ts'
import { counted } from '../format.ts'
import { dayText } from '../format-date.ts'
import { qualityUrl } from '../quality-request.ts'

/** One sentence about days that must be read with care, and where they are shown. */
export interface QualityNoticeView {
  readonly text: string
  readonly href: string
}

interface Days {
  readonly from: string | null
  readonly to: string | null
  /** Missing or null: of any. */
  readonly country?: string | null
  readonly countries?: readonly string[]
}

/** Days that figures or ads of a source on the page rest on. */
export interface RestingOn {
  readonly source: string
  readonly days: readonly Days[]
}

/** The days of the ads on a page. */
export function restingOnAds(ads: readonly HeldDisclosure[], problems: Problems): RestingOn[] {
  return [...problems].flatMap(([source, known]) => {
    const own = ads.filter((ad) => ad.source === source)
    return own.length === 0 ? [] : [{ source, days: own.map((ad) => daysAndPlaces(adDays(ad), known)) }]
  })
}

function daysAndPlaces(ad: AdDays, known: SourceProblems): Days {
  return { ...daysOfAd(ad, known), countries: ad.countries ?? [] }
}

/** @param isUnsettledTold whether the page says elsewhere which days still move. @returns null where nothing is touched */
export function qualityNotice(
  resting: readonly RestingOn[],
  problems: Problems,
  manifests: readonly Manifest[],
  isUnsettledTold: boolean,
): QualityNoticeView | null {
  const parts = resting.flatMap(({ source, days }) => {
    const known = problems.get(source)
    const told = known === undefined ? [] : partsOf(days, known, isUnsettledTold)
    const name = manifests.find(({ id }) => id === source)?.name ?? source
    return told.length === 0 ? [] : [{ source, text: `${name}: ${told.join('; ')}` }]
  })
  if (parts.length === 0) return null
  const [only] = parts
  return {
    text: `Read with care. ${parts.map(({ text }) => text).join('. ')}.`,
    href: qualityUrl(parts.length === 1 && only !== undefined ? { source: only.source } : {}),
  }
}

function partsOf(days: readonly Days[], known: SourceProblems, isUnsettledTold: boolean): string[] {
  const touched = (spans: readonly Span[]) =>
    [...new Set(days.flatMap((each) => touchedSpans(spans, each)))].sort(byDay)
  const [gaps, partial, held] = [known.gaps, known.partial, known.held].map(touched)
  const unsettled = firstUnsettledDay(known.newest)
  const isUnsettled = !isUnsettledTold && days.some(({ to }) => to === null || to >= unsettled)
  return [
    ...sentence(gaps, (spans) => `no file of ${spans}`),
    ...sentence(partial, (spans) => `not all of ${spans} is held`),
    ...sentence(held, (spans) => `a mass absence in the file of ${spans} waits for a person’s decision`),
    ...(isUnsettled ? [`what it tells of ${dayText(unsettled)} and later may still change`] : []),
  ]
}

/** So many stretches are named, the newest; the rest is counted. */
const MOST_NAMED = 3

function sentence(spans: readonly Span[] = [], words: (spans: string) => string): string[] {
  if (spans.length === 0) return []
  const named = spans
    .slice(-MOST_NAMED)
    .map(({ from, to }) => (from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`))
  const more = spans.length - named.length
  return [
    words(`${named.join(', ')}${more === 0 ? '' : ` and ${counted(more, 'earlier stretch', 'earlier stretches')}`}`),
  ]
}

function byDay(one: Span, other: Span): number {
  return one.from < other.from ? -1 : 1
}
