import type { SearchResult } from '../ports/archive.ts'
import type { AdSponsor, SponsorAds } from '../ports/sponsor-ads.ts'
import type { FoundSponsor, Sponsors } from '../ports/sponsors.ts'
import type { Standpoint } from './as-of.ts'
import type { SearchRequest } from './search-request.ts'
import { unlessSlow } from './unless-slow.ts'
import type { WebDeps } from './web-deps.ts'

/** What a page of results says of sponsors. */
export interface SearchSponsors {
  readonly ofAds: Awaited<ReturnType<SponsorAds['ofAds']>>
  /** Whose name the words are; the best first. */
  readonly named: readonly FoundSponsor[]
}

const MOST_NAMED = 3

/** As of the moment that the list is of. A search is answered also where this takes too long. */
export async function searchSponsors(
  site: Pick<WebDeps, 'currentArchive'>,
  { newest }: Standpoint,
  { query, after }: SearchRequest,
  { revision, hits }: SearchResult,
): Promise<SearchSponsors> {
  const { sponsors, sponsorAds } = await site.currentArchive()
  const isNewest = newest === null || revision === newest.revision
  const [names, ads] = isNewest ? [sponsors, sponsorAds] : [sponsors.asOf(revision), sponsorAds.asOf(revision)]
  const text = query.terms.include.flatMap(({ words }) => words).join(' ')
  const [ofAds, named] = await Promise.all([
    unlessSlow(ads.ofAds(hits.map(({ id }) => id)), new Map<never, AdSponsor>()),
    after !== null || text === '' ? [] : unlessSlow(namedBy(names, text), []),
  ])
  return { ofAds, named }
}

async function namedBy(sponsors: Sponsors, text: string): Promise<readonly FoundSponsor[]> {
  return (await sponsors.find(text, null, MOST_NAMED)).rows
}
