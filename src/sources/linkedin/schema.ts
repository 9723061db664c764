import { z } from 'zod'
import { inKnownShape } from '../shared/known-shape.ts'

const text = z.string().nullish()
const figure = z.union([z.number(), z.string()]).nullish()
const flag = z.boolean().nullish()
const segments = z.array(z.string()).nullish()

/** LI-5: documents and answers disagree on the names. */
const facet = z.looseObject({
  facetName: z.string(),
  isIncluded: flag,
  isInclusive: flag,
  isExcluded: flag,
  isExclusive: flag,
  includedSegments: segments,
  inclusiveSegments: segments,
  excludedSegments: segments,
  exclusiveSegments: segments,
})

const statistics = z.looseObject({
  firstImpressionAt: figure,
  firstImpressionDate: figure,
  latestImpressionAt: figure,
  latestImpressionDate: figure,
  totalImpressions: z.looseObject({ from: figure, to: figure }).nullish(),
  impressionsFrom: figure,
  impressionsTo: figure,
  impressionsDistributionByCountry: z
    .array(z.looseObject({ country: z.string(), impressionPercentage: figure }))
    .nullish(),
})

const advertiser = z.looseObject({ advertiserName: text, advertiserUrl: text, adPayer: text })

const details = z.looseObject({
  type: text,
  adType: text,
  advertiser: advertiser.nullish(),
  adStatistics: statistics.nullish(),
  statistics: statistics.nullish(),
  adTargeting: z.array(facet).nullish(),
})

/**
 * An element of an answer of `/rest/adLibrary`. Source: clients and their recorded answers of July 2026; no real answer
 * was at hand.
 */
const element = z.looseObject({
  adUrl: z.string(),
  isRestricted: flag,
  restrictionDetails: z.unknown().optional(),
  details: details.nullish(),
})

export type LinkedInAd = z.infer<typeof element>
export type LinkedInDetails = z.infer<typeof details>
export type LinkedInStatistics = z.infer<typeof statistics>
export type LinkedInFacet = z.infer<typeof facet>

export const ELEMENT_KEYS: ReadonlySet<string> = new Set(Object.keys(element.shape))
export const DETAIL_KEYS: ReadonlySet<string> = new Set(Object.keys(details.shape))
export const STATISTICS_KEYS: ReadonlySet<string> = new Set(Object.keys(statistics.shape))

/** @throws {Problem} `record.schema_changed` when a field has another type than we know */
export function parseLinkedInAd(record: Readonly<Record<string, unknown>>): LinkedInAd {
  return inKnownShape(element, record, 'LinkedIn’s record')
}
