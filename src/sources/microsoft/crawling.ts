import type { ApiAnswer, Crawling, Position, Verdict } from '../../ports/crawling.ts'
import { objectIn } from '../shared/answer-json.ts'
import { commonError, said } from './errors.ts'
import {
  type AdPosition,
  type AdvertiserPosition,
  knownDocuments,
  type MicrosoftPosition,
  restartWindow,
  splitWindow,
  withAdvertiser,
} from './positions.ts'
import { adPositions, readList } from './read-list.ts'
import { microsoftRequest, PAGE_SIZE } from './request.ts'
import { microsoftUnits } from './units.ts'

/** A list of rows, then each of its advertisers, then each of its ads. */
export const microsoftCrawling: Crawling = {
  address: 'https://adlibrary.api.bingads.microsoft.com/api/v1',
  schedule: '20 3 * * *',
  everyHours: 24,
  size: 'one call a search, country and month, and one for each ad and advertiser found',
  needs: [
    {
      setting: 'COLLECT_MICROSOFT_SEARCHES',
      isSecret: false,
      isRequired: true,
      what: 'Words to search for, separated by semicolons: the library cannot be listed as a whole.',
    },
    {
      setting: 'COLLECT_MICROSOFT_COUNTRIES',
      isSecret: false,
      isRequired: false,
      what: 'Countries of the EU and the EEA by their codes; empty: all thirty.',
    },
    {
      setting: 'MICROSOFT_DEVELOPER_TOKEN',
      isSecret: true,
      isRequired: false,
      what: 'Allows more calls: a Microsoft Advertising account shows it under Tools, Developer settings; none is needed.',
    },
  ],
  // Without login the eleventh quick call is refused.
  pace: { betweenMs: 10_000, burst: null, callsPerDay: null },
  access: {
    headers: (token) => ({ DeveloperToken: token }),
    setting: 'MICROSOFT_DEVELOPER_TOKEN',
    exchange: null,
    readExchange: null,
    inspect: null,
    readInspection: null,
  },
  pageSize: PAGE_SIZE,
  emptyIsUnknown: false,
  units: microsoftUnits,
  request: microsoftRequest,
  read,
  split: splitWindow,
  restart: restartWindow,
  leaving: knownDocuments,
}

function read(answer: ApiAnswer, at: Position): Verdict {
  const position = at as MicrosoftPosition
  switch (position.step) {
    case 'list':
      return readList(answer, position)
    case 'advertiser':
      return readAdvertiser(answer, position)
    case 'ad':
      return readAd(answer, position)
  }
}

/** An advertiser that cannot be had leaves its ads as they are. */
function readAdvertiser(answer: ApiAnswer, { id, rows, from }: AdvertiserPosition): Verdict {
  const body = objectIn(answer.text)
  // An unknown id answers 404, as a rule without a body.
  const common = answer.status === 404 ? null : commonError(answer, body)
  if (common !== null) return common
  const isTold = answer.status === 200 && body?.['AdvertiserId'] !== undefined
  const page = {
    is: 'page',
    kept: [],
    records: 0,
    next: adPositions({ rows, from }, isTold ? answer.text : null),
  } as const
  return isTold ? page : { ...page, remarks: [`nothing is told of advertiser ${id}`] }
}

/** The answer letter by letter, and before its keys one of our own: what was answered about its advertiser. */
function readAd(answer: ApiAnswer, at: AdPosition): Verdict {
  const { id, advertiser } = at
  const body = objectIn(answer.text)
  const common = answer.status === 404 ? null : commonError(answer, body)
  if (common !== null) return common
  if (body === null || body['AdId'] === undefined) {
    const what = `no details of ad ${id}: status ${answer.status}${body === null ? '' : said(body)}`
    return { is: 'skip', what, kept: knownDocuments(at) }
  }
  return { is: 'page', kept: [withAdvertiser(answer.text, advertiser)], records: 1, next: [] }
}
