import { toldValue } from '../../domain/disclosure.ts'
import { dayInName, passNamed, passSeries } from '../../domain/pass-name.ts'
import type { AdFormat, FileHead, Source } from '../../ports/source.ts'
import { redditCrawling } from './crawling.ts'
import { redditManifest } from './manifest.ts'
import { normaliseRedditPost } from './normalise.ts'

const listing: AdFormat = {
  tells: 'ads',
  id: 'reddit-listing',
  shape: 'json',
  items: [['data', 'children']],
  version: 1,
  // Not who wrote it, nor its body, which may hold an address: what may be shown of that is in fields.
  publicKeys: new Set(['kind', 'data.name', 'data.title', 'data.created_utc', 'data.edited']),
  recognises,
  normalise: normaliseRedditPost,
}

export const reddit: Source = {
  manifest: redditManifest,
  formats: [listing],
  dateInName: dayInName,
  latestDay: ({ fields }) => toldValue(fields.startsOn),
  seriesOf: ({ name }) => passSeries(name),
  crawling: redditCrawling,
}

/** Files of our own passes; and saved listings of this community. */
function recognises(head: FileHead, name: string): boolean {
  if (head.shape !== 'json') return false
  const pass = passNamed(name)
  if (pass !== null) return pass.source === redditManifest.id
  return /"kind"\s*:\s*"Listing"/.test(head.start) && head.start.includes('RedditPoliticalAds')
}
