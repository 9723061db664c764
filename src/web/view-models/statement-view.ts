import type { Manifest } from '../../ports/source.ts'
import type { StatementView } from '../../ports/spending.ts'
import { countText, moneyText } from '../format.ts'
import { periodText } from '../format-date.ts'
import { placeText } from '../place-text.ts'
import { visibleName } from '../visible-text.ts'

/** A statement as published, as a row. */
export interface StatementRowView {
  readonly period: string
  readonly source: string
  readonly place: string
  /** Null where none is told. */
  readonly disclaimer: string | null
  readonly money: string
  readonly note: string
  readonly ads: string
  readonly record: string
  /** Null where the record has no page. */
  readonly recordHref: string | null
}

export function statementRow(
  statement: StatementView,
  manifests: readonly Manifest[],
  recordHref: string | null,
): StatementRowView {
  const { source, from, to, currency, disclaimer, ads, record } = statement
  return {
    period: from === null ? `since its records begin, to ${periodText(to, to)}` : periodText(from, to),
    source: manifests.find(({ id }) => id === source)?.name ?? source,
    place: placeOfStatement(statement),
    disclaimer: disclaimer === null ? null : visibleName(disclaimer),
    money: moneyText(statement, currency),
    note: noteOn(statement),
    ads: ads === null ? 'not told' : countText(ads),
    record: `${visibleName(lastPart(record.fileName))}, record ${record.recordNumber}`,
    recordHref,
  }
}

/** Of `report.zip!regions/Ohio.csv` the file itself; the page of the record has all of it. */
function lastPart(fileName: string): string {
  return fileName.split(/[/!]/).at(-1) ?? fileName
}

function placeOfStatement({ place, regionName }: StatementView): string {
  if (regionName !== null) {
    return place === null ? `${visibleName(regionName)} (name not understood yet)` : placeText(place)
  }
  return place === null ? 'no one country' : placeText(place)
}

function noteOn({ roundedTo, isRepeat, currency }: StatementView): string {
  return [
    ...(roundedTo === null ? [] : [`rounded to ${moneyText({ lower: roundedTo, upper: roundedTo }, currency)}`]),
    ...(isRepeat ? ['alike to an earlier row of its file; counted all the same'] : []),
  ].join('; ')
}
