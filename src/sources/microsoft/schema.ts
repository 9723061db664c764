import { z } from 'zod'
import { inKnownShape } from '../shared/known-shape.ts'

const text = z.string().nullish()
/** MS-3: from 16 digits on they arrive as text. */
const id = z.union([z.string(), z.number().int()])
const word = z.union([z.string(), z.number()])

const target = z.looseObject({ TargetType: word, UsedForExclusion: z.boolean().nullish() })
const share = z.looseObject({ Country: word, ImpressionShare: word.nullish() })

const details = z.looseObject({
  PaidForByName: text,
  StartDate: text,
  EndDate: text,
  TotalImpressionsRange: word.nullish(),
  ImpressionsByCountry: z.array(share).nullish(),
  // MS-1: one is documented, the other is what answers hold.
  Targets: z.array(target).nullish(),
  TargetTypes: z.array(target).nullish(),
  RestrictionReason: word.nullish(),
})

/** What `Advertisers/{id}` says of the account that the ad names. */
const advertiser = z.looseObject({
  AdvertiserId: id,
  AdvertiserName: text,
  AdvertiserCountry: text,
  IsVerified: z.boolean().nullish(),
})

/**
 * An ad as `Ads/{id}` answers it, or as it stands in a list, which is without details; `advertiser` is the answer about
 * its advertiser, which our collector writes into the same line.
 * Source: MicrosoftDocs/Advertising, “Ad Library API” (read 2026-11-28). No real answer was at hand.
 */
const ad = z.looseObject({
  AdId: id.refine((told) => told !== '', 'is blank'),
  AdvertiserId: id.nullish(),
  AdvertiserName: text,
  AdvertiserCountry: text,
  IsVerified: z.boolean().nullish(),
  Title: text,
  Description: text,
  DisplayUrl: text,
  DestinationUrl: text,
  AssetJson: text,
  AdDetails: details.nullish(),
  advertiser: advertiser.nullish(),
})

export type MicrosoftAd = z.infer<typeof ad>
export type AdDetails = z.infer<typeof details>

export const AD_KEYS: ReadonlySet<string> = new Set(Object.keys(ad.shape))
export const DETAIL_KEYS: ReadonlySet<string> = new Set(Object.keys(details.shape))

/** @throws {Problem} `record.schema_changed` when a field has another type than we know */
export function parseMicrosoftAd(record: Readonly<Record<string, unknown>>): MicrosoftAd {
  return inKnownShape(ad, record, 'Microsoft’s record')
}
