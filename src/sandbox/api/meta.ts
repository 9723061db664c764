import { randomOf } from '../random.ts'
import type { ToldAd } from '../world.ts'
import type { ApiContext, ApiReply, ApiRequestSeen, ApiSandbox } from './api-sandbox.ts'
import { counted } from './api-sandbox.ts'
import { metaAdId, wireAd } from './meta-ad.ts'
import { metaError, metaReply } from './meta-answers.ts'
import { deadCursor, isAskedFor, type MetaQuery, metaQuery } from './meta-query.ts'
import { APP_ID, APP_SECRET, shownToken, TOKEN, tokenAnswer, tokenTrouble } from './meta-tokens.ts'
import { metaTrap, paging } from './meta-traps.ts'
import { pacedUsage } from './meta-usage.ts'

/** Made-up pages are short, so that there are several of them: real ones hold up to 2,000 ads. */
const MOST_ADS = 6

/** Meta's Ad Library API, `ads_archive`, with what goes with its tokens. */
export const metaSandbox: ApiSandbox = {
  source: 'meta',
  settings: {
    META_ACCESS_TOKEN: TOKEN,
    META_APP_ID: APP_ID,
    META_APP_SECRET: APP_SECRET,
    COLLECT_META_COUNTRIES: 'GB,CA',
  },
  answer,
}

function answer(request: ApiRequestSeen, context: ApiContext): ApiReply {
  if (!/^\/v\d+\.\d\/[a-z_/]+$/.test(request.path)) return unknownPath(request)
  const ofTokens = tokenAnswer(request, context)
  if (ofTokens !== null) return ofTokens
  if (!request.path.endsWith('/ads_archive')) return unknownPath(request)
  const trouble = tokenTrouble(request, context)
  if (trouble !== null) return trouble
  const query = metaQuery(request.query, context)
  if ('status' in query) return query
  return metaTrap(query, context) ?? page(query, request, context)
}

function unknownPath({ path }: ApiRequestSeen): ApiReply {
  return metaError({ status: 400, code: 2_500, message: `Unknown path components: ${path}` })
}

interface Listed {
  readonly id: string
  readonly ad: ToldAd
}

function page(query: MetaQuery, request: ApiRequestSeen, context: ApiContext): ApiReply {
  const usage = pacedUsage(context)
  if ('refusal' in usage) return usage.refusal
  const { world, switches } = context
  const found = listed(context).filter(({ ad }) => isAskedFor(ad, query, world.toldThrough))
  const { after } = query
  if (after !== null && !found.some(({ id }) => id === after.id)) return deadCursor()
  const rest = after === null ? found : found.filter(({ id }) => id > after.id)
  const most = switches.has('meta.limit-ignored') ? query.limit * 3 : Math.min(query.limit, MOST_ADS)
  const rows = rest.slice(0, most)
  const token = shownToken(request) ?? ''
  const isOdd = switches.has('meta.snapshot-url-token')
  const data = rows.map(({ ad }) => withFields(wireAd(ad, world.toldThrough), query.fields, { token, isOdd }))
  const headers = { 'x-business-use-case-usage': usage.header }
  const last = rows.at(-1)
  if (last === undefined) return metaReply({ data }, 200, headers)
  const nextUrl = (cursor: string) => nextAddress(request, { token, cursor, base: context.base })
  const following = paging({ query, id: last.id, isLast: rest.length <= most, nextUrl }, context)
  const reply = metaReply({ data, ...(following === undefined ? {} : { paging: following }) }, 200, headers)
  const isCut = switches.has('meta.reset-connection') && counted(context.memory, 'pages') === 1
  return { ...reply, body: withEscapedPercents(String(reply.body), isOdd), ...(isCut ? { isReset: true } : {}) }
}

/** In the order of their ids, which is none of time. */
function listed({ world, switches, memory }: ApiContext): readonly Listed[] {
  const made = memory.get('listed') as readonly Listed[] | undefined
  if (made !== undefined) return made
  const removes = switches.has('meta.ads-removed-second-pass')
  const isThere = (ad: ToldAd) => ad.isListed && !(removes && randomOf(`removed ${ad.id}`).happens(1 / 25))
  const all = world.ads('meta').filter(isThere)
  const list = all.map((ad) => ({ id: metaAdId(ad), ad })).sort((one, other) => (one.id < other.id ? -1 : 1))
  memory.set('listed', list)
  return list
}

interface Caller {
  readonly token: string
  readonly isOdd: boolean
}

/** The fields asked for; the address of the snapshot holds the caller's token. */
function withFields(ad: Readonly<Record<string, unknown>>, fields: readonly string[], { token, isOdd }: Caller) {
  const url = `${ad['ad_snapshot_url']}&access_token=${encodeURIComponent(token)}`
  const odd = { ad_creative_link_captions: [`go.example?to=x%253Faccess_token%253D${token}%2526a`] }
  const all: Readonly<Record<string, unknown>> = { ...ad, ad_snapshot_url: url, ...(isOdd ? odd : {}) }
  return Object.fromEntries(fields.flatMap((field) => (all[field] === undefined ? [] : [[field, all[field]]])))
}

interface NextPage {
  readonly token: string
  readonly cursor: string
  readonly base: string
}

function nextAddress({ path, query }: ApiRequestSeen, { token, cursor, base }: NextPage): string {
  const next = new URLSearchParams([
    ['access_token', token],
    ...[...query].filter(([name]) => !/^(?:after|access_token)$/.test(name)),
  ])
  next.set('after', cursor)
  return `${base}${path}?${next}`
}

/** Within `next`, Meta escapes each percent sign; the odd spellings of a token are JSON too. */
function withEscapedPercents(body: string, isOdd: boolean): string {
  const escaped = body.replaceAll('%', '\\u0025')
  return isOdd ? escaped.replaceAll('&access_token=', '\\u0026access_token\\u003d') : escaped
}
