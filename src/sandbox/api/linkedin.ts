import type { SwitchName } from '../switches.ts'
import {
  type ApiContext,
  type ApiReply,
  type ApiRequestSeen,
  type ApiSandbox,
  counted,
  jsonReply,
} from './api-sandbox.ts'
import { type LinkedInAd, linkedInAds } from './linkedin-ads.ts'
import { element } from './linkedin-wire.ts'

const TOKEN = 'sandbox-linkedin-access-token'

/** LinkedIn's Ad Library, which wants a token and a version. */
export const linkedInSandbox: ApiSandbox = {
  source: 'linkedin',
  settings: {
    LINKEDIN_ACCESS_TOKEN: TOKEN,
    LINKEDIN_VERSION: '202601',
    COLLECT_LINKEDIN_SEARCHES: 'Kuckuck; Brezel; Brygga; advertiser: Wählergruppe',
  },
  answer,
}

const KNOWN_VERSIONS = ['202409', '202601', '202606']

function answer(request: ApiRequestSeen, context: ApiContext): ApiReply {
  const { header, path, query } = request
  const has = (name: SwitchName) => context.switches.has(name)
  if (path !== '/rest/adLibrary') return failed(404, 'RESOURCE_NOT_FOUND', 'Nothing is there.')
  const refusal = refusalOf(header, has)
  if (refusal !== null) return refusal
  if (has('linkedin.429-no-retry-after') && isTooQuick(context)) {
    return failed(429, 'TOO_MANY_REQUESTS', 'Resource level throttle limit for calls to this resource is reached.')
  }
  return badParameter(query, has) ?? page(query, context, has)
}

type Has = (name: SwitchName) => boolean

function refusalOf(header: ApiRequestSeen['header'], has: Has): ApiReply | null {
  if (has('linkedin.token-expired')) {
    return jsonReply(
      {
        status: 401,
        serviceErrorCode: 65_602,
        code: 'EXPIRED_ACCESS_TOKEN',
        message: 'The token used in the request has expired',
      },
      401,
    )
  }
  if (header('Authorization') !== `Bearer ${TOKEN}`) return failed(401, 'INVALID_ACCESS_TOKEN', 'Invalid access token')
  const version = header('LinkedIn-Version')
  if (version === null) return failed(400, 'VERSION_MISSING', 'A version must be present.')
  if (!has('linkedin.version-426') && KNOWN_VERSIONS.includes(version)) return null
  return failed(426, 'NONEXISTENT_VERSION', `Requested version ${version} is not active`)
}

const KNOWN_PARAMETERS = ['q', 'keyword', 'advertiser', 'start', 'count', 'countries', 'dateRange']

function badParameter(query: URLSearchParams, has: Has): ApiReply | null {
  const unknown = [...query.keys()].find((name) => !KNOWN_PARAMETERS.includes(name))
  if (unknown !== undefined) return failed(400, 'QUERY_PARAM_NOT_ALLOWED', `${unknown} is not allowed`)
  if (query.get('q') !== 'criteria') return failed(400, 'FIELD_INVALID', 'q must be criteria')
  const filter = ['countries', 'dateRange'].find((name) => query.has(name))
  if (has('linkedin.filters-refused') && filter !== undefined)
    return failed(400, 'FIELD_INVALID', `${filter} is not valid`)
  const count = Number(query.get('count') ?? '10')
  const isTooMany = has('linkedin.count-max-25') && count > 25
  return count < 1 || isTooMany ? failed(400, 'FIELD_INVALID', 'count must be between 1 and 25') : null
}

function page(query: URLSearchParams, context: ApiContext, has: Has): ApiReply {
  const start = Number(query.get('start') ?? '0')
  const count = Math.min(25, Number(query.get('count') ?? '10'))
  const found = slipped(matching(query, linkedInAds(context.world, context.switches), has), context, has)
  const shown = found.slice(start, start + count)
  const next = new URLSearchParams([...query].filter(([name]) => name !== 'start'))
  next.set('start', String(start + count))
  const links =
    start + count < found.length ? [{ rel: 'next', href: `/rest/adLibrary?${next}`, type: 'application/json' }] : []
  return jsonReply({
    paging: { start, count, total: found.length, links },
    elements: shown.map((ad) => element(ad, context.world.toldThrough, has)),
  })
}

function matching(query: URLSearchParams, ads: readonly LinkedInAd[], has: Has): readonly LinkedInAd[] {
  const words = (query.get('keyword') ?? '').toLowerCase().split(/\s+/)
  const advertiser = (query.get('advertiser') ?? '').toLowerCase()
  const countries = [...(query.get('countries') ?? '').matchAll(/country:([A-Z]{2})/g)].map(([, code]) => code)
  const likeness = has('linkedin.fuzzy-advertiser') ? advertiser.slice(0, 1) : advertiser
  return ads.filter((ad) => {
    const isThere = countries.length === 0 || countries.includes(ad.ad.sponsor.aims)
    return isThere && words.every((word) => ad.words.includes(word)) && ad.company.toLowerCase().includes(likeness)
  })
}

/** Of two ads on either side of the first page's edge, the second request of a search finds the one that was told before. */
function slipped(ads: readonly LinkedInAd[], { memory }: ApiContext, has: Has): readonly LinkedInAd[] {
  if (!has('linkedin.order-jitter') || ads.length <= 25) return ads
  const isSecond = counted(memory, `walked ${ads[0]?.id}`) === 1
  const [last, first] = [ads[24], ads[25]] as [LinkedInAd, LinkedInAd]
  return isSecond ? [...ads.slice(0, 24), first, last, ...ads.slice(26)] : ads
}

/** Ten requests within thirty seconds are one too many. */
function isTooQuick({ memory, now }: ApiContext): boolean {
  const at = now.getTime()
  const before = ((memory.get('calls') as readonly number[] | undefined) ?? []).filter((each) => at - each < 30_000)
  const calls = [...before, at]
  memory.set('calls', calls)
  return calls.length > 9
}

function failed(status: number, code: string, message: string): ApiReply {
  return jsonReply({ status, code, message }, status)
}
