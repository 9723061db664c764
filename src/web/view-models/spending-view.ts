import type { CalendarDate } from '../../domain/calendar.ts'
import type { Problems } from '../../domain/data-quality.ts'
import type { Moment } from '../../domain/moment.ts'
import type { Currency } from '../../domain/money.ts'
import type { Window } from '../../domain/spending.ts'
import type { Manifest } from '../../ports/source.ts'
import type { EffectiveDates, RegionalSpending, SpendingPage } from '../../ports/spending.ts'
import type { Citation } from '../citation.ts'
import { counted, currencyName, moneyText } from '../format.ts'
import { dayText } from '../format-date.ts'
import { type InOneCurrency, ratesText } from '../one-currency.ts'
import { placeText } from '../place-text.ts'
import { platformName } from '../platform-name.ts'
import { rankedPositionText } from '../spending-cursor.ts'
import type { RankedRow } from '../spending-file.ts'
import type { SpendingRequest } from '../spending-request.ts'
import { changedSpendingUrl } from '../spending-url.ts'
import { unsettledFrom } from '../unsettled.ts'
import type { AsOfView } from './as-of-view.ts'
import { type CitationView, citationView } from './citation-view.ts'
import type { LinkView } from './layout-view.ts'
import { type QualityNoticeView, qualityNotice, type RestingOn } from './quality-notice.ts'
import { type RegionalView, regionalView } from './regional-view.ts'
import { rowsText, type SpenderView, type SpendingTotalView, spenderViews, totalView, WHOM } from './spender-view.ts'
import { type SpendingAsked, type SpendingFormView, spendingFormView } from './spending-form-view.ts'

export interface SpendingView {
  readonly form: SpendingFormView
  readonly heading: string
  readonly window: string
  readonly how: string
  readonly currency: string
  /** What becomes of other currencies. */
  readonly others: string
  readonly notices: readonly string[]
  /** How the figures are to be read: dates that were really used, days that still change, rows that name nobody. */
  readonly notes: readonly { readonly mark: string; readonly text: string }[]
  /** What the table lists. */
  readonly whom: string
  readonly spenders: readonly SpenderView[]
  readonly total: SpendingTotalView | null
  readonly exports: readonly LinkView[]
  readonly firstPage: string | null
  readonly nextPage: string | null
  readonly regional: RegionalView | null
  readonly asOf: AsOfView | null
  readonly cite: CitationView | null
  readonly quality: QualityNoticeView | null
}

export interface SpendingContent extends SpendingAsked {
  readonly request: SpendingRequest
  /** Null while no money is told. */
  readonly page: SpendingPage | null
  readonly regional: RegionalSpending | null
  readonly notice: string | null
  /** The moment that was asked for; null: now. */
  readonly asked: Moment | null
  readonly asOf: AsOfView | null
  readonly problems: Problems
  readonly citation: Citation | null
  /** The newest file of each platform asked about. */
  /** All currencies in the one; null: it alone is asked about. */
  readonly one: InOneCurrency | null
  readonly newestDays: readonly { readonly platform: string; readonly newest: CalendarDate }[]
}

export function spendingView(content: SpendingContent, manifests: readonly Manifest[]): SpendingView {
  const { request, currency, page, regional, notice } = content
  const { query, params, after } = request
  const rows = page === null ? [] : rankedRows(page, after?.rank ?? 0)
  const isPaged = params.after !== undefined
  return {
    form: spendingFormView(content, manifests),
    heading: headingOf(query),
    window: windowText(query),
    how: howText(rows, page),
    currency: currency === null ? 'no currency' : currencyName(currency),
    others:
      content.one === null
        ? 'other currencies are ranked apart and never added'
        : 'with all other currencies, converted as the notes say',
    notices: notice === null ? [] : [notice],
    notes: currency === null || page === null ? [] : notesOf(content, page, currency, manifests),
    whom: WHOM[content.by],
    spenders:
      currency === null
        ? []
        : spenderViews(rows, { ...query, by: content.by, currency }, manifests, {
            asOf: params.as_of,
            isOne: content.one !== null,
          }),
    total: currency === null || page === null ? null : totalView(page.total, currency),
    exports: rows.length === 0 ? [] : exportLinks(content),
    firstPage: isPaged ? changedSpendingUrl(params, {}) : null,
    nextPage: nextPage(content, rows),
    regional: currency === null || regional === null ? null : regionalView(regional, params, currency, manifests),
    asOf: content.asOf,
    cite: citationView(content.citation, null),
    quality: page === null ? null : qualityNotice(restingOn(content, manifests), content.problems, manifests, true),
  }
}

/** The days asked for, of every source of the platforms asked about. */
function restingOn({ request: { query } }: SpendingContent, manifests: readonly Manifest[]): RestingOn[] {
  const { from, to, platform, place } = query
  const own = manifests.filter(({ platformId }) => platform === null || platformId === platform)
  return own.map(({ id }) => ({ source: id, days: [{ from, to, country: place?.slice(0, 2) ?? null }] }))
}

export function rankedRows({ rows }: SpendingPage, before: number): RankedRow[] {
  return rows.map((row, index) => ({ rank: before + index + 1, row }))
}

/** `Who spent most: Germany, over all time` */
export function spendingTitle(query: SpendingRequest['query']): string {
  return `${headingOf(query)}, ${windowText(query)}`
}

function headingOf({ place }: SpendingRequest['query']): string {
  return place === null ? 'Who spent most' : `Who spent most: ${placeText(place)}`
}

/** `from 6 Oct 2024 to 4 Nov 2024`, `over all time` */
export function windowText({ from, to }: Window): string {
  if (from === null) return to === null ? 'over all time' : `up to ${dayText(to)}`
  if (to === null) return `from ${dayText(from)} on`
  return from === to ? `on ${dayText(from)}` : `from ${dayText(from)} to ${dayText(to)}`
}

function howText(rows: readonly RankedRow[], page: SpendingPage | null): string {
  const [first, last] = [rows[0], rows.at(-1)]
  if (page === null || first === undefined || last === undefined)
    return 'No file that we have read tells of any money for this.'
  const all = rowsText(page.total)
  const shown = rows.length === page.total.rows ? all : `Ranks ${first.rank} to ${last.rank} of ${all}`
  return `${shown}, the greatest lower bound first.`
}

function notesOf(
  { request, newestDays, one }: SpendingContent,
  { effective, unnamed }: SpendingPage,
  currency: Currency,
  manifests: readonly Manifest[],
): SpendingView['notes'] {
  return [
    ...(one === null ? [] : [{ mark: 'One currency', text: ratesText(one) }]),
    ...unsettledNotes(request.query, newestDays, manifests),
    ...effective.map((dates) => effectiveNote(dates, manifests)),
    ...(unnamed === null
      ? []
      : [
          {
            mark: 'Nobody named',
            text: `${counted(unnamed.rows, 'row')} of reports (${moneyText(unnamed, currency)} in all) ${unnamed.rows === 1 ? 'names' : 'name'} nobody whom the source tells apart from others. They stand in no row and in no sum of this table.`,
          },
        ]),
  ]
}

/** Each platform has its own newest file, and its own days that still move. */
function unsettledNotes(
  window: Window,
  newestDays: SpendingContent['newestDays'],
  manifests: readonly Manifest[],
): SpendingView['notes'] {
  const parts = newestDays.flatMap(({ platform, newest }) => {
    const from = unsettledFrom(window, newest)
    const name = platformName(manifests, platform)
    return from === null ? [] : [`${name} from ${dayText(from)} on, newest file ${dayText(newest)}`]
  })
  if (parts.length === 0) return []
  const why =
    'Sources change their figures for the last seven days before their newest file, and tell nothing of later days'
  return [{ mark: 'Unsettled', text: `${why}: ${parts.join('; ')}.` }]
}

export function unsettledText(from: CalendarDate, newest: CalendarDate): string {
  return `The days from ${dayText(from)} on still move. Sources change their figures for the last seven days before their newest file (${dayText(newest)}).`
}

function effectiveNote(
  { source, inside, covering }: EffectiveDates,
  manifests: readonly Manifest[],
): SpendingView['notes'][number] {
  const name = manifests.find(({ id }) => id === source)?.platform ?? source
  const lower =
    inside === null ? 'none lies inside your dates' : `${periodOf(inside)} lie inside your dates and raise lower bounds`
  const upper = covering === null ? 'none covers them' : `${periodOf(covering)} cover them and cap upper bounds`
  return { mark: 'True dates', text: `${name} tells totals for periods of its own: ${lower}; ${upper}.` }
}

function periodOf({ from, to }: { from: CalendarDate | null; to: CalendarDate }): string {
  return from === null ? `those up to ${dayText(to)}` : `${dayText(from)} – ${dayText(to)}`
}

function exportLinks({ request, currency }: SpendingContent): LinkView[] {
  return (['csv', 'json'] as const).map((format) => ({
    text: format.toUpperCase(),
    href: changedSpendingUrl(request.params, { currency, format }),
  }))
}

function nextPage({ request, page, currency, by, asked }: SpendingContent, rows: readonly RankedRow[]): string | null {
  const last = rows.at(-1)
  if (page === null || page.next === null || last === undefined) return null
  const after = rankedPositionText({ position: page.next, rank: last.rank, revision: asked?.revision ?? null })
  return changedSpendingUrl(request.params, { currency, by, after })
}
