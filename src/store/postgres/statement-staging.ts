import { createHash } from 'node:crypto'
import { startOfDay } from '../../domain/calendar.ts'
import type { AdvertiserFacts, SpendStatement, StatementSubject } from '../../domain/spend-statement.ts'
import type { QuarantinedRecord, ReadStatements, SourceFile } from '../../ports/disclosure-store.ts'
import { type CopyValue, copyLine } from './copy-text.ts'

/** One row for each statement, each fact and each record that tells nothing or could not be read, of the content at work. */
export const STATEMENT_STAGING = `
CREATE TEMP TABLE staged (
  record_number integer NOT NULL,
  part integer NOT NULL,
  what text NOT NULL,
  observed_at timestamptz NOT NULL,
  key text,
  fingerprint uuid,
  scope_key uuid,
  subject text,
  account_id text,
  name text,
  tells_disclaimer boolean,
  disclaimer text,
  from_day date,
  to_day date,
  is_partial boolean,
  place text,
  region_name text,
  currency character(3),
  lower_minor bigint,
  upper_minor bigint,
  rounded_minor bigint,
  ads bigint,
  facts jsonb,
  label text,
  value text,
  code text,
  reason text,
  raw bytea
) ON COMMIT DROP`

const COLUMNS = [
  'key',
  'fingerprint',
  'scope_key',
  'subject',
  'account_id',
  'name',
  'tells_disclaimer',
  'disclaimer',
  'from_day',
  'to_day',
  'is_partial',
  'place',
  'region_name',
  'currency',
  'lower_minor',
  'upper_minor',
  'rounded_minor',
  'ads',
  'facts',
  'label',
  'value',
  'code',
  'reason',
  'raw',
] as const

type StagedRow = Partial<Record<(typeof COLUMNS)[number], CopyValue>>

/** A fact under this label tells where an advertiser's ads run; under the other, an id it used to have. */
export const COUNTRIES = '(countries)'
export const FORMER_ID = '(former id)'

/** The lines of COPY for one record. */
export function statementLines(file: SourceFile, record: ReadStatements | QuarantinedRecord): string {
  const observedAt = startOfDay(file.observedOn)
  let part = 0
  const line = (what: string, row: StagedRow) =>
    copyLine([record.recordNumber, part++, what, observedAt, ...COLUMNS.map((column) => row[column] ?? null)])
  if ('code' in record) {
    const { code, reason, raw } = record
    return line('quarantine', { code, reason, raw: `\\x${Buffer.from(raw).toString('hex')}` })
  }
  const statements = record.statements.map((statement) => line('statement', statementRow(file, statement)))
  const facts = record.advertisers.flatMap(factRows).map((row) => line('fact', row))
  return statements.length + facts.length === 0 ? line('nothing', {}) : [...statements, ...facts].join('')
}

function statementRow(file: SourceFile, statement: SpendStatement): StagedRow {
  const { about, period, spend, roundedTo, ads, facts, key } = statement
  const row: StagedRow = {
    subject: about.kind,
    ...subjectRow(about),
    from_day: period.from ?? '-infinity',
    to_day: period.to,
    is_partial: period.isPartial === true ? 't' : 'f',
    place: placeOf(statement),
    region_name: statement.region?.name ?? null,
    currency: spend.currency,
    lower_minor: spend.lower.toString(),
    upper_minor: spend.upper?.toString() ?? null,
    rounded_minor: roundedTo?.toString() ?? null,
    ads,
    facts: facts === undefined || Object.keys(facts).length === 0 ? null : JSON.stringify(facts),
  }
  // A sum to date that stays the same says the same, whatever the day of its file.
  const dated = period.from === null ? { ...row, to_day: null } : row
  const said = JSON.stringify(COLUMNS.map((column) => dated[column] ?? null))
  return { ...row, key, fingerprint: md5(said), scope_key: md5(scopeOf(file, statement, row)) }
}

function scopeOf({ source, format }: SourceFile, { scope, period }: SpendStatement, row: StagedRow): string {
  const together = scope ?? (period.from === null ? 'to date' : `${period.from} ${period.to}`)
  const { subject, account_id, place, region_name, currency } = row
  return JSON.stringify([source, format, together, subject, account_id, place, region_name, currency])
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

function subjectRow(about: StatementSubject): StagedRow {
  if (about.kind === 'place') return { tells_disclaimer: 'f' }
  if (about.kind === 'keyword') return { name: about.keyword, tells_disclaimer: 'f' }
  return {
    account_id: about.kind === 'advertiser' ? about.id : null,
    name: about.name,
    tells_disclaimer: about.disclaimer === undefined ? 'f' : 't',
    disclaimer: about.disclaimer ?? null,
  }
}

/** Empty: no place told. Null: a country or region that is none of ours, so that its amount counts for no place. */
function placeOf({ country, region }: SpendStatement): string | null {
  if (region !== null) return region.code
  return country === null ? '' : country.code
}

function factRows({ id, name, countries, facts, formerIds }: AdvertiserFacts): StagedRow[] {
  const fact = (label: string, value: string): StagedRow => ({ account_id: id, name, label, value })
  return [
    fact(COUNTRIES, countries === undefined ? '' : countries.map((country) => country.code ?? '?').join(' ')),
    ...Object.entries(facts).map(([label, value]) => fact(label, value)),
    ...formerIds.map((former) => fact(FORMER_ID, former)),
  ]
}
