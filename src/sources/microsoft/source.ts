import { toldValue } from '../../domain/disclosure.ts'
import { dayInName, passNamed, passSeries } from '../../domain/pass-name.ts'
import type { CountryCode } from '../../domain/place.ts'
import type { AdFormat, FileHead, Source } from '../../ports/source.ts'
import { recordKeys } from '../shared/json-keys.ts'
import { microsoftCrawling } from './crawling.ts'
import { microsoftManifest } from './manifest.ts'
import { normaliseMicrosoftAd } from './normalise.ts'
import { AD_KEYS, DETAIL_KEYS } from './schema.ts'

const microsoftJson: AdFormat = {
  tells: 'ads',
  id: 'microsoft-api-json',
  shape: 'json',
  // Lines of a pass that hold a list for evidence have no items; saved lists have them in `value`.
  items: [['items'], ['value']],
  version: 1,
  publicKeys: AD_KEYS,
  recognises,
  drift,
  normalise: normaliseMicrosoftAd,
}

/** Microsoft's Ad Library: ads that were shown in the EU and the EEA. */
export const microsoft: Source = {
  manifest: microsoftManifest,
  formats: [microsoftJson],
  dateInName: dayInName,
  // An end is the last day with an impression, so it has surely come.
  latestDay: ({ fields }) => toldValue(fields.endsOn) ?? toldValue(fields.startsOn),
  seriesOf: ({ name }) => passSeries(name),
  countryOfSeries: (series) => (series.split('.').at(1) as CountryCode | undefined) ?? null,
  crawling: microsoftCrawling,
}

function recognises(head: FileHead, name: string): boolean {
  const pass = passNamed(name)
  if (pass !== null) return pass.source === microsoftManifest.id
  if (head.shape !== 'json') return false
  return /"AdId"\s*:/.test(head.start) && /"AdvertiserId"\s*:/.test(head.start)
}

/** Of the first records alone, and of their details. */
function drift(head: FileHead): readonly string[] {
  if (head.shape !== 'json') return []
  const lines = head.start.split('\n')
  const told = (isKnown: (key: string) => boolean) => new Set(lines.flatMap((line) => recordKeys(line, isKnown)))
  const isOfAnAd = (key: string) => AD_KEYS.has(key) && key !== 'advertiser' && !key.startsWith('Advertiser')
  const added = [...told(isOfAnAd)].filter((key) => !AD_KEYS.has(key) && !isAnnotation(key))
  const inDetails = [...told((key) => DETAIL_KEYS.has(key))].filter(
    (key) => !DETAIL_KEYS.has(key) && !isAnnotation(key),
  )
  return [...added, ...inDetails.map((key) => `AdDetails.${key}`)].map((key) => `the field “${key}” is new`)
}

/** OData's own: `@odata.context`, `Targets@odata.context`. */
function isAnnotation(key: string): boolean {
  return key.includes('@odata.')
}
