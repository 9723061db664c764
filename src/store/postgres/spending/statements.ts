import { calendarDate } from '../../../domain/calendar.ts'
import { type Sha256, sha256, sourceId } from '../../../domain/ids.ts'
import { currency } from '../../../domain/money.ts'
import type { CountryCode, RegionCode } from '../../../domain/place.ts'
import type { StatementView } from '../../../ports/spending.ts'
import { type At, wasThere } from '../as-of.ts'

export interface StatementRow {
  readonly source: string
  readonly currency: string
  readonly from_day: string
  readonly to_day: string
  readonly place: string | null
  readonly region_name: string | null
  readonly disclaimer: string | null
  readonly lower_minor: string
  readonly upper_minor: string | null
  readonly rounded_minor: string | null
  readonly ads: string | null
  readonly is_repeat: boolean
  readonly file_name: string
  readonly blob: Sha256
  readonly member: string
  readonly parser: string
  readonly record_number: number
}

/** Of `spend_statement held`, the observation `o` that is shown for it, and its `source_file file`. */
export const STATEMENT_COLUMNS = `held.source, held.currency, held.from_day::text, held.to_day::text, held.place,
  held.region_name, held.disclaimer, held.lower_minor, held.upper_minor, held.rounded_minor, held.ads, held.is_repeat,
  file.name AS file_name, file.blob_sha256 AS blob, file.member, file.format || '/' || file.format_version AS parser,
  o.record_number`

/** The newest record that states `spend_statement held`: `o`, and its `source_file file`. */
export function statementRecord(at: At): string {
  return `JOIN LATERAL (
  SELECT o.file_id, o.record_number FROM statement_observation o -- statement_observation_by_statement
  WHERE o.statement_id = held.id AND ${wasThere('o.file_id', at)}
  ORDER BY o.observed_at DESC, o.file_id LIMIT 1
) o ON true
JOIN source_file file ON file.id = o.file_id`
}

export function statementView(row: StatementRow): StatementView {
  return {
    source: sourceId(row.source),
    currency: currency(row.currency),
    from: row.from_day === '-infinity' ? null : calendarDate(row.from_day),
    to: calendarDate(row.to_day),
    place: row.place === null || row.place === '' ? null : (row.place as CountryCode | RegionCode),
    regionName: row.region_name,
    disclaimer: row.disclaimer,
    lower: BigInt(row.lower_minor),
    upper: row.upper_minor === null ? null : BigInt(row.upper_minor),
    roundedTo: row.rounded_minor === null ? null : BigInt(row.rounded_minor),
    ads: row.ads === null ? null : Number(row.ads),
    isRepeat: row.is_repeat,
    record: {
      fileName: row.file_name,
      blob: sha256(row.blob),
      member: row.member === '' ? null : row.member,
      recordNumber: row.record_number,
      parser: row.parser,
    },
  }
}
