import type { Manifest } from '../../ports/source.ts'
import type { SearchSponsors } from '../search-sponsors.ts'
import { sponsorsUrl } from '../sponsor-url.ts'
import { type FoundSponsorView, foundSponsorView } from './sponsor-list-view.ts'

/** One line above the results of a search. */
export interface SponsorLineView {
  readonly sponsors: readonly FoundSponsorView[]
  readonly all: string
}

export function sponsorLineView(
  { named }: SearchSponsors,
  q: string | undefined,
  manifests: readonly Manifest[],
): SponsorLineView | null {
  if (named.length === 0) return null
  return { sponsors: named.map((found) => foundSponsorView(found, manifests)), all: sponsorsUrl({ q }) }
}
