import { unitKey } from '../../domain/pass-name.ts'
import type { ApiRequest, CrawlAsk, Crawling, Position, RequestRules, WorkUnit } from '../../ports/crawling.ts'
import { beginning, type LinkedInPosition } from './positions.ts'
import { readLinkedInPage } from './read-page.ts'

const VERSION = '202601'

/** Each search is walked through as a whole, and what it lists is told apart by the ads' ids. */
export const linkedInCrawling: Crawling = {
  address: 'https://api.linkedin.com',
  schedule: '50 3 * * *',
  everyHours: 24,
  size: 'one call for each 25 ads of a search',
  needs: [
    {
      setting: 'LINKEDIN_ACCESS_TOKEN',
      isSecret: true,
      isRequired: true,
      what:
        'A member’s token (three-legged OAuth) of an app that was given the Ad Library product on ' +
        'developer.linkedin.com; it lives for some weeks.',
    },
    {
      setting: 'COLLECT_LINKEDIN_SEARCHES',
      isSecret: false,
      isRequired: true,
      what: 'Words to search for, separated by semicolons; “advertiser: Acme” searches by the name of an advertiser.',
    },
    {
      setting: 'LINKEDIN_VERSION',
      isSecret: false,
      isRequired: false,
      what: 'The version of the API, such as 202601: LinkedIn ends each after about a year.',
    },
  ],
  pace: { betweenMs: 0, burst: { requests: 8, withinMs: 30_000 }, callsPerDay: 1000 },
  access: {
    headers: (token) => ({ Authorization: `Bearer ${token}` }),
    setting: 'LINKEDIN_ACCESS_TOKEN',
    exchange: null,
    readExchange: null,
    inspect: null,
    readInspection: null,
  },
  pageSize: { start: 25, least: 5, most: 25 },
  emptyIsUnknown: false,
  units,
  request,
  read: (answer, at) => readLinkedInPage(answer, at as LinkedInPosition),
  split: () => null,
  restart: (at) => beginning(at as LinkedInPosition),
}

function units({ setting }: CrawlAsk): readonly WorkUnit[] {
  const searches = (setting('COLLECT_LINKEDIN_SEARCHES') ?? '').split(';').map((search) => search.trim())
  return [...new Set(searches)].filter((search) => search !== '').map(unitOf)
}

function unitOf(search: string): WorkUnit {
  const [, name] = /^advertiser:\s*(.+)$/i.exec(search) ?? []
  const by = name === undefined ? 'keyword' : 'advertiser'
  const text = name ?? search
  return {
    key: unitKey(by, text),
    country: null,
    days: null,
    begin: beginning({ by, text }),
    everyHours: 24,
    kind: 'running',
  }
}

/** LI-1: no filter is sent, since the documented ones are refused; what is not wanted is left out when it is shown. */
function request(at: Position, { address, pageSize, setting }: RequestRules): ApiRequest {
  const { by, text, start } = at as LinkedInPosition
  const query = `q=criteria&${by}=${encodeURIComponent(text)}&start=${start}&count=${pageSize ?? 25}`
  return {
    method: 'GET',
    url: `${address}/rest/adLibrary?${query}`,
    headers: {
      'LinkedIn-Version': setting('LINKEDIN_VERSION') ?? VERSION,
      'X-RestLi-Protocol-Version': '2.0.0',
    },
  }
}
