import type { DataSource } from 'typeorm'
import type { HistoryEvent } from '../../../ports/archive.ts'
import { asInstant } from '../rows/held.ts'

interface EventRow {
  readonly kind: HistoryEvent['kind']
  readonly at: Date
  readonly file_name: string | null
  readonly series: string | null
}

/** What befell the record of an ad beside what was said in it, newest first. */
export async function events(dataSource: DataSource, disclosureId: string): Promise<HistoryEvent[]> {
  const rows: EventRow[] = await dataSource.query(EVENTS, [disclosureId])
  return rows.map(({ kind, at, file_name, series }) => ({ kind, at: asInstant(at), fileName: file_name, series }))
}

const EVENTS = `
WITH gone AS (
  SELECT absence.series, absence.missing_file_id, absence.withdrawn_file_id, absence.restored_file_id
  FROM absence WHERE absence.disclosure_id = $1 -- absence_by_disclosure
), own_hold AS (
  SELECT hold.series, hold.status, hold.file_id, hold.held_at, hold.decided_at
  FROM hold_member member JOIN hold ON hold.id = member.hold_id AND hold.subject = 'ads'
  WHERE member.subject_id = $1 -- hold_member_by_subject
)
SELECT event.kind, event.at, event.file_name, event.series FROM (
  SELECT 'missing' AS kind, file.observed_on::timestamptz AS at, file.name AS file_name, gone.series
  FROM gone JOIN source_file file ON file.id = gone.missing_file_id
  UNION ALL
  SELECT 'withdrawn', file.observed_on::timestamptz, file.name, gone.series
  FROM gone JOIN source_file file ON file.id = gone.withdrawn_file_id
  UNION ALL
  SELECT 'restored', file.observed_on::timestamptz, file.name, gone.series
  FROM gone JOIN source_file file ON file.id = gone.restored_file_id
  UNION ALL
  SELECT 'held', file.observed_on::timestamptz, file.name, own_hold.series
  FROM own_hold JOIN source_file file ON file.id = own_hold.file_id
  UNION ALL
  SELECT 'hold_' || own_hold.status, own_hold.decided_at, file.name, own_hold.series
  FROM own_hold JOIN source_file file ON file.id = own_hold.file_id WHERE own_hold.status <> 'held'
  UNION ALL
  SELECT 'reread', replay.replayed_at, file.name, NULL
  FROM reread_record record
  JOIN replay ON replay.id = record.replay_id
  JOIN source_file file ON file.id = replay.file_id
  WHERE record.disclosure_id = $1 -- reread_record_by_disclosure
) event
ORDER BY event.at DESC, event.kind
LIMIT 200`
