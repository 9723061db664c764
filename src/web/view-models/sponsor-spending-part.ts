import type { CalendarDate } from '../../domain/calendar.ts'
import type { PlatformId, SponsorId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'
import type { SponsorMoney, SponsorSpending } from '../../ports/spending.ts'
import { advertiserUrl } from '../advertiser-url.ts'
import { type SmallMultiplesView, smallMultiples } from '../charts/small-multiples.ts'
import { type TileMapView, tileMap } from '../charts/tile-map.ts'
import { type WeekChartView, weekChart } from '../charts/week-chart.ts'
import { type WorldMapView, worldMap } from '../charts/world-map.ts'
import { counted, currencyName } from '../format.ts'
import { dayText } from '../format-date.ts'
import { sponsorUrl } from '../sponsor-url.ts'
import { unsettledFrom } from '../unsettled.ts'
import { visibleName } from '../visible-text.ts'
import { type BoundCells, boundCells } from './bounds-view.ts'
import type { LinkView } from './layout-view.ts'
import { type PlaceRowView, placeRows } from './place-rows.ts'
import { unsettledText } from './spending-view.ts'
import { type StatementRowView, statementRow } from './statement-view.ts'

/** All that is told of a sponsor in one currency. */
export interface SponsorSpendingView {
  readonly currency: string
  readonly tabs: readonly (LinkView & { readonly isCurrent: boolean })[]
  readonly chart: WeekChartView | null
  readonly unsettled: string | null
  readonly weeks: readonly (BoundCells & { readonly week: string; readonly isUnsettled: boolean })[]
  readonly multiples: SmallMultiplesView | null
  readonly world: WorldMapView | null
  readonly states: TileMapView | null
  /** So many places stand in sight, of each kind. */
  readonly placesShown: number
  readonly countries: readonly PlaceRowView[]
  readonly regions: readonly PlaceRowView[]
  readonly statements: readonly (StatementRowView & { readonly account: LinkView })[]
  readonly statementLimit: string
}

export interface SponsorSpendingContent {
  readonly id: SponsorId
  readonly spending: SponsorSpending
  readonly money: readonly SponsorMoney[]
  /** The newest file of each of its platforms. */
  readonly newestDays: readonly { readonly platform: string; readonly newest: CalendarDate }[]
  readonly kept: { readonly as_of?: string }
}

const PLACES_SHOWN = 12
const ALWAYS = { from: null, to: null }

export function sponsorSpendingView(
  { id, spending, money, newestDays, kept }: SponsorSpendingContent,
  manifests: readonly Manifest[],
): SponsorSpendingView {
  const { currency, weeks, platforms, countries, regions } = spending
  const newestOf = (platform: PlatformId) => newestDays.find((each) => each.platform === platform)?.newest ?? null
  const unsettledOf = (platform: PlatformId) => unsettledFrom(ALWAYS, newestOf(platform))
  const oldest = oldestNewest(newestDays, platforms)
  const first = unsettledFrom(ALWAYS, oldest)
  const isUnsettled = (to: CalendarDate) => first !== null && to >= first
  const hasUnsettled = weeks.some(({ to }) => isUnsettled(to))
  return {
    currency: currencyName(currency),
    tabs: money.map((each) => ({
      text: currencyName(each.currency),
      href: sponsorUrl(id, { ...kept, currency: each.currency }),
      isCurrent: each.currency === currency,
    })),
    chart: weekChart(weeks, currency, first),
    unsettled: hasUnsettled && first !== null && oldest !== null ? unsettledText(first, oldest) : null,
    weeks: weeks.map((week) => ({
      week: `${dayText(week.from)} – ${dayText(week.to)}`,
      isUnsettled: isUnsettled(week.to),
      ...boundCells(week, currency),
    })),
    multiples: smallMultiples(platforms, currency, unsettledOf, manifests),
    world: worldMap(countries, currency),
    states: statesMap(regions, currency),
    placesShown: PLACES_SHOWN,
    countries: placeRows(
      countries.map((each) => ({ ...each, place: each.country })),
      currency,
      kept.as_of,
    ),
    regions: placeRows(
      regions.map((each) => ({ ...each, place: each.region })),
      currency,
      kept.as_of,
    ),
    ...statementsOf(spending, manifests, kept),
  }
}

/** Of the platforms that have a part in the figures: what the one that is furthest behind tells may still change. */
function oldestNewest(
  newestDays: SponsorSpendingContent['newestDays'],
  platforms: SponsorSpending['platforms'],
): CalendarDate | null {
  const own = newestDays.filter((each) => platforms.some(({ platform }) => platform === each.platform))
  return own.map(({ newest }) => newest).sort()[0] ?? null
}

/** The tiles are those of one country. */
function statesMap(regions: SponsorSpending['regions'], currency: SponsorSpending['currency']): TileMapView | null {
  const states = regions.filter(({ region }) => region.startsWith('US-'))
  return states.length < 2 ? null : tileMap(states, currency)
}

function statementsOf(
  { statements, statementCount }: SponsorSpending,
  manifests: readonly Manifest[],
  kept: { readonly as_of?: string },
): Pick<SponsorSpendingView, 'statements' | 'statementLimit'> {
  const all = counted(statementCount, 'statement')
  const isCut = statements.length < statementCount
  return {
    statements: statements.map((statement) => {
      const { advertiser, advertiserName } = statement
      const account = { text: visibleName(advertiserName ?? advertiser.key), href: advertiserUrl(advertiser, kept) }
      return { ...statementRow(statement, manifests, null), account }
    }),
    statementLimit: isCut ? `The newest ${statements.length} of ${all}.` : `${all}, newest first.`,
  }
}
