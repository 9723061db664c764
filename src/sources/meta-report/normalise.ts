import { Problem } from '../../domain/errors.ts'
import type { Country, Region } from '../../domain/place.ts'
import type { SpendStatement, StatementPeriod, StatementSubject, Statements } from '../../domain/spend-statement.ts'
import type { FileContext } from '../../ports/source.ts'
import { reportedSpend } from './amount.ts'
import { COLUMN_NAMES } from './columns.ts'
import { reportCountry, reportRegion } from './places.ts'
import { type ReportName, reportName } from './report-name.ts'
import { reportPeriod } from './report-period.ts'
import { type ReportRow, reportRow } from './report-row.ts'

/** What Meta writes where an ad ran without a “paid for by”: a finding, no sponsor of that name. */
const NO_DISCLAIMER = 'These ads ran without a disclaimer'

/** A row of the table of advertisers, of a whole country or of one region: a page, who it says pays, and the sum. */
export function normalisePageRow(record: Readonly<Record<string, unknown>>, file: FileContext): Statements {
  const row = reportRow(record)
  const about = subject(row)
  // Numbers of `0` and names without a number are told apart by name, so that a later file finds its own row again.
  const who = about.kind === 'advertiser' ? about.id : `${row.pageId ?? ''} ${row.pageName ?? ''}`
  return statement(reportOf(file), row, { about, tail: `${who}/${row.disclaimer ?? ''}` })
}

/** A row of the table of locations: a region's sum over all advertisers. */
export function normaliseLocationRow(record: Readonly<Record<string, unknown>>, file: FileContext): Statements {
  const row = reportRow(record)
  const report = reportOf(file)
  const name = row.location?.trim() ?? ''
  if (name === '') throw new Problem('record.malformed', `“${COLUMN_NAMES.location}” is blank`)
  const region = reportRegion(report.country, name)
  return statement({ ...report, region }, row, { about: { kind: 'place' }, tail: '/' })
}

/** MR-3: page `0` is anybody, and a row of 2019 names its page without an id: neither is an advertiser of ours. */
function subject(row: ReportRow): StatementSubject {
  const name = row.pageName === null || row.pageName.trim() === '' ? null : row.pageName
  const disclaimer = statedDisclaimer(row.disclaimer)
  if (row.pageId === null || row.pageId === '0') return { kind: 'nobody', name, ...disclaimer }
  if (!/^[1-9]\d{0,19}$/.test(row.pageId)) {
    const message = `“${COLUMN_NAMES.pageId}” says “${row.pageId.slice(0, 60)}”, which is no id of a page`
    throw new Problem('record.schema_changed', message)
  }
  return { kind: 'advertiser', id: row.pageId, name, ...disclaimer }
}

/** MR-8: letter by letter. A blank cell says neither who paid nor that nobody was named. */
function statedDisclaimer(cell: string | null): { readonly disclaimer?: string | null } {
  if (cell === null || cell.trim() === '') return {}
  return { disclaimer: cell.trim() === NO_DISCLAIMER ? null : cell }
}

interface Report {
  readonly name: ReportName
  readonly period: StatementPeriod
  readonly country: Country
  readonly region: Region | null
}

const reports = new WeakMap<FileContext, Report>()

/** Worked out once a file: the same for all of its rows. */
function reportOf(file: FileContext): Report {
  const known = reports.get(file)
  if (known !== undefined) return known
  const name = reportName(file.name)
  if (name === null) throw new Problem('record.malformed', 'the name of its file tells no country, day and period')
  const country = reportCountry(name.country)
  const region = name.region === null ? null : reportRegion(country, name.region)
  const report = { name, period: reportPeriod(name.preset, name.day), country, region }
  reports.set(file, report)
  return report
}

interface Told {
  readonly about: StatementSubject
  readonly tail: string
}

function statement({ name, period, country, region }: Report, row: ReportRow, { about, tail }: Told): Statements {
  const { amount } = row
  const told: SpendStatement = {
    key: [name.preset, ...dayInKey(name), country.name, region?.name ?? '', tail].join('/'),
    about,
    period,
    country,
    region,
    spend: reportedSpend(amount.column, amount.text, amount.currency),
    roundedTo: null,
    ads: row.ads,
  }
  return { statements: [told], advertisers: [] }
}

/** What was spent since the beginning is one statement, of which a later file has news. */
function dayInKey({ preset, day }: ReportName): readonly string[] {
  if (preset === 'lifelong') return []
  return [preset === 'month' ? day.slice(0, 7) : day]
}
