export const SNAP_EU_SWITCHES = {
  'snapeu.e1009-http200': 'From the third search on E1009, too many requests, with status 200; so for six hours.',
  'snapeu.soft-empty': 'SUCCESS, and an empty list.',
  'snapeu.soft-empty-behind': 'The first page is as ever; behind a cursor SUCCESS, and an empty list.',
  'snapeu.dead-cursor': 'Every cursor is dead (E1008): of a list the first page alone can be had.',
  'snapeu.sub-request-failed': 'One row in eight could not be given, and says so itself.',
} as const
