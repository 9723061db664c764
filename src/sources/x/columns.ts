import { z } from 'zod'
import { Problem } from '../../domain/errors.ts'
import type { FileHead } from '../../ports/source.ts'
import { headerDrift } from '../shared/header-drift.ts'

/**
 * A row under one spelling of its header: lower case, without blanks and underscores.
 * Source: the twelve columns that the first client asks for (kesinishivaram/ad-tracker, x_ads_scraper.py, 2026).
 */
const text = z.string()

const xRow = z.object({
  screenname: text,
  tweetid: text,
  tweeturl: text,
  dayofstartdateadgroup: text,
  dayofenddateadgroup: text,
  targetingname: text,
  interesttargeting: text,
  geotargeting: text,
  gendertargeting: text,
  agetargeting: text,
  impressions: text,
  spendusd: text,
})

export type XRow = z.infer<typeof xRow>

const KNOWN = Object.keys(xRow.shape)

/** As they stand in the file, for what the public may see of a raw record. */
export const PUBLIC_COLUMNS = new Set([
  'Screen Name',
  'Tweet Id',
  'Tweet Url',
  'Day of Start Date Adgroup',
  'Day of End Date Adgroup',
  'Targeting Name',
  'Interest Targeting',
  'Geo Targeting',
  'Gender Targeting',
  'Age Targeting',
  'Impressions',
  'Spend_USD',
])

export function plainName(column: string): string {
  return column.toLowerCase().replace(/[\s_]+/g, '')
}

export function missingColumns(head: FileHead): readonly string[] {
  const present = new Set(columnsOf(head).map(plainName))
  return KNOWN.filter((column) => !present.has(column))
}

function columnsOf(head: FileHead): readonly string[] {
  return head.shape === 'json' ? [] : head.header
}

/** Unnamed columns and cells of the header that repeat are usual here, and no news; lines have ended in both ways. */
export function columnDrift(head: FileHead): readonly string[] {
  if (head.shape === 'json') return []
  const header = head.header.filter((column) => !/#\d+$/.test(column))
  const usual = { nameOf: plainName, isKnown: (name: string) => KNOWN.includes(name), usual: KNOWN }
  return headerDrift({ ...head, header }, { ...usual, marks: ['crlf', 'byte_order_mark'] })
}

/** @throws {Problem} `record.malformed` naming the columns that are missing */
export function parseXRow(record: Readonly<Record<string, unknown>>): XRow {
  // Of columns alike but for their spelling, the first.
  const columns = Object.entries(record).reverse()
  const parsed = xRow.safeParse(Object.fromEntries(columns.map(([name, value]) => [plainName(name), value])))
  if (parsed.success) return parsed.data
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new Problem('record.malformed', reasons.join('; '))
}
