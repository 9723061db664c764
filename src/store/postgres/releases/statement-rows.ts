import { currency, majorText } from '../../../domain/money.ts'
import type { ReleaseRow } from '../../../ports/releases.ts'
import { releaseRow } from './cells.ts'

export interface StatementRow {
  readonly id: string
  readonly statement_id: string
  readonly is_current: boolean
  readonly source: string
  readonly subject: string
  readonly advertiser: string | null
  readonly name: string | null
  readonly disclaimer: string | null
  readonly from_day: string
  readonly to_day: string
  readonly place: string | null
  readonly region_name: string | null
  readonly currency: string
  readonly lower_minor: string
  readonly upper_minor: string | null
  readonly rounded_minor: string | null
  readonly ads: string | null
  readonly is_partial: boolean
  readonly is_repeat: boolean
  readonly facts: string | null
  readonly file_name: string | null
  readonly blob: string | null
  readonly member: string | null
  readonly record_number: number | null
}

/** Statements of source $1 as they were at a revision, each with the record of the file that came first of all. */
export function statementsSql(revision: number, more = ''): string {
  return `
SELECT held.id, held.statement_key || '-' || held.fingerprint AS statement_id, held.is_current, held.source, held.subject,
  advertiser.platform || '/' || advertiser.key AS advertiser, held.name, held.disclaimer, held.from_day::text,
  held.to_day::text, held.place, held.region_name, held.currency, held.lower_minor, held.upper_minor,
  held.rounded_minor, held.ads, held.is_partial, held.is_repeat, held.facts::text AS facts, file.name AS file_name,
  file.blob_sha256 AS blob, file.member, first.record_number
FROM spend_statement_at(${Math.trunc(revision)}) held
LEFT JOIN advertiser ON advertiser.id = held.advertiser_id
LEFT JOIN LATERAL (
  SELECT o.file_id, o.record_number FROM statement_observation o -- statement_observation_by_statement
  WHERE o.statement_id = held.id ORDER BY o.file_id, o.record_number, o.part LIMIT 1
) first ON true
LEFT JOIN source_file file ON file.id = first.file_id
WHERE held.source = $1 ${more}`
}

export function statementRow(row: StatementRow): ReleaseRow {
  const code = currency(row.currency)
  const money = (minor: string | null) => (minor === null ? null : majorText(BigInt(minor), code))
  return releaseRow([
    row.statement_id,
    String(row.is_current),
    row.source,
    row.subject,
    row.advertiser,
    row.name,
    row.disclaimer,
    row.from_day === '-infinity' ? null : row.from_day,
    row.to_day,
    row.place,
    row.region_name,
    row.currency,
    money(row.lower_minor),
    money(row.upper_minor),
    money(row.rounded_minor),
    row.ads,
    String(row.is_partial),
    String(row.is_repeat),
    row.facts,
    row.file_name,
    row.blob,
    row.member,
    row.record_number === null ? null : String(row.record_number),
  ])
}
