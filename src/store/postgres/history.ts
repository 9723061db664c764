import type { DataSource } from 'typeorm'
import { type DisclosureId, type Sha256, sha256 } from '../../domain/ids.ts'
import type { DisclosureHistory, Version } from '../../ports/archive.ts'
import { events } from './absences/events.ts'
import { contentFields } from './rows/content.ts'
import { asInstant, HELD_COLUMNS, type HeldRow, heldDisclosure, seen } from './rows/held.ts'

const MOST_VERSIONS = 200

interface VersionRow {
  readonly content: Record<string, unknown>
  readonly parser: string
  readonly first_seen_at: Date
  readonly last_seen_at: Date
  readonly sightings: string
  readonly file_name: string
  readonly blob: Sha256
  readonly member: string
  readonly record_number: number
  readonly version_count: string
}

export async function history(dataSource: DataSource, id: DisclosureId): Promise<DisclosureHistory | null> {
  const slash = id.indexOf('/')
  const [row]: HeldRow[] = await dataSource.query(
    `SELECT ${HELD_COLUMNS}
     FROM disclosure -- disclosure_identity
     JOIN disclosure_state state -- disclosure_state_current
       ON state.disclosure_id = disclosure.id AND state.to_revision IS NULL
     ${seen(null)}
     WHERE disclosure.source = $1 AND disclosure.ad_id = $2`,
    [id.slice(0, slash), id.slice(slash + 1)],
  )
  if (row === undefined) return null
  const versions: VersionRow[] = await dataSource.query(VERSIONS, [row.disclosure_id, MOST_VERSIONS])
  return {
    held: heldDisclosure(row),
    events: await events(dataSource, row.disclosure_id),
    versions: versions.map(version),
    versionCount: Number(versions[0]?.version_count ?? 0),
  }
}

/** Runs of sightings that say the same, in the order in which they were made: what the source said from when to when. */
const VERSIONS = `
WITH seen AS (
  SELECT o.observed_at, o.fingerprint, o.record_number, file.name, file.blob_sha256, file.member,
    file.format || '/' || file.format_version AS parser,
    row_number() OVER (ORDER BY o.observed_at, file.name, o.record_number, o.fingerprint)
      - row_number() OVER (PARTITION BY o.fingerprint ORDER BY o.observed_at, file.name, o.record_number) AS run
  FROM observation o JOIN source_file file ON file.id = o.file_id
  WHERE o.disclosure_id = $1 -- observation_by_disclosure
), version AS (
  SELECT seen.fingerprint, min(seen.observed_at) AS first_seen_at, max(seen.observed_at) AS last_seen_at,
    count(*) AS sightings,
    (array_agg(seen.name ORDER BY seen.observed_at, seen.name, seen.record_number))[1] AS file_name,
    (array_agg(seen.blob_sha256 ORDER BY seen.observed_at, seen.name, seen.record_number))[1] AS blob,
    (array_agg(seen.parser ORDER BY seen.observed_at, seen.name, seen.record_number))[1] AS parser,
    (array_agg(seen.member ORDER BY seen.observed_at, seen.name, seen.record_number))[1] AS member,
    (array_agg(seen.record_number ORDER BY seen.observed_at, seen.name, seen.record_number))[1] AS record_number
  FROM seen GROUP BY seen.fingerprint, seen.run
)
SELECT version.*, held.content, count(*) OVER () AS version_count
FROM version
JOIN disclosure_content held ON held.disclosure_id = $1 AND held.fingerprint = version.fingerprint
ORDER BY version.first_seen_at DESC, version.last_seen_at DESC, version.file_name DESC, version.record_number DESC
LIMIT $2`

function version(row: VersionRow): Version {
  return {
    fields: contentFields(row.content),
    firstSeenAt: asInstant(row.first_seen_at),
    lastSeenAt: asInstant(row.last_seen_at),
    sightings: Number(row.sightings),
    record: {
      fileName: row.file_name,
      blob: sha256(row.blob),
      member: row.member === '' ? null : row.member,
      recordNumber: row.record_number,
      parser: row.parser,
    },
  }
}
