import type { CalendarDate } from '../../domain/calendar.ts'
import { daysLater } from '../../domain/days.ts'
import type { Currency } from '../../domain/money.ts'
import { countryName } from '../../domain/place.ts'
import type { SpendingBy } from '../../domain/spending.ts'
import type { Manifest } from '../../ports/source.ts'
import type { SpendingChoices } from '../../ports/spending.ts'
import { currencyName } from '../format.ts'
import { dayText } from '../format-date.ts'
import { countryOfPlace, placeText } from '../place-text.ts'
import { platformName } from '../platform-name.ts'
import type { SpendingParams } from '../spending-request.ts'
import { changedSpendingUrl } from '../spending-url.ts'
import { dateInput, type InputView, type SelectView, select } from './inputs.ts'
import type { LinkView } from './layout-view.ts'

interface OptionGroup {
  readonly heading: string
  readonly options: SelectView['options']
}

const RANKED = [
  ['sponsor', 'sponsors, over all their accounts'],
  ['advertiser', 'accounts, each by itself'],
] as const

export interface SpendingFormView {
  /** Everywhere, then countries, then the regions of the country that is asked for. */
  readonly place: { readonly everywhere: boolean; readonly groups: readonly OptionGroup[] }
  readonly placeHint: string
  readonly period: readonly InputView[]
  readonly selects: readonly SelectView[]
  readonly presets: readonly (LinkView & { readonly isCurrent: boolean })[]
  /** The moment, where one was asked for. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

export interface SpendingAsked {
  readonly params: SpendingParams
  readonly currency: Currency | null
  readonly by: SpendingBy
  readonly choices: SpendingChoices
  /** Currencies that all others can be shown in. */
  readonly rated: readonly Currency[]
  /** The newest file of all. */
  readonly newest: CalendarDate | null
}

export function spendingFormView(asked: SpendingAsked, manifests: readonly Manifest[]): SpendingFormView {
  const { params, currency, by, choices } = asked
  const { place } = params
  const country = place === undefined ? null : countryOfPlace(place)
  return {
    place: { everywhere: place === undefined, groups: placeGroups(asked) },
    placeHint:
      country === null
        ? 'Choose a country to be offered its regions.'
        : `Regions of ${countryName(country)} are at the end of the list.`,
    period: [dateInput('from', 'First day', params.from), dateInput('to', 'Last day', params.to)],
    selects: [
      select('platform', 'Platform', params.platform ?? '', [
        ['', 'all platforms'],
        ...choices.platforms.map((id): [string, string] => [id, platformName(manifests, id)]),
      ]),
      select('currency', 'Currency', currency ?? '', currencies(choices, currency)),
      ...(asked.rated.length > 0 || params.in !== undefined
        ? [select('in', 'In one', params.in ?? '', inOne(asked.rated))]
        : []),
      ...(choices.hasSponsors || params.by !== undefined ? [select('by', 'Rank', by, RANKED)] : []),
    ],
    presets: presets(asked),
    hidden: params.as_of === undefined ? [] : [{ name: 'as_of', value: params.as_of }],
  }
}

function placeGroups({ params, choices }: SpendingAsked): OptionGroup[] {
  const { place } = params
  const country = place === undefined ? null : countryOfPlace(place)
  const countries = choices.countries.map((each) => each.country)
  const regions = choices.regions.map(({ region }) => region)
  const withAsked = <Code extends string>(codes: readonly Code[], asked: Code | null) =>
    asked === null || codes.includes(asked) ? [...codes] : [...codes, asked]
  const options = (codes: readonly (typeof regions | typeof countries)[number][]) =>
    codes
      .map((code) => ({ value: code, text: placeText(code), isSelected: code === place }))
      .sort((a, b) => a.text.localeCompare(b.text, 'en'))
  const asked = place?.includes('-') ? (place as (typeof regions)[number]) : null
  const own = country === null ? [] : withAsked(regions, asked)
  return [
    { heading: 'Countries', options: options(withAsked(countries, country)) },
    ...(country === null || own.length === 0
      ? []
      : [{ heading: `Regions of ${countryName(country)}`, options: options(own) }]),
  ]
}

function currencies({ currencies: known }: SpendingChoices, chosen: Currency | null): [string, string][] {
  const codes = known.map(({ currency }) => currency)
  const all = chosen === null || codes.includes(chosen) ? codes : [...codes, chosen]
  return all.map((code) => [code, currencyName(code)])
}

function inOne(rated: readonly Currency[]): [string, string][] {
  return [['', 'each currency apart'], ...rated.map((code): [string, string] => [code, `all of them in ${code}`])]
}

/** Windows that journalists ask for, by the newest file: later days nobody can tell about. */
function presets({ params, newest }: SpendingAsked): SpendingFormView['presets'] {
  const windows = newest === null ? [] : windowsBefore(newest)
  return [...windows, { text: 'All time', from: null, to: null }].map(({ text, from, to }) => ({
    text,
    href: changedSpendingUrl(params, { from, to }),
    isCurrent: (params.from ?? null) === from && (params.to ?? null) === to,
  }))
}

function windowsBefore(newest: CalendarDate): { text: string; from: string; to: string | null }[] {
  const year = newest.slice(0, 4)
  return [
    { text: `Last 30 days before ${dayText(newest)}`, from: daysLater(newest, -30), to: daysLater(newest, -1) },
    { text: `${year} so far`, from: `${year}-01-01`, to: null },
  ]
}
