import type { SearchResult } from '../../ports/archive.ts'
import type { SearchRequest } from '../search-request.ts'

/** What is to be said of an answer that is not the one of the index that is set. */
export interface SearchNoticesView {
  /** Why the archive itself has searched; null where nobody need know. */
  readonly standIn: string | null
  /** That the list begins anew; null: it does not. */
  readonly restarted: string | null
}

const WHY = {
  unavailable: 'The search index does not answer just now.',
  building: 'The search index is being built, or brought up to date.',
} as const

const RESTARTED =
  'The order by relevance in which this list began is kept no more. It begins anew here, in another order: you may meet ads that you have seen.'

export function searchNotices({ query }: SearchRequest, result: SearchResult): SearchNoticesView {
  const { absence, isRestarted } = result
  const isTold = absence === 'unavailable' || absence === 'building'
  const difference = query.sort === 'relevance' ? ofRelevance(result) : ': nothing is missing.'
  return {
    standIn: isTold ? `${WHY[absence]} These results come from the archive’s own database${difference}` : null,
    restarted: isRestarted ? RESTARTED : null,
  }
}

/** Of so many matches that counting stops, the archive ranks the newest alone. */
function ofRelevance({ isCapped }: SearchResult): string {
  if (!isCapped) return ': nothing is missing, but the order by relevance differs.'
  return ', and the order by relevance differs: of so many matches the newest alone are ranked and listed. Choose another sort to see all.'
}

/** What is cited is answered by the archive itself, for ever. Null: in the same order. */
export function citedOrder({ query }: SearchRequest, { engine }: SearchResult): string | null {
  if (query.sort !== 'relevance' || engine === 'postgres') return null
  return 'At that address the archive’s own database ranks the same ads, in an order that may differ. To cite the list as it stands, choose another sort.'
}
