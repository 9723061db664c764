import type { ReleasedSource, ReleaseRow } from '../../../ports/releases.ts'
import { wasShown, wasThere } from '../as-of.ts'
import type { TextRow } from '../read-ahead.ts'
import { STATE_COLUMNS } from '../rows/held.ts'
import { heldFromText } from '../rows/held-text.ts'
import { adCells, toldCells } from './ad-columns.ts'
import { releaseRow } from './cells.ts'

/** Ads of source $1 as they were at a revision. @param more a further condition on `state` */
export function adsSql(revision: number, more = ''): string {
  return `
SELECT ${STATE_COLUMNS}, advertiser.platform, advertiser.key, seen.first_seen_at, seen.first_seen_at, state.starts_on
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
SELECT ${STATE_COLUMNS}, advertiser.platform, advertiser.key, revision.made_at, revision.made_at, state.starts_on,
  state.from_revision, revision.is_ours, file.name, file.observed_on, file.blob_sha256, file.member
FROM disclosure_state state
JOIN revision ON revision.id = state.from_revision
JOIN source_file file ON file.id = revision.file_id
LEFT JOIN advertiser ON advertiser.id = state.advertiser_id
WHERE state.source = $1 AND ${condition}`
}

/** Behind what `heldFromText` takes. */
const DAY = 13

/** The day by which a row is filed, and the row. */
export type DatedRow = readonly [day: string | null, cells: ReleaseRow]

/** A row of `adsSql`. */
export function adRow(row: TextRow, { neverDisclosed }: ReleasedSource): DatedRow {
  return [row[DAY] ?? null, releaseRow(adCells(heldFromText(row), neverDisclosed))]
}

/** A row of `versionsSql`: what is held was seen first when the revision was made. */
export function versionRow(row: TextRow, { neverDisclosed }: ReleasedSource): DatedRow {
  const [day = null, revision = null, isOurs, ...file] = row.slice(DAY)
  const held = heldFromText(row)
  const [id = null, ...told] = toldCells(held, neverDisclosed)
  return [day, releaseRow([id, revision, held.firstSeenAt, isOurs === 't' ? 'reading' : 'source', ...file, ...told])]
}
