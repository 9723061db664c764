import type { ApiAnswer, Page, Verdict } from '../../ports/crawling.ts'
import { type Json, objectIn } from '../shared/answer-json.ts'
import { adIdOrNull } from './ad-id.ts'
import { linkedInError } from './errors.ts'
import type { LinkedInPosition } from './positions.ts'

/**
 * A page of a search, to the very end: its order is rough, so a known ad proves nothing. Where it gave fewer different ads
 * than it counts, an ad has slipped across a page's edge, and the search is walked through once more.
 */
export function readLinkedInPage(answer: ApiAnswer, at: LinkedInPosition): Verdict {
  const body = objectIn(answer.text)
  const elements = body?.['elements']
  if (!Array.isArray(elements)) return linkedInError(answer, body, at)
  const { total, hasNext } = pagingOf(body)
  const ids = elements.flatMap(idsOf)
  const seen = [...new Set([...at.seen, ...ids])]
  const reached = at.start + elements.length
  const page = {
    is: 'page',
    kept: [answer.text],
    // What the walk before told is not told anew; those without an id cannot be told apart.
    records: seen.length - at.seen.length + (at.walk === 1 ? elements.length - ids.length : 0),
    counts: at.start > 0 || at.walk > 1 || total === null ? [] : [{ country: null, day: null, ads: total }],
    remarks: otherCompanies(at, elements),
  } as const
  const isMore = total === null ? (hasNext ?? elements.length > 0) : reached < total
  if (isMore && elements.length > 0) return { ...page, next: [{ ...at, start: reached, seen }] }
  return atTheEnd(page, { ...at, seen }, { total, isEarly: isMore })
}

interface End {
  readonly total: number | null
  /** A page without ads, before as many came as are counted. */
  readonly isEarly: boolean
}

function atTheEnd(page: Omit<Page, 'next'>, at: LinkedInPosition, { total, isEarly }: End): Page {
  const isTentativeEnd = isEarly ? { isTentativeEnd: true } : {}
  if (total === null || at.seen.length >= total) return { ...page, next: [] }
  if (at.walk === 1) return { ...page, ...isTentativeEnd, next: [{ ...at, start: 0, walk: 2 }] }
  const lack = `LinkedIn counts ${total} ads and gave ${at.seen.length} different ones`
  return { ...page, ...isTentativeEnd, next: [], isCutShort: true, remarks: [...(page.remarks ?? []), lack] }
}

interface Paging {
  readonly total?: unknown
  readonly links?: unknown
}

/** `total` is a number, or not told; then a link to the next page may be. */
function pagingOf(body: Json | null): { readonly total: number | null; readonly hasNext: boolean | null } {
  const { total, links } = Object(body?.['paging']) as Paging
  const rels = Array.isArray(links) ? links.map((link) => (Object(link) as { readonly rel?: unknown }).rel) : null
  return { total: typeof total === 'number' ? total : null, hasNext: rels === null ? null : rels.includes('next') }
}

interface Element {
  readonly adUrl?: unknown
  readonly details?: { readonly advertiser?: { readonly advertiserUrl?: unknown } }
}

function idsOf(element: unknown): string[] {
  const { adUrl } = Object(element) as Element
  const id = typeof adUrl === 'string' ? adIdOrNull(adUrl) : null
  return id === null ? [] : [id]
}

/** LI-2: the match is loose, and only the address of a company tells who it is. */
function otherCompanies({ by, text }: LinkedInPosition, elements: readonly unknown[]): readonly string[] {
  const urls = elements.map((element) => (Object(element) as Element).details?.advertiser?.advertiserUrl)
  const isLoose = by === 'advertiser' && new Set(urls).size > 1
  return isLoose ? [`“${text}” matches several advertisers: each is told apart by its address`] : []
}
