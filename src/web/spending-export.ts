import { majorBounds } from '../domain/money.ts'
import type { SpendingPosition } from '../domain/spending.ts'
import type { EffectiveDates, RegionalSpending, SpendingPage } from '../ports/spending.ts'
import type { Json } from './disclosure-json.ts'
import { ratesJson } from './one-currency.ts'
import { regionalJson } from './regional-file.ts'
import type { ExportFormat } from './search-export.ts'
import {
  boundsJson,
  type RankedRow,
  type SpendingFileContext,
  spendingCsvHeader,
  spendingCsvRow,
  spendingJsonRow,
} from './spending-file.ts'
import type { StreamedBody } from './stream-response.ts'

/** What a file of a ranking is made of: its first page, and how to get the next. */
export interface SpendingExport {
  readonly first: SpendingPage
  readonly nextPage: (after: SpendingPosition) => Promise<SpendingPage>
  readonly context: SpendingFileContext
  /** The moment that was asked for; null: now. */
  readonly asOf: string | null
  readonly regional: RegionalSpending | null
  /** Per platform, the first day that still moves. */
  readonly unsettled: readonly { readonly platform: string; readonly from: string; readonly newestFile: string }[]
}

/** All rows of a ranking, in one file of either kind. */
export function spendingExport(asked: SpendingExport, format: ExportFormat): StreamedBody<RankedRow> {
  const total = asked.first.total.rows
  const rows = allRows(asked)
  if (format === 'csv') {
    return {
      total,
      rows,
      head: spendingCsvHeader(),
      row: (ranked) => spendingCsvRow(ranked, asked.context),
      complete: '',
      cutShort: (sentence) => `# ${sentence}\r\n`,
    }
  }
  return {
    total,
    rows,
    head: `${JSON.stringify(headJson(asked)).slice(0, -1)},"rows":[`,
    row: (ranked, index) => `${index === 0 ? '\n' : ',\n'}${JSON.stringify(spendingJsonRow(ranked, asked.context))}`,
    complete: '\n],"complete":true}\n',
    cutShort: (sentence) => `\n],"complete":false,"problem":${JSON.stringify(sentence)}}\n`,
  }
}

async function* allRows({ first, nextPage }: SpendingExport): AsyncGenerator<RankedRow> {
  let page = first
  let rank = 0
  while (true) {
    for (const row of page.rows) {
      rank += 1
      yield { rank, row }
    }
    if (page.next === null) return
    page = await nextPage(page.next)
  }
}

function headJson({ first, context, asOf, regional, unsettled }: SpendingExport): Json {
  const { query } = context
  const { total, unnamed, effective } = first
  return {
    query: { ...query },
    asOf,
    converted: context.one === null ? null : ratesJson(context.one),
    unsettled: unsettled.map((each) => ({ ...each })),
    total: { advertisers: total.rows, sponsors: total.sponsors, ...boundsJson(total, query.currency) },
    unnamed: unnamed === null ? null : { rows: unnamed.rows, ...majorBounds(unnamed, query.currency) },
    effective: effective.map(effectiveJson),
    regional: regional === null ? null : regionalJson(regional, query.currency),
  }
}

function effectiveJson({ source, inside, covering }: EffectiveDates): Json {
  return {
    source,
    inside: inside === null ? null : { ...inside },
    covering: covering === null ? null : { ...covering },
  }
}
