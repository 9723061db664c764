import { toldValue } from '../../domain/disclosure.ts'
import { dayInName, passNamed, passSeries } from '../../domain/pass-name.ts'
import type { AdFormat, FileHead, Source } from '../../ports/source.ts'
import { recordKeys } from '../shared/json-keys.ts'
import { isOfPerson } from './advertiser.ts'
import { linkedInCrawling } from './crawling.ts'
import { linkedInManifest } from './manifest.ts'
import { normaliseLinkedInAd } from './normalise.ts'
import { DETAIL_KEYS, ELEMENT_KEYS, STATISTICS_KEYS } from './schema.ts'

const SHOWN_DETAILS = ['type', 'adType', 'advertiser', 'adStatistics', 'statistics', 'adTargeting']

const linkedInJson: AdFormat = {
  tells: 'ads',
  id: 'linkedin-api-json',
  shape: 'json',
  items: [['elements']],
  version: 1,
  publicKeys: new Set(['adUrl', 'isRestricted', ...SHOWN_DETAILS.map((key) => `details.${key}`)]),
  // `details` names who advertised.
  isPrivate: isOfPerson,
  recognises,
  drift,
  normalise: normaliseLinkedInAd,
}

/** LinkedIn's Ad Library. */
export const linkedIn: Source = {
  manifest: linkedInManifest,
  formats: [linkedInJson],
  dateInName: dayInName,
  latestDay: ({ fields }) => toldValue(fields.endsOn) ?? toldValue(fields.startsOn),
  seriesOf: ({ name }) => passSeries(name),
  crawling: linkedInCrawling,
}

function recognises(head: FileHead, name: string): boolean {
  const pass = passNamed(name)
  if (pass !== null) return pass.source === linkedInManifest.id
  return head.shape === 'json' && /linkedin\.com(?:\\?\/)ad-library(?:\\?\/)detail/.test(head.start)
}

const LEVELS = [
  ['', ELEMENT_KEYS],
  ['details.', DETAIL_KEYS],
  ['details.adStatistics.', STATISTICS_KEYS],
] as const

/** Of the first records alone. */
function drift(head: FileHead): readonly string[] {
  if (head.shape !== 'json') return []
  return LEVELS.flatMap(([path, known]) => {
    // Links to pages have a `type` too.
    const isKnown = (key: string) => known.has(key) && key !== 'type'
    const added = recordKeys(head.start, isKnown).filter((key) => !known.has(key))
    return added.map((key) => `the field “${path}${key}” is new`)
  })
}
