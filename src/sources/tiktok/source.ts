import { toldValue } from '../../domain/disclosure.ts'
import { dayInName, passNamed, passSeries } from '../../domain/pass-name.ts'
import type { AdFormat, FileHead, Source } from '../../ports/source.ts'
import { recordKeys } from '../shared/json-keys.ts'
import { tiktokCrawling } from './crawling.ts'
import { tiktokManifest } from './manifest.ts'
import { normaliseTikTokAd } from './normalise.ts'
import { isInnerKey, isKnownKey, PUBLIC_KEYS } from './schema.ts'
import { isOfAllAds } from './units.ts'

const tiktokJson: AdFormat = {
  tells: 'ads',
  id: 'tiktok-json',
  shape: 'json',
  items: [['items'], ['data', 'ads']],
  version: 1,
  publicKeys: PUBLIC_KEYS,
  recognises,
  drift,
  normalise: normaliseTikTokAd,
}

export const tiktok: Source = {
  manifest: tiktokManifest,
  formats: [tiktokJson],
  dateInName: dayInName,
  latestDay: ({ fields }) => toldValue(fields.startsOn),
  seriesOf: ({ name }) => (isOfAllAds(name) ? passSeries(name) : null),
  crawling: tiktokCrawling,
}

/** Files of our own passes; and saved answers, by keys that stand together nowhere else. */
function recognises(head: FileHead, name: string): boolean {
  if (head.shape !== 'json') return false
  const pass = passNamed(name)
  if (pass !== null) return pass.source === tiktokManifest.id
  return /"first_shown_date"\s*:/.test(head.start) && /"bu(?:si|is)ness_(?:id|name)"\s*:/.test(head.start)
}

/** Of the first records alone; what a crawl meets later is among its remarks. */
function drift(head: FileHead): readonly string[] {
  const keys = head.shape === 'json' ? recordKeys(head.start, isInnerKey) : []
  return keys.filter((key) => !isKnownKey(key)).map((key) => `the field “${key}” is new`)
}
