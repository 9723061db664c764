import type { FacetName, FacetValue, Sort } from '../../domain/search.ts'
import { SORTS } from '../../domain/search.ts'
import type { Manifest } from '../../ports/source.ts'
import { FORMAT_LABELS, LISTING_LABELS, RECORDED_LABELS, SORT_LABELS } from '../labels.ts'
import type { SearchParams } from '../search-params.ts'
import { dateInput, type InputView, type SelectView, select } from './inputs.ts'

export interface SearchFormView {
  readonly q: string
  readonly period: readonly InputView[]
  readonly sort: SelectView
  /** The folded part, in reading order: what and where, how much, who. */
  readonly more: readonly (InputView | SelectView)[]
  /** What the folded part is about, and how much of it is on: the filters themselves stand above the results. */
  readonly moreLabel: string
  /** What the form keeps and does not show. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

type Facets = Readonly<Record<FacetName, readonly FacetValue[]>>

/** The whole search as one form: submitting it keeps every filter. */
export function searchFormView(
  params: SearchParams,
  sort: Sort,
  hasWords: boolean,
  facets: Facets,
  manifests: readonly Manifest[],
): SearchFormView {
  const more = [
    choice(
      'platform',
      'Platform',
      'any platform',
      params.platform,
      manifests.map(({ id, name }) => [id, name]),
    ),
    choice('creative', 'Creative', 'any kind', params.creative, Object.entries(FORMAT_LABELS)),
    input('country', 'Country code, such as US', params.country, 'short'),
    input('region', 'Region code, such as US-GA', params.region, 'short'),
    choice('currency', 'Currency of the spend', 'any currency', params.currency, currencies(params, facets)),
    input('spend_min', 'At least, in that currency', params.spend_min, 'short'),
    input('spend_max', 'At most, in that currency', params.spend_max, 'short'),
    input('payer', 'Paid for by, letter by letter', params.payer, 'long'),
    input('advertiser', 'Advertiser, letter by letter', params.advertiser, 'long'),
    choice('listed', 'Still listed', 'listed or not', params.listed, Object.entries(LISTING_LABELS)),
    choice('abroad', 'Recorded abroad', 'no matter', params.abroad, Object.entries(RECORDED_LABELS)),
  ]
  return {
    q: params.q ?? '',
    period: [dateInput('from', 'Running on or after', params.from), dateInput('to', 'Running on or before', params.to)],
    sort: sortSelect(sort, hasWords),
    more,
    moreLabel: moreLabel(more),
    hidden: hidden(params),
  }
}

function hidden({ account, as_of, size }: SearchParams): SearchFormView['hidden'] {
  return [
    ...(account === undefined ? [] : [{ name: 'account', value: account }]),
    ...(as_of === undefined ? [] : [{ name: 'as_of', value: as_of }]),
    ...(size === undefined ? [] : [{ name: 'size', value: String(size) }]),
  ]
}

function moreLabel(controls: readonly (InputView | SelectView)[]): string {
  const on = controls.filter((control) =>
    control.kind === 'input' ? control.value !== '' : control.options.some(isOn),
  )
  return `Platform, place, money, names${on.length === 0 ? '' : ` (${on.length} on)`}`
}

function isOn({ value, isSelected }: SelectView['options'][number]): boolean {
  return isSelected && value !== ''
}

function input(name: string, label: string, value: string | undefined, width: InputView['width']): InputView {
  return { kind: 'input', name, label, type: 'text', value: value ?? '', width }
}

function choice(
  name: string,
  label: string,
  none: string,
  chosen: string | undefined,
  options: readonly (readonly [string, string])[],
): SelectView {
  return select(name, label, chosen ?? '', [['', none], ...options])
}

/** Those of the results, and the one that is asked for even if no result has it. */
function currencies(params: SearchParams, facets: Facets): (readonly [string, string])[] {
  const codes = new Set(facets.currency.map(({ value }) => value))
  if (params.currency !== undefined) codes.add(params.currency)
  return [...codes].map((code) => [code, code] as const)
}

/** The order in force is chosen; the best match first needs words to match. */
function sortSelect(sort: Sort, hasWords: boolean): SelectView {
  const offered = SORTS.filter((each) => each !== 'relevance' || hasWords)
  const options = offered.map((each) => ({ value: each, text: SORT_LABELS[each], isSelected: each === sort }))
  return { kind: 'select', name: 'sort', label: 'Order', options }
}
