import { cell, csvHeader, csvRow } from '../domain/csv.ts'
import { type Currency, majorBounds, majorText } from '../domain/money.ts'
import type { Range } from '../domain/range.ts'
import type { SponsorMoney, SponsorSpending } from '../ports/spending.ts'
import type { SponsorMember, SponsorProfile } from '../ports/sponsors.ts'
import { advertiserUrl } from './advertiser-url.ts'
import { ratesCell } from './one-currency.ts'
import { methodOf } from './spending-file.ts'
import { type SponsorInOne, sumInOne } from './sponsor-one-currency.ts'
import { sponsorUrl } from './sponsor-url.ts'
import { PUBLISHED_COLUMNS, publishedCells } from './statement-file.ts'
import type { StreamedBody } from './stream-response.ts'

const MENTION_COLUMNS = [
  ...['sponsor', 'sponsor_name', 'mention', 'platform', 'advertiser_key', 'account_id', 'account_name', 'payer'],
  ...['first_seen', 'last_seen', 'ads', 'method', 'confidence', 'reason', 'advertiser_page', 'sponsor_page'],
]

/** Every mention of a sponsor, one a line, with the reason for which it was joined. */
export function mentionsCsv(
  profile: SponsorProfile,
  members: AsyncIterable<SponsorMember>,
): StreamedBody<SponsorMember> {
  return {
    total: profile.memberCount,
    rows: members,
    head: csvHeader(MENTION_COLUMNS),
    row: (member) => mentionLine(profile, member),
    complete: '',
    cutShort: (sentence) => `# ${sentence}\r\n`,
  }
}

function mentionLine({ id, name }: SponsorProfile, member: SponsorMember): string {
  return csvRow([
    cell('text', id),
    cell('text', name),
    cell('text', member.id),
    cell('text', member.platform),
    cell('text', member.advertiser.key),
    cell('text', member.accountId),
    cell('text', member.accountName),
    cell('text', member.payer),
    cell('date', member.firstSeenOn),
    cell('date', member.lastSeenOn),
    cell('number', String(member.ads)),
    cell('text', member.method),
    cell('number', shareText(member.confidence)),
    cell('text', member.reason),
    cell('text', advertiserUrl(member.advertiser)),
    cell('text', sponsorUrl(id)),
  ])
}

const FIGURE_COLUMNS = [
  ...['sponsor', 'figure', 'platform', 'from', 'to', 'place', 'currency', 'lower', 'upper', 'undivided', 'ads'],
  ...['method', 'advertiser_platform', 'advertiser_key'],
  ...PUBLISHED_COLUMNS,
]

interface Figure extends Range {
  /** `all_currencies` (in one, by the rates that stand under `method`), `all_time`, `platform`, `week`, `platform_week`, `country`, `region` or `statement`. */
  readonly figure: string
  readonly currency: Currency
  readonly platform?: string
  readonly undivided?: bigint
  readonly from?: string | null
  readonly to?: string
  readonly place?: string | null
  readonly ads?: number | null
  readonly method?: string
  readonly statement?: SponsorSpending['statements'][number]
}

/** Every figure of a sponsor's page, one a line: which kind it is stands in the second column. */
export function sponsorFiguresCsv(
  { id }: SponsorProfile,
  money: readonly SponsorMoney[],
  spending: SponsorSpending | null,
  inOne: SponsorInOne | null,
): string {
  const all = [
    ...(inOne === null ? [] : [oneFigure(inOne)]),
    ...moneyFigures(money),
    ...(spending === null ? [] : spendingFigures(spending)),
  ]
  return csvHeader(FIGURE_COLUMNS) + all.map((figure) => figureLine(id, figure)).join('')
}

function oneFigure(inOne: SponsorInOne): Figure {
  const { one } = inOne
  return { ...sumInOne(inOne), figure: 'all_currencies', currency: one.currency, method: ratesCell(one) }
}

function moneyFigures(money: readonly SponsorMoney[]): Figure[] {
  return money.flatMap((each) => [
    { ...each, figure: 'all_time', ads: each.ads?.count ?? null, method: methodOf(each) },
    ...each.platforms.map((own) => ({
      ...own,
      figure: 'platform',
      currency: each.currency,
      ads: own.ads?.count ?? null,
      method: methodOf(own),
    })),
  ])
}

function spendingFigures({ currency, weeks, platforms, countries, regions, statements }: SponsorSpending): Figure[] {
  return [
    ...weeks.map((week) => ({ ...week, figure: 'week', currency })),
    ...platforms.flatMap(({ platform, weeks: own }) =>
      own.map((week) => ({ ...week, figure: 'platform_week', platform, currency })),
    ),
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

function figureLine(id: string, figure: Figure): string {
  const { currency, undivided, ads, statement } = figure
  const { lower, upper } = majorBounds(figure, currency)
  return csvRow([
    cell('text', id),
    cell('text', figure.figure),
    cell('text', figure.platform),
    cell('date', figure.from),
    cell('date', figure.to),
    cell('text', figure.place),
    cell('text', currency),
    cell('number', lower),
    cell('number', upper),
    cell('number', undivided === undefined ? null : majorText(undivided, currency)),
    cell('number', ads == null ? null : String(ads)),
    cell('text', figure.method),
    cell('text', statement?.advertiser.platform),
    cell('text', statement?.advertiser.key),
    ...publishedCells(statement),
  ])
}

/** 0–1, without what only a computer's arithmetic adds. */
export function shareText(share: number): string {
  return String(Math.round(share * 10_000) / 10_000)
}
