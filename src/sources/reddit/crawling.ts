import type { Access, ApiAnswer, Crawling, Position, Verdict } from '../../ports/crawling.ts'

/** `seen`: how many posts the pages before had. */
type At = { readonly after: string | null; readonly seen: number }

const BEGIN: At = { after: null, seen: 0 }
/** RD-4: a listing ends after about so many, with more behind it; fewer are taken for all. */
const HORIZON = 950
/** The last of a minute’s calls are left to others. */
const SPARE_CALLS = 3

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
  pace: { betweenMs: 700, burst: { requests: 90, withinMs: 60_000 }, callsPerDay: null },
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
      const pair = `${secrets('REDDIT_CLIENT_ID')}:${secrets('REDDIT_CLIENT_SECRET')}`
      const basic = `Basic ${Buffer.from(pair).toString('base64')}`
      const headers = { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' }
      const url = `${address.replace('//oauth.', '//www.')}/api/v1/access_token`
      return { method: 'POST', url, headers, body: 'grant_type=client_credentials' }
    },
    readExchange: ({ text }) => {
      const { access_token: token, expires_in: seconds } = Object(parse(text))
      return typeof token === 'string' ? { token, livesSeconds: typeof seconds === 'number' ? seconds : null } : null
    },
    inspect: null,
    readInspection: null,
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function read(answer: ApiAnswer, { seen }: At): Verdict {
  const parsed = parse(answer.text)
  if (parsed === null)
    return { is: 'transient', what: `no JSON, perhaps a web page (${answer.status})`, waitMs: 15_000 }
  const { data, error, message } = Object(parsed)
  const posts: unknown = data?.children
  if (!Array.isArray(posts))
    return failure(answer, Number(error ?? answer.status), String(message ?? 'no list of posts'))
  const all = seen + posts.length
  const next: readonly Position[] = typeof data.after === 'string' ? [{ after: data.after, seen: all }] : []
  const isAtHorizon = next.length === 0 && all >= HORIZON
  const remarks = isAtHorizon ? [`the list ended after ${all} posts: older ones cannot be reached`] : []
  return {
    is: 'page',
    kept: [answer.text],
    records: posts.length,
    next,
    isCutShort: isAtHorizon,
    pauseMs: pauseMs(answer),
    remarks,
  }
}

function failure(answer: ApiAnswer, status: number, message: string): Verdict {
  const what = `${status}: ${message}`
  if (status === 401) return { is: 'expired', what }
  if (status === 429) return { is: 'throttled', what, waitMs: seconds(answer, 'retry-after') ?? resetMs(answer) }
  const isOurs = status >= 400 && status < 500
  if (isOurs) return { is: 'refused', what, todo: 'See at reddit.com/prefs/apps whether the app is still allowed.' }
  return { is: 'transient', what, waitMs: 15_000 }
}

/** Reddit says how many calls are left until when. */
function pauseMs(answer: ApiAnswer): number {
  const left = answer.header('x-ratelimit-remaining')
  return left !== null && Number(left) <= SPARE_CALLS ? (resetMs(answer) ?? 0) : 0
}

function resetMs(answer: ApiAnswer): number | null {
  return seconds(answer, 'x-ratelimit-reset')
}

function seconds({ header }: ApiAnswer, name: string): number | null {
  const text = header(name)
  return text !== null && /^\d{1,5}(?:\.\d+)?$/.test(text.trim()) ? Number(text) * 1000 : null
}
