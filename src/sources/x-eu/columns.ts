import { z } from 'zod'
import { Problem } from '../../domain/errors.ts'
import type { FileHead } from '../../ports/source.ts'

/** The header of an export of October 2026, letter by letter: the two dates are spelt unlike. */
const COLUMNS = [
  'Advertiser Name',
  'Funding Entity',
  'Creative',
  'Start date',
  'End Date',
  'Targeted Segments',
  'Excluded Targeting Segments',
  'Impressions',
  'Reach',
  'Facts And Circumstances Of Removal',
  'Enforcement Action',
  'Statement Of Reason',
] as const

export const PUBLIC_COLUMNS: ReadonlySet<string> = new Set(COLUMNS)

const text = z.string()
const removal = z.string().optional()

/** Under one spelling: lower case, without blanks. */
const row = z.object({
  advertisername: text,
  fundingentity: text,
  creative: text,
  startdate: text,
  enddate: text,
  targetedsegments: text,
  excludedtargetingsegments: text,
  impressions: text,
  reach: text,
  factsandcircumstancesofremoval: removal,
  enforcementaction: removal,
  statementofreason: removal,
})

export type XEuRow = z.infer<typeof row>

export const KNOWN_COLUMNS = Object.keys(row.shape)
const REQUIRED = KNOWN_COLUMNS.slice(0, 9)

export function plainName(column: string): string {
  return column.toLowerCase().replace(/[\s_]+/g, '')
}

export function missingColumns(head: FileHead): readonly string[] {
  return head.shape === 'csv' ? missingAmong(head.header) : REQUIRED
}

/** Those that no export is without, by their plain names. */
export function missingAmong(header: readonly string[]): readonly string[] {
  const present = new Set(header.map(plainName))
  return REQUIRED.filter((column) => !present.has(column))
}

/** @throws {Problem} `record.malformed` naming the columns that are missing */
export function parseRow(record: Readonly<Record<string, unknown>>): XEuRow {
  const columns = Object.entries(record).reverse()
  const parsed = row.safeParse(Object.fromEntries(columns.map(([name, value]) => [plainName(name), value])))
  if (parsed.success) return parsed.data
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new Problem('record.malformed', reasons.join('; '))
}
