import {
  type CreativeFormat,
  type Disclosure,
  type DisclosureFields,
  NOT_DISCLOSED,
  type TargetingChoice,
  type Told,
} from '../../domain/disclosure.ts'
import { Problem } from '../../domain/errors.ts'
import { adIdOrNull } from './ad-id.ts'
import { advertiserFields } from './advertiser.ts'
import { type LinkedInAd, type LinkedInDetails, type LinkedInFacet, parseLinkedInAd } from './schema.ts'
import { sharesByCountry, statisticsFields, statisticsOf } from './statistics.ts'

/** An ad of the library. Days, impressions and targeting stand there only where it was served in the EU. */
export function normaliseLinkedInAd(record: Readonly<Record<string, unknown>>): Disclosure {
  const ad = parseLinkedInAd(record)
  const details = ad.details ?? {}
  const format = formatOf(details)
  const fields: DisclosureFields = {
    ...advertiserFields(details),
    ...statisticsFields(details),
    ...(format === null ? {} : { formats: [format] }),
    targeting: targeting(details),
    otherFacts: otherFacts(ad, details),
  }
  return { adId: adIdIn(ad.adUrl), observedAt: null, fields }
}

/** @throws {Problem} `record.malformed` */
export function adIdIn(adUrl: string): string {
  const id = adIdOrNull(adUrl)
  if (id !== null) return id
  const message = `adUrl is “${adUrl.slice(0, 120)}”, which does not end in an id`
  throw new Problem('record.malformed', message, { details: { field: 'adUrl' } })
}

const FORMATS: ReadonlyMap<string, CreativeFormat> = new Map([
  ['SPONSORED_VIDEO', 'video'],
  ['TEXT_AD', 'text'],
])

/** Most kinds say nothing of what an ad shows. */
function formatOf({ type, adType }: LinkedInDetails): CreativeFormat | null {
  return FORMATS.get(type ?? adType ?? '') ?? null
}

/** Of most facets it is told that they were used, not what was chosen. */
function targeting({ adTargeting }: LinkedInDetails): Told<readonly TargetingChoice[]> {
  const choices = (adTargeting ?? []).flatMap((facet) => [...choice(facet, 'included'), ...choice(facet, 'excluded')])
  return choices.length === 0 ? NOT_DISCLOSED : choices
}

/** LI-5 */
function choice(facet: LinkedInFacet, mode: TargetingChoice['mode']): TargetingChoice[] {
  const isIn = mode === 'included'
  const values = (isIn ? (facet.includedSegments ?? facet.inclusiveSegments) : undefined) ?? []
  const others = (isIn ? undefined : (facet.excludedSegments ?? facet.exclusiveSegments)) ?? []
  const isUsed = isIn ? (facet.isIncluded ?? facet.isInclusive) : (facet.isExcluded ?? facet.isExclusive)
  const all = [...values, ...others]
  return isUsed === true || all.length > 0 ? [{ criterion: facet.facetName, mode, values: all }] : []
}

function otherFacts(ad: LinkedInAd, details: LinkedInDetails): Told<Readonly<Record<string, string>>> {
  const shares = sharesByCountry(statisticsOf(details))
  const reasons = ad.restrictionDetails
  const facts = [
    ['Type', details.type ?? details.adType ?? ''],
    ['Impressions by country', shares],
    ['Restricted', ad.isRestricted === true ? 'yes' : ''],
    ['Restriction', typeof reasons === 'string' ? reasons : JSON.stringify(reasons ?? '')],
  ].filter(([, text]) => text !== '' && text !== '""')
  return facts.length === 0 ? NOT_DISCLOSED : Object.fromEntries(facts)
}
