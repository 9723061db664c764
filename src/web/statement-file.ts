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
