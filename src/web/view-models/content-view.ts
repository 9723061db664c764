import type { AdText, DisclosureFields } from '../../domain/disclosure.ts'
import { type AudienceShare, toldValue } from '../../domain/disclosure.ts'
import type { FIELD_NAMES } from '../../domain/held-disclosure.ts'
import { type Country, countryName, type Region, regionName } from '../../domain/place.ts'
import type { Range } from '../../domain/range.ts'
import { certainty, moneyText, rangeText, shareText } from '../format.ts'
import { dayText } from '../format-date.ts'
import { FORMAT_LABELS, PART_LABELS } from '../labels.ts'
import { isAskable } from '../parse-request.ts'
import { safeUrl } from '../safe-url.ts'
import { searchUrl } from '../search-url.ts'
import { visibleText } from '../visible-text.ts'
import type { LinkView } from './layout-view.ts'

/** The value of a field, ready to be read, in the shape that suits it. */
export type Content =
  | { readonly kind: 'plain'; readonly text: string; readonly note: string | null; readonly link: LinkView | null }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'links'; readonly links: readonly { readonly text: string; readonly href: string | null }[] }
  | { readonly kind: 'texts'; readonly texts: readonly { readonly part: string; readonly text: string }[] }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly headings: readonly string[]
      readonly rows: readonly (readonly CellView[])[]
      /** The same, one fact a line: what a comparison of two versions is made of. */
      readonly lines: readonly string[]
    }

/** A cell; what is too long to be read at once waits in `rest`. */
export interface CellView {
  readonly text: string
  readonly rest: string | null
}

type Shown = (typeof FIELD_NAMES)[number]

/** The content of a field; null when it tells nothing. Text of advertisers is made visible, character by character. */
export function contentOf(fields: DisclosureFields, name: Shown): Content | null {
  return CONTENTS[name](fields)
}

const CONTENTS: Readonly<Record<Shown, (fields: DisclosureFields) => Content | null>> = {
  advertiserName: (f) => when(toldValue(f.advertiserName), (name) => named(name, 'advertiser')),
  advertiserId: (f) => when(toldValue(f.advertiserId), (id) => plain(id)),
  disclaimer: (f) => when(toldValue(f.disclaimer), (name) => named(name, 'payer')),
  payerAddress: (f) => when(toldValue(f.payerAddress), (address) => plain(address)),
  billingCountry: (f) => when(toldValue(f.billingCountry), (country) => plain(countryText(country))),
  countries: (f) => when(toldValue(f.countries), (countries) => list(countries.map(countryText))),
  regions: (f) => when(toldValue(f.regions), regions),
  startsOn: (f) => when(toldValue(f.startsOn), (day) => plain(dayText(day))),
  endsOn: (f) => when(toldValue(f.endsOn), (day) => plain(dayText(day))),
  spend: (f) => when(toldValue(f.spend), (spend) => plain(moneyText(spend, spend.currency), rangeNote(spend))),
  impressions: (f) => when(toldValue(f.impressions), ranged),
  reach: (f) => when(toldValue(f.reach), ranged),
  audienceSize: (f) => when(toldValue(f.audienceSize), ranged),
  formats: (f) => when(toldValue(f.formats), (formats) => list(formats.map((format) => FORMAT_LABELS[format]))),
  texts: (f) => when(toldValue(f.texts), texts),
  landingUrls: (f) => when(toldValue(f.landingUrls), links),
  mediaUrls: (f) => when(toldValue(f.mediaUrls), links),
  placements: (f) => when(toldValue(f.placements), (placements) => list(placements.map(visibleText))),
  languages: (f) => when(toldValue(f.languages), (codes) => list(codes.map(languageText))),
  targeting: (f) =>
    when(toldValue(f.targeting), (choices) =>
      table(
        'Each row is one choice of the advertiser',
        ['Criterion', 'Included or excluded', 'Values'],
        choices.map(({ criterion, mode, values }) => [criterion, mode, values.join('; ')]),
        choices.flatMap(({ criterion, mode, values }) => values.map((value) => `${criterion}, ${mode}: ${value}`)),
      ),
    ),
  audience: (f) =>
    when(toldValue(f.audience), (shares) =>
      table(
        'Share of delivery by age and gender',
        ['Age', 'Gender', 'Share'],
        byAge(shares).map(({ age, gender, share }) => [age, gender, shareText(share)]),
      ),
    ),
  otherFacts: (f) =>
    when(toldValue(f.otherFacts), (facts) =>
      table('By the source’s own labels', ['Label', 'Fact'], Object.entries(facts)),
    ),
}

function byAge(shares: readonly AudienceShare[]): AudienceShare[] {
  return [...shares].sort((a, b) => a.age.localeCompare(b.age, 'en') || a.gender.localeCompare(b.gender, 'en'))
}

function when<Value>(value: Value | null, write: (value: Value) => Content): Content | null {
  return value === null ? null : write(value)
}

function plain(text: string, note: string | null = null): Content {
  return { kind: 'plain', text: visibleText(text), note, link: null }
}

function named(name: string, param: 'payer' | 'advertiser'): Content {
  const link = isAskable(name) ? { text: `Other ads by this ${param}`, href: searchUrl({ [param]: name }) } : null
  return { kind: 'plain', text: visibleText(name), note: null, link }
}

function ranged(range: Range): Content {
  return plain(rangeText(range), rangeNote(range))
}

/** Zero is a value, and is said to be one: it looks too much like nothing. */
function rangeNote(range: Range): string {
  if (range.lower === 0n && range.upper === 0n) return 'zero, as the source tells it'
  return { exact: 'exact', range: 'range', 'open top': 'range without an upper bound' }[certainty(range)]
}

function list(items: readonly string[]): Content {
  return { kind: 'list', items: items.map(visibleText) }
}

function links(urls: readonly string[]): Content {
  return { kind: 'links', links: urls.map((url) => ({ text: visibleText(url), href: safeUrl(url) })) }
}

function texts(parts: readonly AdText[]): Content {
  return { kind: 'texts', texts: parts.map(({ part, text }) => ({ part: PART_LABELS[part], text: visibleText(text) })) }
}

function table(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  lines: readonly string[] = rows.map((row) => row.join(' · ')),
): Content {
  return { kind: 'table', caption, headings, rows: rows.map((row) => row.map(cell)), lines: lines.map(visibleText) }
}

const LONGEST_CELL = 300

/** Some advertisers name four hundred postal codes. */
function cell(text: string): CellView {
  const visible = visibleText(text)
  if (visible.length <= LONGEST_CELL) return { text: visible, rest: null }
  const at = visible.lastIndexOf(' ', LONGEST_CELL - 60)
  return at <= 0 ? { text: visible, rest: null } : { text: visible.slice(0, at), rest: visible.slice(at + 1) }
}

function regions(told: readonly Region[]): Content {
  if (told.every(({ share }) => share === null)) return list(told.map(regionText))
  const mostFirst = [...told].sort((a, b) => (b.share ?? -1) - (a.share ?? -1))
  const rows = mostFirst.map((region) => [
    regionText(region),
    region.share === null ? 'not told' : shareText(region.share),
  ])
  return table('Share of delivery by region, as the source tells it', ['Region', 'Share'], rows)
}

function regionText({ name, code }: Region): string {
  return code === null ? `${name} (name not understood yet)` : `${regionName(code)} (${code})`
}

function countryText({ name, code }: Country): string {
  return code === null ? `${name} (name not understood yet)` : `${countryName(code)} (${code})`
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

function languageText(code: string): string {
  return /^[a-z]{2,3}$/.test(code) ? `${languageNames.of(code) ?? code} (${code})` : code
}
