import type { HeldDisclosure } from '../../../domain/held-disclosure.ts'
import type { ReleasedSource, ReleaseRow } from '../../../ports/releases.ts'
import { wasShown, wasThere } from '../as-of.ts'
import { type HeldRow, heldDisclosure, STATE_COLUMNS } from '../rows/held.ts'
import { type HeldText, heldFromText } from '../rows/held-text.ts'
import { adCells, toldCells } from './ad-columns.ts'
import { releaseRow } from './cells.ts'

export interface AdRow extends HeldRow {
  readonly day: string | null
}

export interface VersionRow extends AdRow {
  readonly revision: string
  readonly is_ours: boolean
  readonly file_name: string
  readonly file_day: string
  readonly blob: string
  readonly member: string
}

/** Ads of source $1 as they were at a revision. @param more a further condition on `state` */
export function adsSql(revision: number, more = ''): string {
  return `
SELECT ${STATE_COLUMNS}, advertiser.platform, advertiser.key AS advertiser_key, seen.first_seen_at,
  seen.first_seen_at AS last_seen_at, state.starts_on::text AS day
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
SELECT ${STATE_COLUMNS}, advertiser.platform, advertiser.key AS advertiser_key, revision.made_at AS first_seen_at,
  revision.made_at AS last_seen_at, state.starts_on::text AS day, state.from_revision AS revision, revision.is_ours,
  file.name AS file_name, file.observed_on::text AS file_day, file.blob_sha256 AS blob, file.member
FROM disclosure_state state
JOIN revision ON revision.id = state.from_revision
JOIN source_file file ON file.id = revision.file_id
LEFT JOIN advertiser ON advertiser.id = state.advertiser_id
WHERE state.source = $1 AND ${condition}`
}

export function adRow(row: AdRow, { neverDisclosed }: ReleasedSource): ReleaseRow {
  return releaseRow(adCells(heldDisclosure(row), neverDisclosed))
}

export function versionRow(row: VersionRow, source: ReleasedSource): ReleaseRow {
  const file = [row.file_name, row.file_day, row.blob, row.member]
  return versionCells(heldDisclosure(row), { revision: row.revision, isOurs: row.is_ours, file }, source)
}

/** Behind what `heldFromText` takes. */
const DAY = 13

/** The same rows as the server writes them, by the million. */
export const adOfText = (row: HeldText, { neverDisclosed }: ReleasedSource): DatedRow => [
  row[DAY] ?? null,
  releaseRow(adCells(heldFromText(row), neverDisclosed)),
]

export function versionOfText(row: HeldText, source: ReleasedSource): DatedRow {
  const [day = null, revision = null, isOurs, ...file] = row.slice(DAY)
  return [day, versionCells(heldFromText(row), { revision, isOurs: isOurs === 't', file }, source)]
}

export type DatedRow = readonly [day: string | null, cells: ReleaseRow]

interface Beginning {
  readonly revision: string | null
  readonly isOurs: boolean
  /** Name, day, SHA-256 and member. */
  readonly file: readonly (string | null)[]
}

/** `held` was seen first when the revision was made. */
function versionCells(
  held: HeldDisclosure,
  { revision, isOurs, file }: Beginning,
  { neverDisclosed }: ReleasedSource,
): ReleaseRow {
  const [id = null, ...told] = toldCells(held, neverDisclosed)
  return releaseRow([id, revision, held.firstSeenAt, isOurs ? 'reading' : 'source', ...file, ...told])
}
