import { toldValue } from '../../domain/disclosure.ts'
import { dayInName, passNamed, passSeries } from '../../domain/pass-name.ts'
import type { AdFormat, FileHead, Source } from '../../ports/source.ts'
import { recordKeys } from '../shared/json-keys.ts'
import { isOfRunningYear, snapEuCrawling } from './crawling.ts'
import { snapEuManifest } from './manifest.ts'
import { normaliseSnapEuAd } from './normalise.ts'
import { isKnownKey, PUBLIC_KEYS } from './schema.ts'

const galleryJson: AdFormat = {
  tells: 'ads',
  id: 'snap-eu-json',
  shape: 'json',
  items: [['ad_previews']],
  version: 1,
  publicKeys: PUBLIC_KEYS,
  recognises,
  drift,
  normalise: normaliseSnapEuAd,
}

export const snapEu: Source = {
  manifest: snapEuManifest,
  formats: [galleryJson],
  dateInName: dayInName,
  latestDay: ({ fields }) => toldValue(fields.startsOn),
  seriesOf: ({ name }) => (isOfRunningYear(name) ? passSeries(name) : null),
  crawling: snapEuCrawling,
}

/** Files of our own passes; and saved answers, by a key that stands nowhere else. */
function recognises(head: FileHead, name: string): boolean {
  if (head.shape !== 'json') return false
  const pass = passNamed(name)
  return pass === null ? /"ad_previews?"\s*:/.test(head.start) : pass.source === snapEuManifest.id
}

/** Of the first records alone; what a crawl meets later is among its remarks. */
function drift(head: FileHead): readonly string[] {
  const keys = head.shape === 'json' ? recordKeys(head.start, isKnownKey) : []
  return keys.filter((key) => !isKnownKey(key)).map((key) => `the field “${key}” is new`)
}
