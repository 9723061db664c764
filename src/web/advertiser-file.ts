import { cell, csvHeader, csvRow } from '../domain/csv.ts'
import { type Currency, majorBounds, majorText } from '../domain/money.ts'
import type { AdvertiserProfile, AdvertiserSpending, StatementView } from '../ports/spending.ts'
import { advertiserUrl } from './advertiser-url.ts'
import type { Json } from './disclosure-json.ts'
import { boundsJson, methodOf } from './spending-file.ts'
import { PUBLISHED_COLUMNS, publishedCells, statementJson } from './statement-file.ts'

interface Figure {
  /** `all_time`, `week`, `country`, `region` or `statement`. */
  readonly figure: string
  readonly currency: Currency
  readonly lower: bigint
  readonly upper: bigint | null
  readonly undivided?: bigint
  readonly from?: string | null
  readonly to?: string
  readonly place?: string | null
  readonly ads?: number | null
  readonly method?: string
  readonly statement?: StatementView
}

const HEADER = [
  ...['figure', 'from', 'to', 'place', 'currency', 'lower', 'upper', 'undivided', 'ads', 'method'],
  ...['disclaimer', 'rounded_to'],
  ...PUBLISHED_COLUMNS,
]

/** Every figure of an advertiser's page, one a line: which kind it is stands in the first column. */
export function advertiserCsv(profile: AdvertiserProfile, spending: AdvertiserSpending | null): string {
  return csvHeader(HEADER) + figures(profile, spending).map(csvLine).join('')
}

/** @param asOf the moment that was asked for; null: now */
export function advertiserJson(
  profile: AdvertiserProfile,
  spending: AdvertiserSpending | null,
  asOf: string | null,
): Json {
  const { ref, money, names, facts, ...plain } = profile
  return {
    platform: ref.platform,
    key: ref.key,
    page: advertiserUrl(ref),
    asOf,
    ...plain,
    formerIds: [...plain.formerIds],
    names: names.map((each) => ({ ...each })),
    facts: facts.map((each) => ({ ...each })),
    money: money.map((each) => ({
      currency: each.currency,
      ...boundsJson(each, each.currency),
      ads: each.ads === null ? null : { count: each.ads.count, ...boundsJson(each.ads, each.currency) },
      stated: each.statements === null ? null : majorBounds(each.statements, each.currency),
      method: methodOf(each),
    })),
    spending: spending === null ? null : spendingJson(spending),
  }
}

function spendingJson(spending: AdvertiserSpending): Json {
  const { currency, weeks, countries, regions, statements, statementCount } = spending
  return {
    currency,
    weeks: weeks.map((week) => ({ from: week.from, to: week.to, ...majorBounds(week, currency) })),
    countries: countries.map((each) => ({ country: each.country, ...boundsJson(each, currency) })),
    regions: regions.map((each) => ({ region: each.region, ...boundsJson(each, currency) })),
    statementCount,
    statements: statements.map(statementJson),
  }
}

function figures({ money }: AdvertiserProfile, spending: AdvertiserSpending | null): Figure[] {
  const overall = money.map((each) => ({
    ...each,
    figure: 'all_time',
    ads: each.ads?.count ?? null,
    method: methodOf(each),
  }))
  if (spending === null) return overall
  const { currency, weeks, countries, regions, statements } = spending
  return [
    ...overall,
    ...weeks.map((week) => ({ ...week, figure: 'week', currency })),
    ...countries.map((each) => ({ ...each, figure: 'country', currency, place: each.country })),
    ...regions.map((each) => ({ ...each, figure: 'region', currency, place: each.region })),
    ...statements.map((statement) => ({
      ...statement,
      figure: 'statement',
      place: statement.place ?? statement.regionName,
      statement,
    })),
  ]
}

function csvLine(figure: Figure): string {
  const { currency, undivided, ads, statement } = figure
  const { lower, upper } = majorBounds(figure, currency)
  return csvRow([
    cell('text', figure.figure),
    cell('date', figure.from),
    cell('date', figure.to),
    cell('text', figure.place),
    cell('text', currency),
    cell('number', lower),
    cell('number', upper),
    cell('number', undivided === undefined ? null : majorText(undivided, currency)),
    cell('number', ads == null ? null : String(ads)),
    cell('text', figure.method),
    cell('text', statement?.disclaimer),
    cell('number', statement?.roundedTo == null ? null : majorText(statement.roundedTo, currency)),
    ...publishedCells(statement),
  ])
}
