import { cell, csvHeader, csvRow } from '../domain/csv.ts'
import { type Currency, majorBounds, majorText } from '../domain/money.ts'
import type { Range } from '../domain/range.ts'
import { sponsorPage } from '../domain/sponsor.ts'
import type { UsedAds, UsedStatement, WhyAccount, WhyReport } from '../ports/spending-why.ts'
import { advertiserUrl } from './advertiser-url.ts'
import type { Json } from './disclosure-json.ts'
import { boundsJson, methodOf } from './spending-file.ts'
import { PUBLISHED_COLUMNS, publishedCells, statementJson } from './statement-file.ts'
import type { WhyRequest } from './why-request.ts'

/** @param asOf the moment that was asked for; null: now */
export function whyJson({ whose, query }: WhyRequest, report: WhyReport, asOf: string | null): Json {
  const { currency } = query
  return {
    query: { ...query },
    asOf,
    sponsor: whose.kind === 'sponsor' ? { id: whose.id, name: report.name, page: sponsorPage(whose.id) } : null,
    ...witnessesJson(report, currency),
    accountCount: report.accountCount,
    accounts: report.accounts.map((account) => accountJson(account, currency)),
  }
}

function accountJson(account: WhyAccount, currency: Currency): Json {
  const { advertiser, name, usedAds, usedStatements } = account
  return {
    advertiser: { ...advertiser, name, page: advertiserUrl(advertiser) },
    ...witnessesJson(account, currency),
    holdsAllAds: account.holdsAllAds,
    lowerReason: account.lowerReason,
    upperReason: account.upperReason,
    isSharedStatement: account.isSharedStatement,
    usedAdsCount: account.usedAdsCount,
    usedAds: usedAds.map(({ from, to, ads, isWhole, isCertain, ...range }) => ({
      ...{ from, to, ads, isWhole, isCertain },
      ...majorBounds(range, currency),
    })),
    usedStatementCount: account.usedStatementCount,
    usedStatements: usedStatements.map((statement) => ({
      isInside: statement.isInside,
      isCovering: statement.isCovering,
      counted: majorBounds(statement.counted, currency),
      statement: statementJson(statement),
    })),
  }
}

function witnessesJson(
  figure: Pick<WhyReport, 'lower' | 'upper' | 'undivided' | 'ads' | 'statements'>,
  currency: Currency,
) {
  const { ads, statements } = figure
  return {
    ...boundsJson(figure, currency),
    ads: ads === null ? null : { count: ads.count, ...boundsJson(ads, currency) },
    stated: statements === null ? null : majorBounds(statements, currency),
    method: methodOf(figure),
  }
}

const HEADER = [
  ...['row', 'advertiser_platform', 'advertiser_key', 'advertiser_name', 'from', 'to', 'place', 'currency', 'lower'],
  ...['upper', 'undivided', 'ads', 'raises_lower', 'caps_upper', 'lower_reason', 'upper_reason', 'disclaimer'],
  ...['rounded_to'],
  ...PUBLISHED_COLUMNS,
]

interface Line {
  /** `figure`, `account`, `ads` or `statement`. */
  readonly row: string
  readonly account?: WhyAccount
  readonly range: Range
  readonly undivided?: bigint
  readonly from?: string | null
  readonly to?: string | null
  readonly ads?: number | null
  readonly raisesLower?: boolean
  readonly capsUpper?: boolean
  readonly reasons?: readonly [string, string]
  readonly statement?: UsedStatement
}

/** The figure, its accounts, and below each what counts of it: which kind of row it is stands in the first column. */
export function whyCsv({ query }: WhyRequest, report: WhyReport): string {
  const { from, to } = query
  const lines: Line[] = [
    { row: 'figure', range: report, undivided: report.undivided, from, to, ads: report.ads?.count ?? null },
    ...report.accounts.flatMap((account): Line[] => [
      {
        ...{ row: 'account', account, range: account, undivided: account.undivided, from, to },
        ...{ ads: account.ads?.count ?? null, reasons: [account.lowerReason, account.upperReason] },
      },
      ...account.usedAds.map((used) => adsLine(account, used)),
      ...account.usedStatements.map((statement) => statementLine(account, statement)),
    ]),
  ]
  return csvHeader(HEADER) + lines.map((line) => csvLine(line, query)).join('')
}

function adsLine(account: WhyAccount, used: UsedAds): Line {
  const { from, to, ads, isCertain } = used
  return { ...{ row: 'ads', account, range: used, from, to, ads }, ...{ raisesLower: isCertain, capsUpper: true } }
}

function statementLine(account: WhyAccount, statement: UsedStatement): Line {
  const { from, to, ads, isInside, isCovering } = statement
  const used = { raisesLower: isInside, capsUpper: isCovering }
  return { row: 'statement', account, range: statement, from, to, ads, ...used, statement }
}

function csvLine(line: Line, { currency, place }: WhyRequest['query']): string {
  const { account, statement, range, undivided, reasons } = line
  const { lower, upper } = majorBounds(range, currency)
  return csvRow([
    cell('text', line.row),
    cell('text', account?.advertiser.platform),
    cell('text', account?.advertiser.key),
    cell('text', account?.name),
    cell('date', line.from),
    cell('date', line.to),
    cell('text', statement === undefined ? place : (statement.place ?? statement.regionName)),
    cell('text', currency),
    cell('number', lower),
    cell('number', upper),
    cell('number', undivided === undefined ? null : majorText(undivided, currency)),
    cell('number', line.ads == null ? null : String(line.ads)),
    cell('text', line.raisesLower === undefined ? null : String(line.raisesLower)),
    cell('text', line.capsUpper === undefined ? null : String(line.capsUpper)),
    cell('text', reasons?.[0]),
    cell('text', reasons?.[1]),
    cell('text', statement?.disclaimer),
    cell('number', statement?.roundedTo == null ? null : majorText(statement.roundedTo, currency)),
    ...publishedCells(statement),
  ])
}
