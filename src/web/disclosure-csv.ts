import { COLUMNS, cellsOf, toldOf } from '../domain/columns.ts'
import { csvHeader, csvRow } from '../domain/csv.ts'
import { adDays, adQuality, type Problems } from '../domain/data-quality.ts'
import type { HeldDisclosure } from '../domain/held-disclosure.ts'
import type { Manifest } from '../ports/source.ts'

/** The first line of every CSV of ads. */
export function disclosureCsvHeader(): string {
  return csvHeader(COLUMNS.map(({ name }) => name))
}

/** An ad as one line, its columns those of the dictionary. @param problems what is known against the days of sources */
export function disclosureCsvRow(held: HeldDisclosure, manifest: Manifest | undefined, problems: Problems): string {
  return csvRow(cellsOf(toldOf(held, manifest?.neverDisclosed ?? [], adQuality(adDays(held), problems))))
}
