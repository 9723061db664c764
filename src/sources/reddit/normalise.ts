import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import { type Disclosure, type DisclosureFields, NOT_DISCLOSED, type Told, WITHHELD } from '../../domain/disclosure.ts'
import { Problem } from '../../domain/errors.ts'
import { currency, minorDigits, minorUnits } from '../../domain/money.ts'
import { countryNamed } from '../../domain/place.ts'
import { exactly } from '../../domain/range.ts'
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
export function normaliseRedditPost(record: Readonly<Record<string, unknown>>): Disclosure {
  const post = parsePost(record)
  return { adId: post.name, observedAt: null, fields: isRemoved(post) ? tombstone(post) : said(post) }
}

function isRemoved({ selftext, removed_by_category: by }: Post): boolean {
  return ['[deleted]', '[removed]'].includes(selftext.trim()) || (by !== null && by !== undefined)
}

/** Of a post that was deleted nothing is shown but that there was one. */
function tombstone({ created_utc: created }: Post): DisclosureFields {
  const fact = { Status: 'removed at source', Posted: dayOfEpoch(created) }
  const names = 'advertiserName disclaimer texts startsOn endsOn spend impressions countries targeting'.split(' ')
  return {
    ...Object.fromEntries(names.map((name) => [name, WITHHELD])),
    otherFacts: fact,
    remarks: ['removed_at_source'],
  }
}

/** @throws {Problem} `record.schema_changed` for a post that says nothing of an ad */
function said(post: Post): DisclosureFields {
  const body = bodyOf(post.selftext)
  const { subreddits } = body
  if (body.said.size === 0) throw new Problem('record.schema_changed', 'the post holds no line with a label')
  const country = textOf(body, 'country')
  return {
    advertiserName: told(textOf(body, 'buyer')),
    disclaimer: told(textOf(body, 'payer')),
    texts: [{ part: 'title', text: post.title }],
    startsOn: day(body, 'start'),
    endsOn: day(body, 'end'),
    ...numbers(body),
    countries: country === '' ? NOT_DISCLOSED : [{ name: country, code: countryNamed(country) }],
    targeting:
      subreddits.length === 0 ? NOT_DISCLOSED : [{ criterion: 'subreddit', mode: 'included', values: subreddits }],
    otherFacts: { ...otherFacts(body), Posted: dayOfEpoch(post.created_utc), ...edited(post) },
  }
}

function textOf({ said }: Body, field: keyof typeof LABELS): string {
  return LABELS[field].map((label) => said.get(label)?.value ?? '').find((value) => value !== '') ?? ''
}

function told(text: string): Told<string> {
  return text === '' ? NOT_DISCLOSED : text
}

/** RD-1: `09/14/2026` and `09/14/26` in one post. */
function day(body: Body, field: 'start' | 'end'): Told<CalendarDate> {
  const text = textOf(body, field)
  if (text === '') return NOT_DISCLOSED
  const [, month = '', dayOfMonth = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text) ?? []
  const found = calendarDateOrNull(`${year.padStart(4, '20')}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`)
  if (found !== null) return found
  throw new Problem('record.malformed', `${field} date is “${text}”`, { details: { field, value: text } })
}

const WHOLE = String.raw`\d{1,3}(?:,\d{3}){1,4}|\d{1,12}`
const MONEY = new RegExp(String.raw`^([A-Z]{3}) ?\$?((?:${WHOLE})(?:\.\d{1,2})?)$`)

/** Read only where there is nothing to guess: `USD 1,234.50`, `1,200`. A bare `$` may be of five countries. */
function numbers(body: Body): DisclosureFields {
  const [spend, impressions] = [textOf(body, 'spend'), textOf(body, 'impressions')]
  const shown = new RegExp(`^(?:${WHOLE})$`).test(impressions) ? impressions.replaceAll(',', '') : null
  return {
    ...(spend === '' ? { spend: NOT_DISCLOSED } : money(MONEY.exec(spend) ?? [])),
    ...(impressions === '' ? { impressions: NOT_DISCLOSED } : {}),
    ...(shown === null ? {} : { impressions: exactly(BigInt(shown)) }),
  }
}

function money([, code, amount]: readonly string[]): DisclosureFields {
  if (code === undefined || amount === undefined) return {}
  // Yen have no hundredths: such an amount is a text like any other.
  if (amount.includes('.') && minorDigits(currency(code)) < 2) return {}
  return { spend: { ...exactly(minorUnits(amount.replaceAll(',', ''), currency(code))), currency: currency(code) } }
}

const OWN_FIELD = [
  ...LABELS.buyer,
  ...LABELS.payer,
  ...LABELS.start,
  ...LABELS.end,
  ...LABELS.country,
] as readonly string[]

/** How somebody is reached, and where they live, is nobody's business. */
const PERSONAL = /address|phone|mail|contact/

/** RD-2: labels are free: none is refused, and numbers stay here as they were written too. */
function otherFacts({ said }: Body): Readonly<Record<string, string>> {
  const rest = [...said].filter(([name, { value }]) => !OWN_FIELD.includes(name) && value !== '')
  return Object.fromEntries(rest.map(([name, { label, value }]) => [label, PERSONAL.test(name) ? 'withheld' : value]))
}

/** RD-3: an edit is a new version, even where no field of ours tells it. */
function edited({ edited: at }: Post): Readonly<Record<string, string>> {
  return typeof at === 'number' ? { Edited: new Date(at * 1000).toISOString() } : {}
}

function dayOfEpoch(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}
