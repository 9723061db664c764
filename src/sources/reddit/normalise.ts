import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import { type Disclosure, type DisclosureFields, NOT_DISCLOSED, type Told, WITHHELD } from '../../domain/disclosure.ts'
import { Problem } from '../../domain/errors.ts'
import { currency, minorDigits, minorUnits } from '../../domain/money.ts'
import { passNamed } from '../../domain/pass-name.ts'
import { countryNamed } from '../../domain/place.ts'
import { exactly } from '../../domain/range.ts'
import type { FileContext } from '../../ports/source.ts'
import { type Body, bodyOf } from './body.ts'
import { type Post, parsePost } from './schema.ts'

/** Labels that have a field of their own, in the spellings that we look for; all others are kept as other facts. */
const LABELS = {
  buyer: ['buyer_name', 'ad_buyer', 'advertiser', 'advertiser_name'],
  payer: ['paid_for_by'],
  start: ['start_date'],
  end: ['end_date'],
  spend: ['amount_spent', 'spend', 'total_spend'],
  impressions: ['impressions'],
  country: ['country'],
} as const

/** A post, which is an ad. */
export function normaliseRedditPost(record: Readonly<Record<string, unknown>>, file?: FileContext): Disclosure {
  const post = asWritten(parsePost(record), file)
  return { adId: post.name, observedAt: null, fields: isRemoved(post) ? tombstone(post) : said(post) }
}

/** Saved by others, without `raw_json`, it is written as in HTML; passes of our own never are. */
function asWritten(post: Post, file: FileContext | undefined): Post {
  if (file === undefined || passNamed(file.name) !== null) return post
  const plain = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  return { ...post, title: plain(post.title), selftext: plain(post.selftext) }
}

function isRemoved({ selftext, removed_by_category: by }: Post): boolean {
  return ['[deleted]', '[removed]'].includes(selftext.trim()) || (by !== null && by !== undefined)
}

/** Of a post that was deleted nothing is shown but that there was one. */
function tombstone({ created_utc: created }: Post): DisclosureFields {
  const names = 'advertiserName disclaimer texts startsOn endsOn spend impressions countries targeting'.split(' ')
  const withheld = Object.fromEntries(names.map((name) => [name, WITHHELD]))
  const otherFacts = { Status: 'removed at source', Posted: moment(created).slice(0, 10) }
  return { ...withheld, otherFacts, remarks: ['removed_at_source'] }
}

/** @throws {Problem} `record.schema_changed` for a post that says nothing of an ad */
function said(post: Post): DisclosureFields {
  const body = bodyOf(post.selftext)
  const { subreddits } = body
  if (body.said.size === 0) throw new Problem('record.schema_changed', 'the post holds no line with a label')
  const edited = typeof post.edited === 'number' ? { Edited: moment(post.edited) } : {}
  const [countries, startsOn, endsOn] = [new Set(valuesOf(body, 'country')), day(body, 'start'), day(body, 'end')]
  return {
    advertiserName: told(valuesOf(body, 'buyer')),
    disclaimer: told(valuesOf(body, 'payer')),
    texts: [{ part: 'title', text: post.title }],
    ...(startsOn === null ? {} : { startsOn }),
    ...(endsOn === null ? {} : { endsOn }),
    ...numbers(body),
    countries:
      countries.size === 0 ? NOT_DISCLOSED : [...countries].map((name) => ({ name, code: countryNamed(name) })),
    targeting:
      subreddits.length === 0 ? NOT_DISCLOSED : [{ criterion: 'subreddit', mode: 'included', values: subreddits }],
    // RD-3: an edit is a new version, even where no field of ours tells it.
    otherFacts: { ...otherFacts(body), Posted: moment(post.created_utc).slice(0, 10), ...edited },
  }
}

function valuesOf({ said }: Body, field: keyof typeof LABELS): readonly string[] {
  return LABELS[field].flatMap((label) => said.get(label)?.values ?? [])
}

function told(names: readonly string[]): Told<string> {
  return [...new Set(names)].join('; ') || NOT_DISCLOSED
}

/** RD-1: `09/14/2026` and `09/14/26` in one post. Null: it is written, and no day (`Ongoing`), or several. */
function day(body: Body, field: 'start' | 'end'): Told<CalendarDate> | null {
  const [found = NOT_DISCLOSED, ...more] = new Set(valuesOf(body, field).map(dayIn))
  return more.length === 0 ? found : null
}

function dayIn(text: string): CalendarDate | null {
  const [, month = '', dayOfMonth = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text) ?? []
  const iso = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
  return calendarDateOrNull(text) ?? calendarDateOrNull(iso)
}

const WHOLE = String.raw`\d{1,3}(?:,\d{3}){1,4}|\d{1,12}`
const MONEY = new RegExp(String.raw`^([A-Z]{3}) ?\$?((?:${WHOLE})(?:\.\d{1,2})?)$`)

/** Of ISO 4217: `TBA 100` names none. */
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Read only where there is nothing to guess: one `USD 1,234.50`, one `1,200`. A bare `$` may be of five countries. */
function numbers(body: Body): DisclosureFields {
  const [spend, impressions] = [valuesOf(body, 'spend').join('; '), valuesOf(body, 'impressions').join('; ')]
  const shown = new RegExp(`^(?:${WHOLE})$`).test(impressions) ? impressions.replaceAll(',', '') : null
  return {
    ...(spend === '' ? { spend: NOT_DISCLOSED } : money(MONEY.exec(spend) ?? [])),
    ...(impressions === '' ? { impressions: NOT_DISCLOSED } : {}),
    ...(shown === null ? {} : { impressions: exactly(BigInt(shown)) }),
  }
}

function money([, code, amount]: readonly string[]): DisclosureFields {
  if (code === undefined || amount === undefined || !CURRENCIES.has(code)) return {}
  // Yen have no hundredths: such an amount is a text like any other.
  if (amount.includes('.') && minorDigits(currency(code)) < 2) return {}
  return { spend: { ...exactly(minorUnits(amount.replaceAll(',', ''), currency(code))), currency: currency(code) } }
}

/** How somebody is reached, and where they live, is nobody's business. */
const PERSONAL = /address|phone|mail|contact/

/** RD-2: labels are free: none is refused, and numbers, and days that are none, stay here as they were written. */
function otherFacts(body: Body): Readonly<Record<string, string>> {
  const days = (['start', 'end'] as const).filter((field) => day(body, field) !== null)
  const own: readonly string[] = (['buyer', 'payer', 'country', ...days] as const).flatMap((field) => LABELS[field])
  const rest = [...body.said].filter(([name, { values }]) => !own.includes(name) && values.length > 0)
  return Object.fromEntries(
    rest.map(([name, { label, values }]) => [label, PERSONAL.test(name) ? 'withheld' : values.join('; ')]),
  )
}

function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
