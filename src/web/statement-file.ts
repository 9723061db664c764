import { type Cell, cell } from '../domain/csv.ts'
import { majorBounds, majorText } from '../domain/money.ts'
import type { StatementView } from '../ports/spending.ts'
import type { Json } from './disclosure-json.ts'

/** A statement as published, with the record it was read from. */
export function statementJson(statement: StatementView): Json {
  const { source, currency, from, to, place, regionName, disclaimer, roundedTo, ads, isRepeat, record } = statement
  return {
    source,
    from,
    to,
    place,
    regionName,
    disclaimer,
    currency,
    ...majorBounds(statement, currency),
    roundedTo: roundedTo === null ? null : majorText(roundedTo, currency),
    ads,
    isRepeat,
    record: { ...record },
  }
}

/** Columns of a CSV that say in which record a statement was published. */
export const PUBLISHED_COLUMNS = ['source', 'file', 'member', 'record_number', 'sha256'] as const

/** The same as cells; of a row that is no statement they are empty. */
export function publishedCells(statement: Pick<StatementView, 'source' | 'record'> | undefined): Cell[] {
  const record = statement?.record
  return [
    cell('text', statement?.source),
    cell('text', record?.fileName),
    cell('text', record?.member),
    cell('number', record === undefined ? null : String(record.recordNumber)),
    cell('text', record?.blob),
  ]
}
