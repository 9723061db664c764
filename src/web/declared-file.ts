import { type Cell, csvHeader, csvRow } from '../domain/csv.ts'
import type { Standing } from '../domain/declared-return.ts'
import { majorBounds, majorText } from '../domain/money.ts'
import { sponsorPage } from '../domain/sponsor.ts'
import type { ComparedReturn } from './declared-answer.ts'
import type { Json } from './disclosure-json.ts'

const COLUMNS = [
  ...['line', 'sponsor_declared', 'sponsor_id', 'sponsor', 'sponsor_page', 'place', 'platform', 'from', 'to'],
  ...['currency', 'declared', 'lower', 'upper', 'undivided', 'ads', 'standing', 'distance', 'note', 'reasons'],
]

/** In words, for the page and for files alike. */
export const STANDINGS: Readonly<Record<Standing, string>> = {
  inside: 'inside the bounds',
  below: 'below the lower bound',
  above: 'above the upper bound',
  not_held: 'no money held',
}

export function declaredCsv(answers: readonly ComparedReturn[]): string {
  return csvHeader(COLUMNS) + answers.map((answer) => csvRow(cellsOf(answer))).join('')
}

export function declaredJson(answers: readonly ComparedReturn[], asOf: string | null): Json {
  return { as_of: asOf, rows: answers.map(rowJson), complete: true }
}

function cellsOf({ declared, sponsor, bounds, standing, distance, reasons }: ComparedReturn): Cell[] {
  const { currency } = declared
  const money = bounds === null ? null : majorBounds(bounds, currency)
  return [
    ...[number(String(declared.line)), text(declared.sponsor), text(sponsor?.id), text(sponsor?.name)],
    ...[text(sponsor && sponsorPage(sponsor.id)), text(declared.place), text(declared.platform)],
    ...[date(declared.from), date(declared.to), text(currency), number(majorText(declared.declared, currency))],
    ...[number(money?.lower), number(money?.upper), number(bounds && majorText(bounds.undivided, currency))],
    ...[number(bounds?.ads == null ? null : String(bounds.ads.count)), text(standing)],
    ...[number(distance === null ? null : majorText(distance, currency)), text(declared.note), text(reasons.join(' '))],
  ]
}

function rowJson({ declared, sponsor, similar, bounds, standing, distance, reasons }: ComparedReturn): Json {
  const { currency } = declared
  return {
    ...{ line: declared.line, sponsorDeclared: declared.sponsor, place: declared.place, platform: declared.platform },
    ...{ from: declared.from, to: declared.to, currency, declared: majorText(declared.declared, currency) },
    sponsor: sponsor === null ? null : { id: sponsor.id, name: sponsor.name, page: sponsorPage(sponsor.id) },
    similar: similar.map(({ id, name }) => ({ id, name })),
    bounds:
      bounds === null ? null : { ...majorBounds(bounds, currency), undivided: majorText(bounds.undivided, currency) },
    ...{ standing, distance: distance === null ? null : majorText(distance, currency) },
    ...{ note: declared.note, reasons: [...reasons] },
  }
}

function text(value: string | null | undefined): Cell {
  return { kind: 'text', value: value ?? null }
}

function number(value: string | null | undefined): Cell {
  return { kind: 'number', value: value ?? null }
}

function date(value: string): Cell {
  return { kind: 'date', value }
}
