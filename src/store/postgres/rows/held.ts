import type { Instant } from '../../../domain/calendar.ts'
import type { HeldDisclosure } from '../../../domain/held-disclosure.ts'
import { type AdvertiserRef, disclosureId, platformId, sourceId } from '../../../domain/ids.ts'
import type { RecordedFact } from '../../../domain/recorded-abroad.ts'
import { type At, wasThere } from '../as-of.ts'
import { contentFields } from './content.ts'

/** What a statement selects to make a held disclosure; `state` is the table, by `HELD_COLUMNS` and `seen`. */
export interface HeldRow {
  readonly disclosure_id: string
  readonly source: string
  readonly ad_id: string
  readonly content: Record<string, unknown>
  readonly text_language: string | null
  readonly missing_since: Date | null
  readonly withdrawn_at: Date | null
  readonly recorded_abroad: readonly RecordedFact[]
  readonly platform: string | null
  readonly advertiser_key: string | null
  readonly first_seen_at: Date
  readonly last_seen_at: Date
}

export const STATE_COLUMNS = `state.disclosure_id, state.source, state.ad_id, state.content, state.text_language,
  state.missing_since, state.withdrawn_at, state.recorded_abroad, state.advertiser_id`

export const HELD_COLUMNS = `${STATE_COLUMNS}, advertiser.platform, advertiser.key AS advertiser_key,
  seen.first_seen_at, seen.last_seen_at`

/** The advertiser, and first and last sighting: two probes of observation_by_disclosure, in files that were there. */
export const seen = (at: At) => `LEFT JOIN advertiser ON advertiser.id = state.advertiser_id
CROSS JOIN LATERAL (
  SELECT min(o.observed_at) AS first_seen_at, max(o.observed_at) AS last_seen_at
  FROM observation o WHERE o.disclosure_id = state.disclosure_id AND ${wasThere('o.file_id', at)}
) seen`

export function heldDisclosure(row: HeldRow): HeldDisclosure {
  const source = sourceId(row.source)
  return {
    id: disclosureId(source, row.ad_id),
    source,
    adId: row.ad_id,
    fields: contentFields(row.content),
    firstSeenAt: asInstant(row.first_seen_at),
    lastSeenAt: asInstant(row.last_seen_at),
    listing: { missingSince: instantOrNull(row.missing_since), withdrawnAt: instantOrNull(row.withdrawn_at) },
    recordedAbroad: row.recorded_abroad,
    advertiser: advertiserOf(row),
    searchLanguage: row.text_language,
  }
}

function advertiserOf({ platform, advertiser_key }: HeldRow): AdvertiserRef | null {
  return platform === null || advertiser_key === null ? null : { platform: platformId(platform), key: advertiser_key }
}

export function instantOrNull(moment: Date | null): Instant | null {
  return moment === null ? null : asInstant(moment)
}

export function asInstant(moment: Date): Instant {
  return moment.toISOString().replace('.000Z', 'Z') as Instant
}
