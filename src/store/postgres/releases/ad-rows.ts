import type { HeldDisclosure } from '../../../domain/held-disclosure.ts'
import type { ReleasedSource, ReleaseRow } from '../../../ports/releases.ts'
import { wasShown, wasThere } from '../as-of.ts'
import { asInstant, type HeldRow, heldDisclosure, STATE_COLUMNS } from '../rows/held.ts'
import { adCells, toldCells } from './ad-columns.ts'
import { releaseRow } from './cells.ts'

export interface AdRow extends HeldRow {
  readonly day: string | null
}

export interface VersionRow extends AdRow {
  readonly revision: string
  readonly made_at: Date
  readonly is_ours: boolean
  readonly file_name: string
  readonly file_day: string
  readonly blob: string
  readonly member: string
}

/** Ads of source $1 as they were at a revision. @param more a further condition on `state` */
export function adsSql(revision: number, more = ''): string {
  return `
SELECT ${STATE_COLUMNS}, state.starts_on::text AS day, advertiser.platform, advertiser.key AS advertiser_key,
  seen.first_seen_at, seen.first_seen_at AS last_seen_at
FROM disclosure_state state
LEFT JOIN advertiser ON advertiser.id = state.advertiser_id
CROSS JOIN LATERAL (
  SELECT min(o.observed_at) AS first_seen_at FROM observation o -- observation_by_disclosure
  WHERE o.disclosure_id = state.disclosure_id AND ${wasThere('o.file_id', revision)}
) seen
WHERE state.source = $1 AND ${wasShown(revision)} ${more}`
}

/** Stretches of states of source $1 that had begun, each with the file whose reading began it. */
export function versionsSql(condition: string): string {
  return `
SELECT ${STATE_COLUMNS}, state.starts_on::text AS day, advertiser.platform, advertiser.key AS advertiser_key,
  revision.made_at AS first_seen_at, revision.made_at AS last_seen_at, state.from_revision AS revision,
  revision.made_at, revision.is_ours, file.name AS file_name, file.observed_on::text AS file_day,
  file.blob_sha256 AS blob, file.member
FROM disclosure_state state
JOIN revision ON revision.id = state.from_revision
JOIN source_file file ON file.id = revision.file_id
LEFT JOIN advertiser ON advertiser.id = state.advertiser_id
WHERE state.source = $1 AND ${condition}`
}

export function adRow(row: AdRow, { neverDisclosed }: ReleasedSource): ReleaseRow {
  return releaseRow(adCells(heldDisclosure(row), neverDisclosed))
}

export function versionRow(row: VersionRow, { neverDisclosed }: ReleasedSource): ReleaseRow {
  const held: HeldDisclosure = heldDisclosure(row)
  const [id = null, ...told] = toldCells(held, neverDisclosed)
  const cause = row.is_ours ? 'reading' : 'source'
  const file = [row.file_name, row.file_day, row.blob, row.member]
  return releaseRow([id, row.revision, asInstant(row.made_at), cause, ...file, ...told])
}
