export const TIKTOK_SWITCHES = {
  'tiktok.misspelt-keys': 'Keys come as in the examples of the documentation: buisness_id, unique_user_seen, paid_by.',
  'tiktok.has-more-text': 'has_more is text: “true” and “false”.',
  'tiktok.int-dates': 'Days are numbers, 20260901, not text.',
  'tiktok.500-non-ascii': 'A search with any letter outside of ASCII is answered 500.',
  'tiktok.500-random': 'Every fifth call is answered 500.',
  'tiktok.429-in-body': 'Now and then rate_limit_exceeded, with status 200, and the next time with 429.',
  'tiktok.max-today': 'A range of days that ends today is refused.',
  'tiktok.pages-overlap': 'Each page begins with the last ad of the page before.',
  'tiktok.search-id-changes': 'Each page gives another search_id; an older one gives an older page.',
  'tiktok.reach-band': 'Reach is a band, 1K-10K, not a rounded number.',
  'tiktok.request-names': 'Only the names of the getting-started page are known: country, and fields=ad,advertiser.',
} as const
