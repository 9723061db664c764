/** Traps of LinkedIn's library. */
export const LINKEDIN_SWITCHES = {
  'linkedin.count-max-25': 'More than 25 ads at once are answered 400; without the switch 25 of them come.',
  'linkedin.version-426': 'Every request is answered 426, NONEXISTENT_VERSION.',
  'linkedin.429-no-retry-after': 'The tenth request within thirty seconds is answered 429, without Retry-After.',
  'linkedin.filters-refused':
    'The parameters countries and dateRange are answered 400; without the switch they filter.',
  'linkedin.token-expired': 'Every request is answered 401: the token has expired.',
  'linkedin.key-variants': 'Facts stand under the names of a gateway’s documents: adType, statistics, isInclusive.',
  'linkedin.no-statistics': 'Every third ad was not served in the EU: it has no statistics, and no targeting.',
  'linkedin.order-jitter': 'Old ads stand before new ones, and one slips across the edge of a page.',
  'linkedin.shares-below-100': 'The shares of countries add up to less than 100.',
  'linkedin.fuzzy-advertiser': 'A search by advertiser brings other companies too.',
} as const
