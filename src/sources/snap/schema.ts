import { z } from 'zod'
import { Problem } from '../../domain/errors.ts'

/**
 * A row of `PoliticalAds.csv` under one spelling of its header: the file's own, lower case, without blanks. Snap's
 * readme spells some otherwise (`AD ID`, `Target Connection Type`), and copies of both kinds are about.
 * Source: Snap's readme of 2022 (34 and 38 columns), read 2026-11-25.
 */
const text = z.string()
const later = z.string().optional() // not in the files of 34 columns

const snapRow = z.object({
  adid: text.regex(/^[0-9a-f]{64}$/, 'is not 64 hexadecimal digits'),
  creativeurl: text,
  currencycode: text.regex(/^[A-Z]{3}$/, 'is not a currency code'),
  spend: text.regex(/^\d{1,15}$/, 'is not a whole number'),
  impressions: text.regex(/^\d{1,15}$/, 'is not a whole number'),
  startdate: text,
  enddate: text,
  organizationname: text,
  billingaddress: text,
  candidateballotinformation: text,
  payingadvertisername: text,
  committeename: later,
  committeeidentificationnumber: later,
  disclosurenameofcommittee: later,
  advertisingjurisdiction: later,
  gender: text,
  agebracket: text,
  countrycode: text,
  'regions(included)': text,
  'regions(excluded)': text,
  'electoraldistricts(included)': text,
  'electoraldistricts(excluded)': text,
  'radiustargeting(included)': text,
  'radiustargeting(excluded)': text,
  'metros(included)': text,
  'metros(excluded)': text,
  'postalcodes(included)': text,
  'postalcodes(excluded)': text,
  'locationcategories(included)': text,
  'locationcategories(excluded)': text,
  interests: text,
  ostype: text,
  segments: text,
  language: text,
  advanceddemographics: text,
  targetingconnectiontype: text,
  'targetingcarrier(isp)': text,
  creativeproperties: text,
})

export type SnapRow = z.infer<typeof snapRow>

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['postalcode(included)', 'postalcodes(included)'],
  ['postalcode(excluded)', 'postalcodes(excluded)'],
  ['locationcategories(exlcuded)', 'locationcategories(excluded)'],
  ['targetconnectiontype', 'targetingconnectiontype'],
])

/** Without these a file is not one of Snap's. */
export const REQUIRED_COLUMNS = Object.entries(snapRow.shape)
  .filter(([, column]) => !column.safeParse(undefined).success)
  .map(([name]) => name)

export const KNOWN_COLUMNS = Object.keys(snapRow.shape)

const plainNames = new Map<string, string>()

export function plainName(column: string): string {
  const known = plainNames.get(column)
  if (known !== undefined) return known
  const plain = column.toLowerCase().replace(/[\s_]+/g, '')
  const name = ALIASES.get(plain) ?? plain
  plainNames.set(column, name)
  return name
}

/** @throws {Problem} `record.malformed` naming the columns that cannot be read */
export function parseSnapRow(record: Readonly<Record<string, unknown>>): SnapRow {
  // Of columns alike but for their spelling, the first.
  const columns = Object.entries(record).reverse()
  const renamed = Object.fromEntries(columns.map(([name, value]) => [plainName(name), value]))
  const parsed = snapRow.safeParse(renamed)
  if (parsed.success) return parsed.data
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new Problem('record.malformed', reasons.join('; '))
}
