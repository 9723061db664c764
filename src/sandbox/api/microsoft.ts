import type { SwitchName } from '../switches.ts'
import { type ApiContext, type ApiReply, type ApiRequestSeen, type ApiSandbox, jsonReply } from './api-sandbox.ts'
import { type MicrosoftAd, microsoftAds } from './microsoft-ads.ts'
import { adRow, advertiserAnswer, adWithDetails, jsonWithLongs } from './microsoft-wire.ts'

const TOKEN = 'sandbox-microsoft-developer-token'

/** Microsoft's own numbers of the two countries that the election knows. */
const COUNTRIES: Readonly<Record<string, string>> = { '72': 'DE', '139': 'NO' }

const MOST_AT_ONCE = 24
/** For a thousand. */
const CAP = 7

/** Microsoft's Ad Library: anybody may ask; a token that is shown must be right. */
export const microsoftSandbox: ApiSandbox = {
  source: 'microsoft',
  settings: {
    COLLECT_MICROSOFT_SEARCHES: 'Pünktlich; Schirm',
    COLLECT_MICROSOFT_COUNTRIES: 'DE',
    MICROSOFT_DEVELOPER_TOKEN: TOKEN,
  },
  answer,
}

function answer(request: ApiRequestSeen, context: ApiContext): ApiReply {
  const { header, path, query } = request
  const has = (name: SwitchName) => context.switches.has(name)
  const token = header('DeveloperToken')
  if (token !== null && token !== TOKEN) return failed(401, 'The developer token is not valid.')
  if (has('ms.429-after-10') && isTooQuick(context)) return failed(429, 'Too many requests.')
  const options = [...query.keys()].filter((name) => name.startsWith('$') && name !== '$expand')
  if (has('ms.odata-refused') && options.length > 0)
    return failed(400, `The query option ${options[0]} is not allowed.`)
  const ads = microsoftAds(context.world, context.switches)
  const [, kind, id] = /^\/(Ads|Advertisers)(?:[/(](\d+)\)?)?$/.exec(path) ?? []
  if (kind === 'Ads' && id === undefined) return list(request, context, ads)
  if (kind === 'Ads')
    return oneAd(
      request,
      has,
      ads.find((each) => each.id === id),
    )
  const advertiser = ads.find(({ accountId, verifiedId }) => accountId === id || verifiedId === id)
  if (kind !== 'Advertisers' || advertiser === undefined) return failed(404, 'Nothing is there.')
  return json(advertiserAnswer(advertiser, context.base))
}

function list({ query }: ApiRequestSeen, { switches, base }: ApiContext, ads: readonly MicrosoftAd[]): ApiReply {
  const value = (name: string, usual: string) => query.get(name) ?? query.get(`$${name}`) ?? usual
  const [top, skip] = [Number(value('top', '12')), Number(value('skip', '0'))]
  const search = value('searchText', '')
  if (top > MOST_AT_ONCE) return failed(400, `The limit of '${MOST_AT_ONCE}' for Top query has been exceeded.`)
  if (switches.has('ms.400-odd-search') && !/^[\p{L}\p{N} ]*$/u.test(search)) {
    return failed(400, 'The search text is not valid.')
  }
  const numbers = value('countryCodes', Object.keys(COUNTRIES).join(',')).split(',')
  if (numbers.some((number) => !/^\d+$/.test(number))) return failed(400, 'Country codes are numbers.')
  const [from, to] = [value('startDate', '2023-06-01'), value('endDate', '2100-01-01')]
  const countries = numbers.map((number) => COUNTRIES[number])
  const matching = ads.filter((each) => {
    const text = `${each.title} ${each.description} ${each.account}`.toLowerCase()
    const isThen = each.first <= to && each.last >= from
    return isThen && countries.includes(each.ad.sponsor.aims) && text.includes(search.toLowerCase())
  })
  const reachable = switches.has('ms.cap-1000') ? matching.slice(0, CAP) : matching
  return json({
    '@odata.context': `${base}/$metadata#Ads`,
    '@odata.count': matching.length,
    value: reachable.slice(skip, skip + top).map(adRow),
  })
}

function oneAd({ query }: ApiRequestSeen, has: (name: SwitchName) => boolean, ad: MicrosoftAd | undefined): ApiReply {
  if (ad === undefined) return failed(404, 'Nothing is there.')
  const isExpanded = query.get('$expand')?.includes('AdDetails') === true
  return json(isExpanded ? adWithDetails(ad, has) : adRow(ad))
}

interface Calls {
  readonly count: number
  readonly at: number
  readonly closedUntil: number
}

const PAUSE_MS = 9_000
const CLOSED_MS = 90_000

/** Calls that follow one another within nine seconds are counted; asking again while it is closed changes nothing. */
function isTooQuick({ memory, now }: ApiContext): boolean {
  const at = now.getTime()
  const before = (memory.get('calls') as Calls | undefined) ?? { count: 0, at: 0, closedUntil: 0 }
  if (at < before.closedUntil) return true
  const count = at - before.at < PAUSE_MS ? before.count + 1 : 1
  const isClosed = count > 10
  memory.set('calls', { count: isClosed ? 0 : count, at, closedUntil: isClosed ? at + CLOSED_MS : 0 })
  return isClosed
}

function json(value: unknown): ApiReply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: jsonWithLongs(value) }
}

function failed(status: number, message: string): ApiReply {
  return jsonReply({ error: { code: '', message } }, status)
}
