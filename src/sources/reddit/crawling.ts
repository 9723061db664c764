import type { Access, ApiAnswer, Crawling, Verdict } from '../../ports/crawling.ts'
import { jsonOrNull } from '../shared/answer-json.ts'

/** `seen`: how many posts the pages before had. */
type At = { readonly after: string | null; readonly seen: number }

const BEGIN: At = { after: null, seen: 0 }
/** RD-4: a listing ends after about so many, with more behind it; fewer are taken for all. */
const HORIZON = 950
/** A list that goes on for so long goes in a circle. */
const LONGEST = 1_500
/** The last of a minute’s calls are left to others. */
const SPARE_CALLS = 3
const RESET = 'x-ratelimit-reset'

export const redditCrawling: Crawling = {
  address: 'https://oauth.reddit.com',
  schedule: '31 5 * * *',
  everyHours: 24,
  size: 'about 10 calls',
  needs: [
    {
      setting: 'REDDIT_CLIENT_ID',
      isSecret: true,
      isRequired: true,
      what: 'The id below the name of an app of the kind “script”, which any account makes at reddit.com/prefs/apps.',
    },
    { setting: 'REDDIT_CLIENT_SECRET', isSecret: true, isRequired: true, what: 'The “secret” of the same app.' },
  ],
  pace: { betweenMs: 700, burst: { requests: 90, withinMs: 60_000 }, callsPerDay: 2_000 },
  access: access(),
  pageSize: null,
  emptyIsUnknown: true,
  units: () => [{ key: 'new', country: null, days: null, begin: BEGIN, everyHours: 24, kind: 'running' }],
  request: (at, { address }) => ({ method: 'GET', url: `${address}/r/RedditPoliticalAds/new?${query(at as At)}` }),
  read: (answer, at) => read(answer, at as At),
  split: () => null,
  restart: () => BEGIN,
}

/** `raw_json`: without it Reddit writes `&amp;` for `&`. */
function query({ after, seen }: At): string {
  const place = after === null ? '' : `&after=${encodeURIComponent(after)}&count=${seen}`
  return `limit=100&raw_json=1${place}`
}

/** The token is given by Reddit’s other host. Source: github.com/reddit-archive/reddit/wiki/OAuth2. */
function access(): Access {
  return {
    headers: (token) => ({ authorization: `Bearer ${token}` }),
    setting: null,
    exchange: (secrets, address) => {
      const pair = Buffer.from(`${secrets('REDDIT_CLIENT_ID')}:${secrets('REDDIT_CLIENT_SECRET')}`).toString('base64')
      const headers = { authorization: `Basic ${pair}`, 'content-type': 'application/x-www-form-urlencoded' }
      const url = `${address.replace('//oauth.', '//www.')}/api/v1/access_token`
      return { method: 'POST', url, headers, body: 'grant_type=client_credentials' }
    },
    readExchange: ({ text }) => {
      const { access_token: token, expires_in: seconds } = Object(jsonOrNull(text))
      return typeof token === 'string' ? { token, livesSeconds: typeof seconds === 'number' ? seconds : null } : null
    },
    inspect: null,
    readInspection: null,
  }
}

function read(answer: ApiAnswer, at: At): Verdict {
  const parsed = jsonOrNull(answer.text)
  if (parsed === null) return { is: 'transient', what: `no JSON, maybe a web page (${answer.status})`, waitMs: 15_000 }
  const { data, error, message } = Object(parsed)
  const posts: unknown = data?.children
  if (!Array.isArray(posts)) return failure(answer, error, message)
  const [records, after] = [posts.length, typeof data.after === 'string' ? data.after : null]
  const why = whyShort(at, records, after)
  const next = after === null || why !== null ? [] : [{ after, seen: at.seen + records }]
  const end = { isCutShort: why !== null, remarks: why === null ? [] : [why] }
  return { is: 'page', kept: [answer.text], records, next, pauseMs: pauseMs(answer), ...end }
}

/** Why older posts may be there that this page, the last one asked for, does not lead to; null: it is as it should be. */
function whyShort(at: At, count: number, after: string | null): string | null {
  const all = at.seen + count
  if (after === null && all >= HORIZON) return `the list ended after ${all} posts: older ones cannot be reached`
  if (count === 0 && (after ?? at.after) !== null) return `an empty page after ${all} posts, which may be no end`
  return after !== null && all >= LONGEST ? `the list went on after ${all} posts: it goes in a circle` : null
}

function failure(answer: ApiAnswer, error: unknown, message: unknown): Verdict {
  const status = typeof error === 'number' ? error : answer.status
  const what = `${status}: ${typeof message === 'string' ? message : 'no list of posts'}`
  if (status === 401) return { is: 'expired', what }
  if (status === 429) return { is: 'throttled', what, waitMs: seconds(answer, 'retry-after') ?? seconds(answer, RESET) }
  if (status < 400 || status >= 500) return { is: 'transient', what, waitMs: 15_000 }
  return { is: 'refused', what, todo: 'See at reddit.com/prefs/apps whether the app is still allowed.' }
}

/** Reddit says how many calls are left until when. */
function pauseMs(answer: ApiAnswer): number {
  const left = answer.header('x-ratelimit-remaining')
  return left !== null && Number(left) <= SPARE_CALLS ? (seconds(answer, RESET) ?? 0) : 0
}

function seconds({ header }: ApiAnswer, name: string): number | null {
  const text = header(name)
  return text !== null && /^\d{1,5}(?:\.\d+)?$/.test(text.trim()) ? Number(text) * 1000 : null
}
