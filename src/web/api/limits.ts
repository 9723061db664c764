import { LONGEST_QUERY } from '../../domain/search-terms.ts'
import { WINDOW_SECONDS } from '../middleware/set-up-rate-limit.ts'
import { SIZES } from '../search-params.ts'
import type { Limits } from '../web-deps.ts'

/** What the store keeps to, as readers must know it; `test/api/limits.test.ts` holds it to its word. */
export const STORE_LIMITS = {
  /** Matches that are counted; beyond, a total is a lower bound. */
  mostCounted: 10_000,
  /** Matches that are ranked by relevance where the total is a lower bound. */
  mostRanked: 2_000,
  /** Files of all results that are written at once. */
  exportsAtOnce: 8,
  /** Lists of changes that are written at once. */
  changesAtOnce: 2,
} as const

/** The size of the task by which the limits are explained. */
const MANY_ADS = 300_000

export interface LimitRow {
  readonly what: string
  readonly limit: string
  readonly beyond: string
}

const whole = new Intl.NumberFormat('en')

/** Every limit there is, from the numbers that the code keeps to. */
export function limitRows({ requestsPerMinute }: Limits): LimitRow[] {
  const rate = requestsPerMinute === null ? 'none' : `${whole.format(requestsPerMinute)} in ${WINDOW_SECONDS} seconds`
  return [
    {
      what: 'Requests from one network (an IPv4 address, or a /64 of IPv6)',
      limit: rate,
      beyond: '429, and Retry-After says in how many seconds to go on. Probes and style sheets are not counted.',
    },
    {
      what: 'Ads on a page of a search (size)',
      limit: `${SIZES.smallest} to ${SIZES.largest}; ${SIZES.usual} if not said`,
      beyond: '400. Follow next, or ask for a file of all results.',
    },
    {
      what: 'Pages of a search',
      limit: 'none',
      beyond: `By relevance, of more than ${whole.format(STORE_LIMITS.mostCounted)} matches the archive itself (X-Search-Backend: postgres) ranks and lists the newest ${whole.format(STORE_LIMITS.mostRanked)}: choose another sort for all.`,
    },
    {
      what: 'Matches that are counted',
      limit: whole.format(STORE_LIMITS.mostCounted),
      beyond: 'The total is then at least so many (totalIsAtLeast). A file is counted to the last ad.',
    },
    { what: 'Rows of a CSV or JSON file', limit: 'none', beyond: 'A file holds everything, in one request.' },
    {
      what: 'Files of search results that the site writes at once, for all readers together',
      limit: String(STORE_LIMITS.exportsAtOnce),
      beyond: '503, and Retry-After says when to ask again.',
    },
    {
      what: 'Lists of changes that the site writes at once, for all readers together',
      limit: String(STORE_LIMITS.changesAtOnce),
      beyond: '503, and Retry-After says when to ask again. Files of releases are not limited.',
    },
    { what: 'Characters of a query (q)', limit: whole.format(LONGEST_QUERY), beyond: '400' },
  ]
}

/** How long many ads take at these limits, and what is shorter. */
export function arithmetic({ requestsPerMinute }: Limits): string {
  const pages = Math.ceil(MANY_ADS / SIZES.largest)
  const many = `${whole.format(MANY_ADS)} ads are ${whole.format(pages)} pages of ${SIZES.largest}`
  const paging =
    requestsPerMinute === null
      ? `${many}; nothing but their length limits how fast.`
      : waiting(many, pages, requestsPerMinute)
  return `${paging} The same as one file (format=csv or json) is one request.`
}

function waiting(many: string, pages: number, perMinute: number): string {
  const fullWindows = Math.ceil(pages / perMinute) - 1
  if (fullWindows === 0) {
    return `${many}: fewer than the ${whole.format(perMinute)} requests of one minute, so that the limit never stops you.`
  }
  const wait = `${whole.format(fullWindows)} ${fullWindows === 1 ? 'minute' : 'minutes'}`
  return `${many}, at ${whole.format(perMinute)} requests a minute: the limit makes you wait for ${wait} in all.`
}
