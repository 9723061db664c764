import type { CalendarDate } from '../../domain/calendar.ts'
import type { CountryCode } from '../../domain/place.ts'
import { countryName } from '../../domain/place.ts'
import type { DayStatus } from '../../domain/source-days.ts'
import type { DayOfSource, Reconciliation, SourceStanding } from '../../ports/quality.ts'
import type { Manifest } from '../../ports/source.ts'
import { counted, countText } from '../format.ts'
import { dayText, instantText } from '../format-date.ts'
import { reasonsTold } from '../quality-file.ts'
import { changedQualityUrl, NO_COUNTRY, type QualityParams } from '../quality-request.ts'
import { visibleName } from '../visible-text.ts'
import { dateInput, type InputView, type SelectView, select } from './inputs.ts'
import type { LinkView } from './layout-view.ts'
import { type TotalsContent, type TotalsView, totalsView } from './totals-view.ts'

export interface QualityView {
  readonly selects: readonly SelectView[]
  readonly period: readonly InputView[]
  /** What the days shown come to, in a sentence. */
  readonly lead: string
  readonly limit: string
  readonly exports: readonly LinkView[]
  readonly legend: readonly StatusView[]
  /** Whose numbers the columns hold: all countries, or one. */
  readonly scope: string
  readonly rows: readonly QualityRowView[]
  readonly standings: readonly {
    readonly name: string
    readonly newest: string
    readonly lastGood: string
    readonly href: string
  }[]
  readonly stated: readonly { readonly name: string; readonly text: string }[]
  readonly totals: TotalsView | null
  readonly firstPage: string | null
  readonly nextPage: string | null
}

interface StatusView {
  readonly status: DayStatus
  readonly symbol: string
  readonly word: string
  readonly meaning: string
}

export interface QualityRowView extends Omit<StatusView, 'meaning'> {
  readonly day: string
  readonly source: string
  readonly reported: string
  readonly held: string
  readonly quarantined: string
  readonly countries: string
  readonly more: LinkView | null
  readonly reasons: readonly string[]
}

export interface QualityContent {
  readonly totals: TotalsContent
  readonly params: QualityParams
  /** All days asked for, newest first, and those of this page. */
  readonly days: readonly CalendarDate[]
  readonly shown: readonly CalendarDate[]
  readonly cells: readonly DayOfSource[]
  /** The day before which the next page begins. */
  readonly next: CalendarDate | null
  readonly standings: readonly SourceStanding[]
  readonly countries: readonly string[]
  readonly reconciliations: readonly Reconciliation[]
}

export const STATUSES: readonly StatusView[] = [
  { status: 'gap', symbol: '✕', word: 'Gap', meaning: 'there is no file of that day, and there should be one' },
  {
    status: 'partial',
    symbol: '◐',
    word: 'Partial',
    meaning: 'not all of its files came, or not all in them was understood',
  },
  {
    status: 'held_absences',
    symbol: '?',
    word: 'Undecided',
    meaning: 'a file lacks so many ads that a person must decide what that means',
  },
  {
    status: 'unsettled',
    symbol: '~',
    word: 'Unsettled',
    meaning: 'one of the seven days before the newest file, or its own: the source still changes what it tells of them',
  },
  { status: 'complete', symbol: '✓', word: 'Complete', meaning: 'all records of all files that came are held' },
]

export function qualityView(content: QualityContent, manifests: readonly Manifest[]): QualityView {
  const { params, cells, days, shown, next, standings, reconciliations } = content
  const nameOf = (source: string) => manifests.find(({ id }) => id === source)?.name ?? source
  return {
    selects: selects(content, manifests),
    period: [dateInput('from', 'First day', params.from), dateInput('to', 'Last day', params.to)],
    lead: leadText(cells),
    limit: limitText(params, days, shown),
    exports: ['csv', 'json'].map((format) => ({
      text: format.toUpperCase(),
      href: changedQualityUrl(params, { format }),
    })),
    legend: STATUSES,
    scope: params.country === undefined ? 'of all countries' : `of ${countryText(params.country)}`,
    rows: cells.map((cell) => rowView(cell, params, nameOf)),
    standings: standings.map((standing) => standingView(standing, params, nameOf)),
    stated: reconciliations.map((each) => ({ name: nameOf(each.source), text: statedText(each) })),
    totals: totalsView(content.totals, params, nameOf),
    firstPage: params.before === undefined ? null : changedQualityUrl(params, {}),
    nextPage: next === null ? null : changedQualityUrl(params, { before: next }),
  }
}

function rowView(cell: DayOfSource, params: QualityParams, nameOf: (source: string) => string): QualityRowView {
  const { source, day, status, files, reported, held, quarantined, places } = cell
  const { symbol = '', word = status } = STATUSES.find((each) => each.status === status) ?? {}
  const isOneDay = params.from === day && params.to === day
  const named = isOneDay ? places : places.slice(0, 5)
  const more = places.length - named.length
  return {
    day: dayText(day),
    source: nameOf(source),
    status,
    symbol,
    word,
    reported: reported === null ? 'not known' : countText(reported),
    held: countText(held),
    quarantined:
      params.country !== undefined && params.country !== NO_COUNTRY && quarantined > 0
        ? `${countText(quarantined)} of any country`
        : countText(quarantined),
    countries:
      files === 0
        ? 'no file'
        : named
            .map(({ country, records }) => `${country === '' ? 'no country' : country} ${countText(records)}`)
            .join(', '),
    more:
      more === 0
        ? null
        : {
            text: `and ${counted(more, 'country more', 'countries more')}`,
            href: changedQualityUrl(params, { source, from: day, to: day }),
          },
    reasons: reasonsTold(cell).map(visibleName),
  }
}

function leadText(cells: readonly DayOfSource[]): string {
  const count = (status: DayStatus) => cells.filter((cell) => cell.status === status).length
  const parts = STATUSES.filter(({ status }) => count(status) > 0).map(
    ({ status, word }) => `${word.toLowerCase()} ${countText(count(status))}`,
  )
  return parts.length === 0 ? 'No file was read for this.' : `Days of sources on this page: ${parts.join(', ')}.`
}

function limitText(params: QualityParams, days: readonly CalendarDate[], shown: readonly CalendarDate[]): string {
  const all = counted(days.length, 'day')
  const part = shown.length < days.length ? `${countText(shown.length)} of ${all}` : all
  return params.from === undefined
    ? `${part}: the newest sixty days that hold files. Give a first day for earlier ones.`
    : `${part}.`
}

function standingView(
  { source, newest, lastGoodPullAt, isScheduled }: SourceStanding,
  params: QualityParams,
  nameOf: (source: string) => string,
): QualityView['standings'][number] {
  const lastGood = lastGoodPullAt === null ? 'never' : instantText(lastGoodPullAt)
  return {
    name: nameOf(source),
    newest: newest === null ? 'none yet' : dayText(newest),
    lastGood: isScheduled || lastGoodPullAt !== null ? lastGood : 'not pulled on schedule by this site',
    href: changedQualityUrl(params, { source }),
  }
}

/** A comparison is made only where both numbers count the same. */
function statedText({ to, stated, held }: Reconciliation): string {
  const said = `By ${dayText(to)} it states ${counted(stated, 'ad')} to date.`
  if (held === null)
    return `${said} That counts its whole library; single ads come from elsewhere, as collectors saved them, so the numbers cannot be compared.`
  const difference = stated - held
  const compared =
    difference > 0
      ? `${countText(difference)} fewer`
      : difference < 0
        ? `${countText(-difference)} more, for ads that left the library stay here`
        : 'as many: difference 0'
  return `${said} Held of it: ${countText(held)}, ${compared}.`
}

function selects({ params, countries }: QualityContent, manifests: readonly Manifest[]): SelectView[] {
  const asked = params.country
  const codes =
    asked === undefined || asked === NO_COUNTRY || countries.includes(asked) ? countries : [...countries, asked]
  const named = codes
    .map((code): [string, string] => [code, countryText(code)])
    .sort(([, one], [, other]) => one.localeCompare(other, 'en'))
  return [
    select('source', 'Source', params.source ?? '', [
      ['', 'all sources'],
      ...manifests.map(({ id, name }): [string, string] => [id, name]),
    ]),
    select('country', 'Country', asked ?? '', [['', 'all countries'], ...named, [NO_COUNTRY, 'no country known']]),
  ]
}

function countryText(code: string): string {
  return code === NO_COUNTRY ? 'no country that is known' : countryName(code as CountryCode)
}
