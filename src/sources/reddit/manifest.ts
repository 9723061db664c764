import { platformId, sourceId } from '../../domain/ids.ts'
import type { Manifest } from '../../ports/source.ts'

export const redditManifest: Manifest = {
  id: sourceId('reddit'),
  name: 'r/RedditPoliticalAds',
  platform: 'Reddit',
  platformId: platformId('reddit'),
  holdsAllAds: false,
  publisherUrl: 'https://www.reddit.com/r/RedditPoliticalAds/',
  legalBasis: 'Reddit’s own policy for political ads.',
  coverage: 'Political ads on Reddit, one post each, in the United States since 2019; few from elsewhere.',
  cadence: 'A post comes with its ad, and is edited as its numbers grow. The list ends after about a thousand posts.',
  terms:
    'What is deleted at Reddit must be deleted elsewhere too, and full records may not be published again (neither is ' +
    'confirmed). Aggregates and links may be published.',
  redistribution: 'withheld',
  honoursRemoval: true,
  neverDisclosed: ['advertiserId', 'audienceSize', 'audience', 'languages'],
  adUrl: (adId) => `https://www.reddit.com/comments/${encodeURIComponent(adId.replace(/^t3_/, ''))}/`,
}
