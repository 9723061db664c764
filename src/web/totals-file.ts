import { type Cell, csvHeader, csvRow } from '../domain/csv.ts'
import { majorBounds } from '../domain/money.ts'
import type { Range } from '../domain/range.ts'
import type { Disagreement } from '../domain/reconciliation.ts'
import type { ComparedTotal, TotalsQuery, TotalsSummary } from '../ports/reconciling.ts'
import { advertiserUrl } from './advertiser-url.ts'
import type { Json } from './disclosure-json.ts'
import { counted } from './format.ts'
import type { ExportFormat } from './search-export.ts'
import type { StreamedBody } from './stream-response.ts'

export interface TotalsFile {
  readonly query: TotalsQuery
  readonly summary: TotalsSummary
  readonly total: number
  readonly rows: AsyncIterable<ComparedTotal>
}

const COLUMNS = [
  ...['kind', 'source', 'ads_source', 'unit', 'country', 'from', 'to', 'advertiser', 'advertiser_page', 'currency'],
  ...['stated_ads', 'held_ads', 'stated_lower', 'stated_upper', 'held_lower', 'held_upper', 'compared', 'differing'],
  ...['is_reported', 'status', 'reason'],
]

/** All that was compared, also what agrees. */
export function totalsFile(file: TotalsFile, format: ExportFormat): StreamedBody<ComparedTotal> {
  const { query, summary, total, rows } = file
  if (format === 'csv') {
    const head = csvHeader(COLUMNS)
    return { total, rows, head, row: csvLine, complete: '', cutShort: (sentence) => `# ${sentence}\r\n` }
  }
  const head = JSON.stringify({ query: { ...query }, ...summary })
  return {
    total,
    rows,
    head: `${head.slice(0, -1)},"totals":[`,
    row: (row, index) => `${index === 0 ? '\n' : ',\n'}${JSON.stringify(totalJson(row))}`,
    complete: '\n],"complete":true}\n',
    cutShort: (sentence) => `\n],"complete":false,"problem":${JSON.stringify(sentence)}}\n`,
  }
}

/** Whether it agrees; of ads that a report does not count at all, nobody can say. */
export function totalStatus({ kind, wrong }: Pick<ComparedTotal, 'kind' | 'wrong'>): string {
  if (kind === 'currency') return 'not_counted'
  return wrong.length === 0 ? 'complete' : 'incomplete'
}

const WORDS: Readonly<Record<Exclude<Disagreement, 'fewer_ads'>, string>> = {
  pass_part: 'the last pass over it left something out',
  pass_unknown: 'what it answered last is not believed',
  sum_below: 'the most that ads held can have cost is less than what is stated',
  sum_above: 'the least that ads held cost is more than what is stated',
}

/** In which ways it does not agree, a sentence each. */
export function totalReasons({ kind, wrong, statedAds, heldAds, currency }: ComparedTotal): string[] {
  if (kind === 'currency') return [`paid in ${currency}: the report counts accounts in another currency alone`]
  const lacking = (statedAds ?? 0) - (heldAds ?? 0)
  return wrong.map((code) =>
    code === 'fewer_ads' ? `${counted(lacking, 'ad')} of those stated not held` : WORDS[code],
  )
}

function totalJson(row: ComparedTotal): Json {
  const { kind, source, adsSource, unit, country, from, to, advertiser, currency, statedAds, heldAds } = row
  const money = (range: Range | null) => (range === null || currency === null ? null : majorBounds(range, currency))
  return {
    ...{ kind, source, adsSource, unit, country, from, to },
    advertiser: advertiser === null ? null : { ...advertiser, page: advertiserUrl(advertiser) },
    ...{ currency, statedAds, heldAds, stated: money(row.stated), held: money(row.held) },
    advertisers: row.advertisers === null ? null : { ...row.advertisers },
    isReported: row.isReported,
    status: totalStatus(row),
    wrong: [...row.wrong],
  }
}

function csvLine(row: ComparedTotal): string {
  const { advertiser, currency, advertisers, isReported } = row
  const both = (range: Range | null): Cell[] => {
    const bounds = range === null || currency === null ? null : majorBounds(range, currency)
    return [number(bounds?.lower), number(bounds?.upper)]
  }
  return csvRow([
    ...[row.kind, row.source, row.adsSource, row.unit, row.country].map(text),
    { kind: 'date', value: row.from },
    { kind: 'date', value: row.to },
    text(advertiser === null ? null : (advertiser.name ?? advertiser.key)),
    text(advertiser === null ? null : advertiserUrl(advertiser)),
    text(currency),
    ...[row.statedAds, row.heldAds].map(number),
    ...both(row.stated),
    ...both(row.held),
    ...[advertisers?.compared, advertisers?.differing].map(number),
    text(isReported === null ? null : String(isReported)),
    text(totalStatus(row)),
    text(totalReasons(row).join(' | ')),
  ])
}

function text(value: string | null): Cell {
  return { kind: 'text', value }
}

function number(value: number | string | null | undefined): Cell {
  return { kind: 'number', value: value == null ? null : String(value) }
}
