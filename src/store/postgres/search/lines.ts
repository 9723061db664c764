import { cellsOf, toldOf } from '../../../domain/columns.ts'
import { csvRow } from '../../../domain/csv.ts'
import type { AdDays } from '../../../domain/data-quality.ts'
import type { FieldName } from '../../../domain/disclosure.ts'
import { type SourceId, sourceId } from '../../../domain/ids.ts'
import { WRITING_LENGTH, wholeLine, writing } from '../../../domain/written-line.ts'
import type { TextRow } from '../read-ahead.ts'
import { heldFromText, momentFromText } from '../rows/held-text.ts'
import type { RowShape } from './stream.ts'

/** Where the line, the days and the countries stand, behind what `heldFromText` takes. */
const [LINE, STARTS_ON, ENDS_ON, COUNTRIES] = [13, 14, 15, 16] as const
const [SOURCE, CONTENT] = [1, 3] as const

/**
 * Rows of the CSV of ads: copied where they were written by the rules of today, and made from what is held where not.
 * `sources`: every one there is.
 */
export function lineShape(
  sources: readonly SourceId[],
  neverDisclosed: (source: SourceId) => readonly FieldName[],
  quality: (ad: AdDays) => string | null,
): RowShape<string> {
  const marks = sources.map((source) => `'${writing(source, neverDisclosed(source))}'`)
  const isWritten = `left(state.line, ${WRITING_LENGTH}) IN (${marks.join(', ')})`
  return {
    columns: `state.disclosure_id, state.source, state.ad_id, CASE WHEN ${isWritten} THEN NULL ELSE state.content END,
      state.text_language, state.missing_since, state.withdrawn_at, state.recorded_abroad, NULL, advertiser.platform,
      advertiser.key, seen.first_seen_at, seen.last_seen_at, CASE WHEN ${isWritten} THEN state.line END,
      state.starts_on, state.ends_on, state.countries`,
    make: (row) => {
      const line = row[LINE]
      const dataQuality = quality(daysOf(row))
      if (line != null && row[CONTENT] === null) return wholeLine(line, { ...momentFromText(row), dataQuality })
      const silent = neverDisclosed(sourceId(row[SOURCE] ?? ''))
      return csvRow(cellsOf(toldOf(heldFromText(row), silent, dataQuality)))
    },
  }
}

function daysOf(row: TextRow): AdDays {
  const countries = codesIn(row[COUNTRIES] ?? '{}')
  return { source: row[SOURCE] ?? '', startsOn: row[STARTS_ON] ?? null, endsOn: row[ENDS_ON] ?? null, countries }
}

const NONE: readonly string[] = []

/** Codes need no quotes in an array. */
function codesIn(array: string): readonly string[] {
  return array === '{}' ? NONE : array.slice(1, -1).split(',')
}
