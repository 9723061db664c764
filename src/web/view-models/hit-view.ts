import { type AdText, type FieldName, isAbsent, type Told, toldValue } from '../../domain/disclosure.ts'
import { type HeldDisclosure, textLanguage } from '../../domain/held-disclosure.ts'
import { LONGEST_LOOK, segments } from '../../domain/highlight.ts'
import type { DisclosureId } from '../../domain/ids.ts'
import { countryName, regionName } from '../../domain/place.ts'
import type { SearchTerms } from '../../domain/search-terms.ts'
import type { SearchResult } from '../../ports/archive.ts'
import type { Manifest } from '../../ports/source.ts'
import type { AdSponsor } from '../../ports/sponsor-ads.ts'
import { cutPieces, excerpt } from '../excerpt.ts'
import { counted, moneyText, rangeText } from '../format.ts'
import { periodText } from '../format-date.ts'
import { shownHeld } from '../honoured-removal.ts'
import { libraryName } from '../platform-name.ts'
import { sponsorUrl } from '../sponsor-url.ts'
import { type TextPiece, textPieces, visibleName, visibleText } from '../visible-text.ts'
import { type AbsenceView, absenceOf } from './absence-view.ts'
import type { LinkView } from './layout-view.ts'
import { listingMark } from './listing-view.ts'
import { type RecordedView, recordedViews } from './recorded-view.ts'

/** A value in a list of results: its text, or why there is none. */
export interface ValueView {
  readonly pieces: readonly TextPiece[]
  readonly absence: AbsenceView | null
}

export interface HitView {
  readonly href: string
  readonly platform: string
  readonly period: string
  readonly places: string
  /** Says so where the source no longer lists the ad. */
  readonly listing: string | null
  /** Told where they are asked for, and nowhere else. */
  readonly recorded: readonly RecordedView[]
  readonly headline: readonly TextPiece[]
  readonly excerpt: readonly TextPiece[]
  readonly language: string | null
  readonly advertiser: ValueView
  readonly payer: ValueView
  /** Null where nothing attributes it, and on the sponsor's own page. */
  readonly sponsor: LinkView | null
  readonly spend: ValueView
  readonly impressions: ValueView
}

interface Highlighting {
  readonly sponsors?: ReadonlyMap<DisclosureId, AdSponsor>
  readonly terms: SearchTerms
  readonly stemOf: SearchResult['stemOf']
  /** Recorded facts are what the list is about. */
  readonly isAboutRecorded?: boolean
}

const LONGEST_HEADLINE = 110
const LONGEST_EXCERPT = 260
const MOST_PLACES = 3

export function hitView(known: HeldDisclosure, manifest: Manifest | undefined, highlighting: Highlighting): HitView {
  const held = shownHeld(known, manifest)
  const { fields } = held
  const mark = marker(held.searchLanguage, highlighting)
  const markName = (name: string) => excerpt(mark(name.slice(0, LONGEST_LOOK)), LONGEST_EXCERPT)
  const value = <Value>(name: FieldName, told: Told<Value> | undefined, write: (value: Value) => TextPiece[]) =>
    valueView(held, name, manifest, told, write)
  const platform = libraryName(manifest, held.source)
  return {
    href: `/ads/${held.id}`,
    platform,
    period: periodText(toldValue(fields.startsOn), toldValue(fields.endsOn)),
    places: placesText(held),
    listing: listingMark(held),
    recorded: highlighting.isAboutRecorded === true ? recordedViews(held, manifest, null) : [],
    ...wordsOf(held, mark, platform),
    language: textLanguage(held),
    advertiser: value('advertiserName', fields.advertiserName, markName),
    payer: value('disclaimer', fields.disclaimer, markName),
    sponsor: sponsorLink(highlighting.sponsors?.get(held.id)),
    spend: value('spend', fields.spend, (spend) => plain(moneyText(spend, spend.currency))),
    impressions: value('impressions', fields.impressions, (shown) => plain(rangeText(shown))),
  }
}

/** Ads of a list that was not searched for words. */
export function plainHits(ads: readonly HeldDisclosure[], manifests: readonly Manifest[]): HitView[] {
  const highlighting = { terms: { include: [], exclude: [] }, stemOf: (_language: string | null, word: string) => word }
  return ads.map((held) =>
    hitView(
      held,
      manifests.find(({ id }) => id === held.source),
      highlighting,
    ),
  )
}

function sponsorLink(sponsor: AdSponsor | undefined): LinkView | null {
  return sponsor === undefined ? null : { text: visibleName(sponsor.name), href: sponsorUrl(sponsor.id) }
}

type Marker = (text: string) => TextPiece[]

function marker(language: string | null, { terms, stemOf }: Highlighting): Marker {
  return (text) => textPieces(segments(text, terms.include, (word) => stemOf(language, word)))
}

function plain(text: string): TextPiece[] {
  return [{ kind: 'plain', text }]
}

function valueView<Value>(
  { fields }: HeldDisclosure,
  name: FieldName,
  manifest: Manifest | undefined,
  told: Told<Value> | undefined,
  write: (value: Value) => TextPiece[],
): ValueView {
  if (told === undefined || isAbsent(told)) return { pieces: [], absence: absenceOf(fields, name, manifest) }
  return { pieces: write(told), absence: null }
}

/** The title, else the beginning of the first text, heads a result; beneath stands what else the words matched. */
function wordsOf(held: HeldDisclosure, mark: Marker, platform: string): Pick<HitView, 'headline' | 'excerpt'> {
  const texts = (toldValue(held.fields.texts) ?? [])
    .filter(({ text }) => text.trim() !== '')
    .map(({ part, text }) => ({ part, text: text.slice(0, LONGEST_LOOK) }))
  const first = texts.find(({ part }) => part === 'title') ?? texts[0]
  if (first === undefined) return withoutWords(held, mark, platform)
  const [headline, rest] = cutPieces(mark(first.text.trim()), LONGEST_HEADLINE)
  const others = texts.filter((text) => text !== first && !isRepeated(text, first)).map(({ text }) => mark(text.trim()))
  const candidates = [rest, ...others].filter((pieces) => pieces.length > 0)
  const chosen = candidates.find((pieces) => pieces.some(({ kind }) => kind === 'match')) ?? candidates[0] ?? []
  const isCut = rest.length > 0
  return {
    headline: isCut ? [...headline, { kind: 'plain', text: '…' }] : headline,
    excerpt:
      chosen === rest && isCut
        ? [{ kind: 'plain', text: '… ' }, ...excerpt(rest, LONGEST_EXCERPT)]
        : excerpt(chosen, LONGEST_EXCERPT),
  }
}

/** Some libraries disclose no text: then an ad is headed by who paid for it, and what else is known stands beneath, numbers and times left out. */
function withoutWords(held: HeldDisclosure, mark: Marker, platform: string): Pick<HitView, 'headline' | 'excerpt'> {
  const { disclaimer, advertiserName, formats, otherFacts } = held.fields
  const name = toldValue(disclaimer) ?? toldValue(advertiserName)
  const kind = (toldValue(formats) ?? []).join(' and ')
  const headline =
    name === null ? plain(`${platform} ad ${shortId(held.adId)}`) : excerpt(mark(name.trim()), LONGEST_HEADLINE)
  const facts = Object.entries(toldValue(otherFacts) ?? {})
    .filter(([, fact]) => !/^\d/.test(fact.trim()))
    .map(([label, fact]) => mark(`${label}: ${fact.trim()}`))
  const matched = facts.find((pieces) => pieces.some(({ kind: piece }) => piece === 'match'))
  return {
    headline: kind === '' || name === null ? headline : [...headline, ...plain(`: ${kind}`)],
    excerpt: excerpt(matched ?? facts[0] ?? [], LONGEST_EXCERPT),
  }
}

function isRepeated(text: AdText, first: AdText): boolean {
  return text.text.trim() === first.text.trim()
}

function shortId(adId: string): string {
  return adId.length > 16 ? `${adId.slice(0, 12)}…` : adId
}

function placesText({ fields }: HeldDisclosure): string {
  const regions = (toldValue(fields.regions) ?? []).map(({ name, code }) => (code === null ? name : regionName(code)))
  const countries = (toldValue(fields.countries) ?? []).map(({ name, code }) =>
    code === null ? name : countryName(code),
  )
  const parts = [some(countries, 'country', 'countries'), some(regions, 'region')].filter((part) => part !== '')
  return visibleText(parts.join(': '))
}

/** The first few names; the others are counted. */
function some(names: readonly string[], one: string, many?: string): string {
  const distinct = [...new Set(names)]
  if (distinct.length <= MOST_PLACES) return distinct.join(', ')
  const others = counted(distinct.length - MOST_PLACES, `other ${one}`, `other ${many ?? `${one}s`}`)
  return `${distinct.slice(0, MOST_PLACES).join(', ')} and ${others}`
}
