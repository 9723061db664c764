import { type CalendarDate, calendarDateOrNull } from '../../domain/calendar.ts'
import { toldValue } from '../../domain/disclosure.ts'
import type { AdFormat, Source } from '../../ports/source.ts'
import { recordKeys } from '../shared/json-keys.ts'
import { KNOWN_KEYS } from './dumped-post.ts'
import { xArchiveManifest } from './manifest.ts'
import { normaliseDumpedPost } from './normalise.ts'

const isKnown = (key: string) => KNOWN_KEYS.has(key)

/** A copy of the whole site: accounts, and the posts of each under its id, as a list or as the list in an object. */
const dump: AdFormat = {
  tells: 'ads',
  id: 'x-archive-dump',
  shape: 'json',
  items: [
    ['advertisers_tweets', '*'],
    ['advertisers_tweets', '*', 'tweets'],
  ],
  version: 1,
  // What else is in a record are profiles of accounts, some of them of natural persons.
  publicKeys: new Set(['metadata', 'performance']),
  recognises: (head) =>
    head.shape === 'json' && /"(?:advertisers_tweets|advertisers_data|tweetPerformance)"\s*:/.test(head.start),
  drift: (head) => {
    const keys = head.shape === 'json' ? recordKeys(head.start, isKnown) : []
    return keys.filter((key) => !isKnown(key)).map((key) => `the field “${key}” is new`)
  },
  normalise: normaliseDumpedPost,
}

export const xArchive: Source = {
  manifest: xArchiveManifest,
  formats: [dump],
  dateInName,
  latestDay: ({ fields }) => toldValue(fields.startsOn),
}

/** `twitter-ads_EU_2019-06-10_05-00-00.json` */
function dateInName(fileName: string): CalendarDate | null {
  const [day] = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(fileName) ?? []
  return day === undefined ? null : calendarDateOrNull(day)
}
