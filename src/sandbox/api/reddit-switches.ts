export const REDDIT_SWITCHES = {
  'reddit.listing-1000': 'There are more posts than the thousand at which the list ends.',
  'reddit.edited-post': 'Posts were edited: their numbers have grown, and edited is set.',
  'reddit.deleted-post': 'One post in ten was deleted, and left the list.',
  'reddit.removed-text': 'One post in ten was deleted, and says [deleted] or [removed] in place of its text.',
  'reddit.unknown-label': 'Posts have a line with a label that nobody has seen before.',
  'reddit.short-year': 'Starts are written 09/14/26, ends as ever.',
} as const
