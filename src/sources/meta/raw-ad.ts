import type { AdText } from '../../domain/disclosure.ts'
import type { CountryCode } from '../../domain/place.ts'
import type { DeliveryFields, RawAgeGender, RawRegion } from './archived-ad.ts'

/** Both bounds as the record has them; null where it has none. */
export interface RawBounds {
  readonly lower: string | null
  readonly upper: string | null
}

/** `undefined`: the file has no such field or column. `null`: it is there and says nothing. */
export type Maybe<Value> = Value | null | undefined

/**
 * One ad in the shape that both wire formats are read into: one name per field whatever the API version or the collector
 * called it, lists as lists, figures and dates still as text.
 */
export interface RawAd {
  readonly adId: string
  /** When the record was fetched, as text with an offset, if the record itself tells. */
  readonly fetchedAt: Maybe<string>
  readonly pageName: Maybe<string>
  readonly pageId: Maybe<string>
  readonly disclaimer: Maybe<string>
  readonly texts: Maybe<readonly AdText[]>
  readonly createdAt: Maybe<string>
  readonly startsAt: Maybe<string>
  readonly stopsAt: Maybe<string>
  readonly currency: Maybe<string>
  readonly spend: Maybe<RawBounds>
  readonly impressions: Maybe<RawBounds>
  readonly audienceSize: Maybe<RawBounds>
  readonly audience: Maybe<readonly RawAgeGender[]>
  readonly regions: Maybe<readonly RawRegion[]>
  readonly platforms: Maybe<readonly string[]>
  readonly languages: Maybe<readonly string[]>
  /** Fields that only ads delivered in the EU, the UK or Brazil have. */
  readonly delivery: DeliveryFields
  /** The one country that the collector asked for, if the columns of the file tell. */
  readonly homeCountry: CountryCode | null
  /** Single figures that a collector made out of a range, by column name. */
  readonly derived: Readonly<Record<string, string>>
  /** Whether a collector wrote the record, rather than the API. */
  readonly byCollector: boolean
  readonly repaired: boolean
}
