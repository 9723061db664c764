import type { Instant } from '../../../domain/calendar.ts'
import type { HeldDisclosure } from '../../../domain/held-disclosure.ts'
import { disclosureId, sourceId } from '../../../domain/ids.ts'
import { contentFields } from './content.ts'

/** What a statement selects to make a held disclosure; `state` is the table, by `HELD_COLUMNS` and `SEEN`. */
export interface HeldRow {
  readonly disclosure_id: string
  readonly source: string
  readonly ad_id: string
  readonly content: Record<string, unknown>
  readonly text_language: string | null
  readonly first_seen_at: Date
  readonly last_seen_at: Date
}

export const HELD_COLUMNS = `state.disclosure_id, state.source, state.ad_id, state.content, state.text_language,
  seen.first_seen_at, seen.last_seen_at`

/** First and last sighting, two probes of observation_by_disclosure. */
export const SEEN = `CROSS JOIN LATERAL (
  SELECT min(o.observed_at) AS first_seen_at, max(o.observed_at) AS last_seen_at
  FROM observation o WHERE o.disclosure_id = state.disclosure_id
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
    searchLanguage: row.text_language,
  }
}

export function asInstant(moment: Date): Instant {
  return moment.toISOString().replace('.000Z', 'Z') as Instant
}
