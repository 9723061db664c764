import type { DataSource } from 'typeorm'
import { calendarDate } from '../../domain/calendar.ts'
import { Problem } from '../../domain/errors.ts'
import { type Sha256, type SourceId, sourceId } from '../../domain/ids.ts'
import type { ObservedBy, SourceFile } from '../../ports/disclosure-store.ts'
import type { Hold } from '../../ports/source-status.ts'
import type { QuarantineEntry, Upkeep } from '../../ports/upkeep.ts'
import { judgeSeriesAgain } from './absences/judge-series.ts'
import { inLoadTransaction, takeLoadLock } from './load-transaction.ts'
import { nextRevision } from './next-revision.ts'
import { holds } from './sources.ts'

export function postgresUpkeep(dataSource: DataSource): Upkeep {
  return {
    holds: () => holds(dataSource),
    decideHold: (id, decision) => decideHold(dataSource, id, decision),
    loadedFiles: (source, onlyQuarantined) => loadedFiles(dataSource, source, onlyQuarantined),
    quarantined: (source, most) => quarantined(dataSource, source, most),
    blobs: () => blobs(dataSource),
  }
}

function decideHold(dataSource: DataSource, id: number, decision: 'accepted' | 'rejected'): Promise<Hold> {
  return inLoadTransaction(dataSource, `hold ${id}`, async (runner) => {
    await takeLoadLock(runner)
    const [hold] = await runner.query('SELECT hold.status, hold.file_id FROM hold WHERE hold.id = $1', [id])
    if (hold === undefined) throw new Problem('hold.unknown', `There is no hold ${id}: see paidfor holds list.`)
    if (hold.status !== 'held') throw new Problem('hold.decided', `Hold ${id} has been ${hold.status} already.`)
    await nextRevision(runner, hold.file_id, true)
    await runner.query('UPDATE hold SET status = $2, decided_at = now() WHERE hold.id = $1', [id, decision])
    await judgeSeriesAgain(runner, hold.file_id)
    const decided = (await holds(runner)).find((each) => each.id === id)
    if (decided === undefined) throw new Error(`hold ${id} is gone`)
    return decided
  })
}

interface FileRow {
  readonly source: string
  readonly name: string
  readonly blob: Sha256
  readonly bytes: string
  readonly member: string
  readonly format: string
  readonly format_version: number
  readonly cut_tokens: number
  readonly observed_on: string
  readonly observed_by: ObservedBy
  readonly folder: string
  readonly series: string | null
  readonly series_kind: 'standing' | 'running' | null
  readonly drift: readonly string[]
}

const FILES = `
SELECT file.source, file.name, file.blob_sha256 AS blob, blob.bytes, file.member, file.format, file.format_version,
  file.cut_tokens, file.observed_on::text, file.observed_by, file.folder, file.series, file.series_kind, file.drift
FROM source_file file JOIN blob ON blob.sha256 = file.blob_sha256
WHERE ($1::text IS NULL OR file.source = $1) AND (NOT $2 OR file.quarantined > 0)
ORDER BY file.observed_on, file.id`

async function loadedFiles(
  dataSource: DataSource,
  source: SourceId | null,
  onlyQuarantined: boolean,
): Promise<SourceFile[]> {
  const rows: FileRow[] = await dataSource.query(FILES, [source, onlyQuarantined])
  return rows.map((row) => ({
    source: sourceId(row.source),
    name: row.name,
    blob: row.blob,
    blobBytes: Number(row.bytes),
    member: row.member === '' ? null : row.member,
    format: row.format,
    formatVersion: row.format_version,
    cutTokens: row.cut_tokens,
    observedOn: calendarDate(row.observed_on),
    observedBy: row.observed_by,
    folder: row.folder,
    series: row.series === null || row.series_kind === null ? null : { name: row.series, kind: row.series_kind },
    drift: row.drift,
  }))
}

const QUARANTINED = `
SELECT file.source, file.name AS "fileName", record.record_number AS "recordNumber", record.code, record.reason,
  length(record.raw) AS bytes, record.file_id
FROM quarantined_record record JOIN source_file file ON file.id = record.file_id
WHERE ($1::text IS NULL OR file.source = $1) AND (record.file_id, record.record_number) > ($2, $3)
ORDER BY record.file_id, record.record_number LIMIT $4`

async function* quarantined(
  dataSource: DataSource,
  source: SourceId | null,
  most: number,
): AsyncGenerator<QuarantineEntry> {
  let [left, fileId, recordNumber] = [most, '0', 0]
  while (left > 0) {
    const batch: (QuarantineEntry & { file_id: string })[] = await dataSource.query(QUARANTINED, [
      source,
      fileId,
      recordNumber,
      Math.min(left, 500),
    ])
    for (const { file_id, ...entry } of batch) {
      yield entry
      fileId = file_id
      recordNumber = entry.recordNumber
    }
    left -= batch.length
    if (batch.length < 500) return
  }
}

async function* blobs(dataSource: DataSource): AsyncGenerator<{ sha256: string; bytes: number }> {
  let after = ''
  for (;;) {
    const batch: { sha256: string; bytes: string }[] = await dataSource.query(
      'SELECT blob.sha256, blob.bytes FROM blob WHERE blob.sha256 > $1 ORDER BY blob.sha256 LIMIT 1000',
      [after],
    )
    for (const { sha256, bytes } of batch) yield { sha256, bytes: Number(bytes) }
    if (batch.length < 1000) return
    after = batch.at(-1)?.sha256 ?? after
  }
}
