import type { Instant } from '../../domain/calendar.ts'
import type { Collecting } from '../../ports/collecting.ts'

const A_DAY = 24
/** A tick is never early by more. */
const SLACK_HOURS = 2
/** A zip of five members with nothing but their headers is larger. */
const LEAST_BYTES = 1_000

/**
 * One bundle of all regions, made anew several times a day: it is fetched once a day, since each issue is kept. The address:
 * favstats/metatargetr R/ggl.R; the one before serves a readme alone.
 */
export const googleCollecting: Collecting = {
  address: 'https://storage.googleapis.com/political-csv/google-political-ads-transparency-bundle.zip',
  schedule: '41 6 * * *',
  everyHours: A_DAY,
  size: 'about 310 MB',
  files: (address) => [
    {
      key: 'bundle',
      url: address,
      nameAt: (published: Instant) => `google-political-ads-transparency-bundle_${published.replaceAll(':', '')}.zip`,
      mayBeAbsent: false,
      everyHours: A_DAY - SLACK_HOURS,
      leastBytes: LEAST_BYTES,
    },
  ],
}
