import { calendarDateOrNull } from '../../domain/calendar.ts'
import { type CountryCode, countryCode } from '../../domain/place.ts'
import type { ApiAnswer, Position, PublishedCount, Verdict } from '../../ports/crawling.ts'
import { jsonOrNull } from '../shared/answer-json.ts'
import { documentItems } from '../shared/cut-json.ts'
import { withIdsAsText } from '../shared/ids-as-text.ts'
import { errorIn, type TikTokError, verdictOnError } from './errors.ts'
import { type Detail, positionOf, type Query, type TikTokPosition } from './position.ts'
import { keyRemarks, type TikTokRecord } from './schema.ts'
import { isTrue } from './targeting.ts'

export function read(answer: ApiAnswer, at: Position): Verdict {
  const position = positionOf(at)
  const parsed = parse(answer.text)
  const error = errorIn(parsed)
  const failure = ownFailure(position, error) ?? verdictOnError(answer, error)
  if (failure !== null) return ofOneAd(position, error, failure)
  const data = (parsed as { readonly data?: unknown }).data ?? {}
  if (position.step === 'report') return report(answer, position, data)
  return position.step === 'query' ? query(answer, position, data) : detail(answer, position, data)
}

/** Ids of sixteen digits and more as text. */
function parse(text: string): unknown {
  return jsonOrNull(withIdsAsText(text))
}

/** What TikTok will not say of one ad is no reason to ask for no other: the ad is kept as the list has it. */
function ofOneAd(at: TikTokPosition, error: TikTokError | null, failure: Verdict): Verdict {
  if (at.step !== 'detail' || failure.is !== 'refused' || isOfScope(error)) return failure
  return { is: 'skip', what: `the details of an ad cannot be had: ${failure.what}`, kept: [at.item] }
}

function isOfScope(error: TikTokError | null): boolean {
  return ['scope_not_authorized', 'scope_permission_missed'].includes(error?.code ?? '')
}

/** What an error means at this place. */
function ownFailure(at: TikTokPosition, error: TikTokError | null): Verdict | null {
  if (at.step === 'report' && isFinal(error)) {
    const what = `TikTok’s own count of ads cannot be had: ${error?.code}`
    return { is: 'instead', what, positions: [firstPage(at)] }
  }
  if (error?.code !== 'invalid_params') return null
  if (at.step === 'query') return refusedQuery(at)
  if (at.step !== 'detail' || at.names !== 'reference' || at.fields !== 'all') return null
  return { is: 'instead', what: 'some fields of the details are refused', positions: [{ ...at, fields: 'few' }] }
}

function isFinal(error: TikTokError | null): boolean {
  return error?.code === 'invalid_params' || isOfScope(error)
}

/** A dead place in the list; or names that another page of the documentation has. */
function refusedQuery(at: Query): Verdict | null {
  if (at.searchId !== null) return { is: 'lost_place', what: 'the search_id is refused' }
  if (at.names === 'getting-started') return null
  const what = 'country_code is refused: asked once more with country'
  return { is: 'instead', what, positions: [{ ...at, names: 'getting-started' }] }
}

function report({ text }: ApiAnswer, at: TikTokPosition, data: unknown): Verdict {
  return {
    is: 'page',
    kept: [`{"report":${text},"items":[]}`],
    records: 0,
    next: [firstPage(at)],
    counts: counts(data),
  }
}

export function firstPage({ country, from, to, search, names }: TikTokPosition): Query {
  return { country, from, to, search, names, step: 'query', searchId: null, before: [] }
}

/** `{"count_time_series_by_country": {"DE": [{"date": "20261101", "count": 12}]}}` */
function counts(data: unknown): PublishedCount[] {
  const table = (data as { readonly count_time_series_by_country?: unknown }).count_time_series_by_country
  return Object.entries(table ?? {}).flatMap(([name, days]) =>
    (Array.isArray(days) ? days : []).flatMap((each: { readonly date?: unknown; readonly count?: unknown }) => {
      const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(written(each?.date)) ?? []
      const date = calendarDateOrNull(`${year}-${month}-${day}`)
      const ads = Number(written(each?.count) || Number.NaN)
      const country = codeOrNull(name)
      const isRead = country !== null && date !== null && Number.isSafeInteger(ads) && ads >= 0
      return isRead ? [{ country, day: date, ads }] : []
    }),
  )
}

function codeOrNull(name: string): CountryCode | null {
  try {
    return countryCode(name)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

interface Listed {
  readonly ads?: unknown
  readonly has_more?: unknown
  readonly search_id?: unknown
}

/** A page of the list is kept as a line that holds no record; each of its ads is asked for by itself. */
function query({ text }: ApiAnswer, at: Query, { ads, has_more: more, search_id: searchId }: Listed): Verdict {
  const items = Array.isArray(ads) ? documentItems(text, [['data', 'ads']]) : []
  const listed = items.map((item) => ({ item, record: parse(item) as TikTokRecord }))
  const known = listed.map(({ item, record }) => ({ item, adId: idOf(record) }))
  const fresh = known.filter(({ adId }) => adId !== null && !at.before.includes(adId))
  const details = fresh.map(
    ({ item, adId }): Detail => ({ ...walkOf(at), step: 'detail', adId: adId ?? '', item, fields: 'all' }),
  )
  const before = known.flatMap(({ adId }) => adId ?? [])
  const isMore = isTrue(more)
  const next: Query[] = isMore && typeof searchId === 'string' && fresh.length > 0 ? [{ ...at, searchId, before }] : []
  const isStuck = isMore && next.length === 0
  return {
    is: 'page',
    kept: [`{"listing":${text},"items":[]}`, ...known.flatMap(({ adId, item }) => (adId === null ? [item] : []))],
    records: 0,
    next: [...details, ...next],
    isCutShort: isStuck,
    remarks: [
      ...(typeof more === 'string' ? [`has_more came as text, “${more}”`] : []),
      ...(isStuck ? ['a page without a new ad said that more were to come'] : []),
      ...listed.flatMap(({ record }) => keyRemarks(record ?? {})),
    ],
  }
}

function walkOf({ country, from, to, search, names }: TikTokPosition) {
  return { country, from, to, search, names }
}

/** Null: it has none that could be asked about; the ad is kept as it is, and its import says what is wrong. */
function idOf(record: TikTokRecord | null): string | null {
  const id = written(record?.ad?.id)
  return /^\d{1,20}$/.test(id) ? id : null
}

/** Of JSON, as text; what is not there is empty. */
function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '').replace(/^""$/, '')
}

function detail({ text }: ApiAnswer, at: Detail, data: unknown): Verdict {
  const record = Object(data) as Partial<TikTokRecord>
  if (record.ad === undefined || record.ad === null) {
    return { is: 'skip', what: 'the details of an ad came without the ad', kept: [at.item] }
  }
  return { is: 'page', kept: [text], records: 1, next: [], remarks: keyRemarks(record) }
}
