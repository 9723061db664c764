import { type Cell, csvHeader, csvRow } from '../domain/csv.ts'
import { type Currency, majorText } from '../domain/money.ts'
import type { SponsorTotal } from '../ports/archive.ts'
import { moneyJson } from './disclosure-json.ts'
import type { ExportFormat } from './search-export.ts'

/** The table of sponsors as a file: its rows, in its order. */
export function sponsorFile(
  sponsors: readonly SponsorTotal[],
  format: ExportFormat,
  currency: Currency | null,
): string {
  return format === 'csv' ? sponsorCsv(sponsors) : sponsorJson(sponsors, currency)
}

const HEADER = ['rank', 'name', 'name_is', 'source', 'currency', 'ads', 'spend_lower', 'spend_upper', 'open_ranges']

function sponsorCsv(sponsors: readonly SponsorTotal[]): string {
  return csvHeader(HEADER) + sponsors.map((sponsor, index) => csvRow(cells(sponsor, index + 1))).join('')
}

function cells(sponsor: SponsorTotal, rank: number): Cell[] {
  const { lower, upper, currency } = sponsor
  return [
    { kind: 'number', value: String(rank) },
    { kind: 'text', value: sponsor.name },
    { kind: 'text', value: nameIs(sponsor) },
    { kind: 'text', value: sponsor.source },
    { kind: 'text', value: currency },
    { kind: 'number', value: String(sponsor.ads) },
    { kind: 'number', value: majorText(lower, currency) },
    { kind: 'number', value: upper === null ? null : majorText(upper, currency) },
    { kind: 'number', value: String(sponsor.openTops) },
  ]
}

function sponsorJson(sponsors: readonly SponsorTotal[], currency: Currency | null): string {
  const rows = sponsors.map((sponsor, index) => ({
    rank: index + 1,
    name: sponsor.name,
    nameIs: nameIs(sponsor),
    source: sponsor.source,
    ads: sponsor.ads,
    spend: moneyJson(sponsor, sponsor.currency),
    openRanges: sponsor.openTops,
  }))
  return `${JSON.stringify({ currency, total: rows.length, sponsors: rows, complete: true })}\n`
}

function nameIs({ isDisclaimer }: SponsorTotal): string {
  return isDisclaimer ? 'paid_for_by' : 'advertiser_name'
}
