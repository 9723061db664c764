import { type CalendarDate, calendarDate } from '../../domain/calendar.ts'
import {
  type AdText,
  type CreativeFormat,
  type Disclosure,
  type DisclosureFields,
  NOT_DISCLOSED,
  type Told,
} from '../../domain/disclosure.ts'
import { Problem } from '../../domain/errors.ts'
import { currency, minorDigits, NO_CURRENCY, type SpendRange } from '../../domain/money.ts'
import { exactly, type Range, range } from '../../domain/range.ts'
import { type DumpedPost, readPost } from './dumped-post.ts'

/** A promoted post of the transparency centre, as a collector kept it. */
export function normaliseDumpedPost(record: Readonly<Record<string, unknown>>): Disclosure {
  const post = readPost(record)
  const fields: DisclosureFields = { ...account(post), ...creative(post), ...delivery(post), ...figures(post) }
  return { adId: postId(post), observedAt: null, fields }
}

/** A number that JavaScript cannot hold was read as text before; what is no id is refused. */
function postId({ basic_data: { tweetId } }: DumpedPost): string {
  const id = String(tweetId)
  const isSafe = typeof tweetId === 'string' || Number.isSafeInteger(tweetId)
  if (isSafe && /^\d{1,20}$/.test(id)) return id
  throw new Problem('record.malformed', `basic_data.tweetId is “${id.slice(0, 40)}”: no id of a post`)
}

/** Of a post that was gone nothing is known of the account: it stands outside of the record. */
function account({ additional_data: data }: DumpedPost): DisclosureFields {
  if (data == null) return {}
  return { advertiserName: told(data.user?.screen_name), advertiserId: told(data.user?.id_str) }
}

function creative({ additional_data: data }: DumpedPost): DisclosureFields {
  if (data == null) return {}
  const text = data.full_text ?? ''
  const body: readonly AdText[] = text === '' ? [] : [{ part: 'body', text }]
  const media = data.extended_entities?.media ?? []
  const isTold = data.lang != null && /^[a-z]{2}$/.test(data.lang)
  return {
    texts: toldList(body),
    landingUrls: toldList(present((data.entities?.urls ?? []).map(({ expanded_url: url }) => url))),
    mediaUrls: toldList(present(media.map(({ media_url_https: url }) => url))),
    formats: [...new Set(media.length === 0 ? (['text'] as const) : media.map(({ type }) => formatOf(type ?? '')))],
    languages: isTold ? [data.lang ?? ''] : NOT_DISCLOSED,
  }
}

const FORMATS: ReadonlyMap<string, CreativeFormat> = new Map([
  ['photo', 'image'],
  ['video', 'video'],
  ['animated_gif', 'video'],
])

/** @throws {Problem} `record.schema_changed` on a medium that we have never seen */
function formatOf(type: string): CreativeFormat {
  const format = FORMATS.get(type)
  if (format === undefined) throw new Problem('record.schema_changed', `the medium “${type.slice(0, 40)}” is new to us`)
  return format
}

/** From the first line item’s start to the last one’s end, in unix seconds. */
function delivery({ metadata }: DumpedPost): DisclosureFields {
  const items = metadata?.metadata
  if (items == null) return {}
  const starts = present(items.map(({ start_timestamp: at }) => at))
  const ends = present(items.map(({ end_timestamp: at }) => at))
  return {
    startsOn: starts.length === 0 ? NOT_DISCLOSED : dayAt(Math.min(...starts)),
    endsOn: ends.length === 0 ? NOT_DISCLOSED : dayAt(Math.max(...ends)),
  }
}

/** The site was of 2018 to 2021: what lies elsewhere was counted in other units. */
const EARLIEST = Date.UTC(2015, 0, 1) / 1000
const LATEST = Date.UTC(2023, 0, 1) / 1000

function dayAt(seconds: number): CalendarDate {
  if (seconds < EARLIEST || seconds > LATEST) {
    throw new Problem('record.malformed', `a time is ${seconds}, which is none of the site’s in unix seconds`)
  }
  return calendarDate(new Date(seconds * 1000).toISOString().slice(0, 10))
}

/** `performance` is null where nothing was told. */
function figures({ performance }: DumpedPost): DisclosureFields {
  if (performance === undefined) return {}
  const { totalSpend, currency: code, impressions } = performance?.tweetPerformance ?? {}
  return {
    spend: totalSpend == null ? NOT_DISCLOSED : spend(String(totalSpend), code ?? null),
    ...(impressions === undefined ? {} : { impressions: impressions === null ? NOT_DISCLOSED : count(impressions) }),
  }
}

/** The copies name no currency. An amount finer than its smallest coin lies between two of them. */
function spend(text: string, code: string | null): SpendRange {
  const [, whole, fraction = ''] = /^(\d{1,15})(?:\.(\d{1,20}))?$/.exec(text) ?? []
  if (whole === undefined) throw new Problem('record.malformed', `totalSpend is “${text.slice(0, 40)}”: no amount`)
  const of = code === null ? NO_CURRENCY : currency(code)
  const digits = minorDigits(of)
  const lower = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  const isFiner = /[1-9]/.test(fraction.slice(digits))
  return { ...range(lower, isFiner ? lower + 1n : lower), currency: of }
}

function count(value: number | string): Range {
  const text = String(value)
  if (!/^\d{1,15}$/.test(text)) throw new Problem('record.malformed', `impressions is “${text.slice(0, 40)}”`)
  return exactly(BigInt(text))
}

function told(text: string | null | undefined): Told<string> {
  return text == null || text === '' ? NOT_DISCLOSED : text
}

function present<Value>(values: readonly (Value | null | undefined)[]): Value[] {
  return values.filter((value) => value != null)
}

function toldList<Item>(items: readonly Item[]): Told<readonly Item[]> {
  return items.length === 0 ? NOT_DISCLOSED : items
}
