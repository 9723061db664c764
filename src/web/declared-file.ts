import { type Cell, cell, csvHeader, csvRow } from '../domain/csv.ts'
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
    cell('number', String(declared.line)),
    cell('text', declared.sponsor),
    cell('text', sponsor?.id),
    cell('text', sponsor?.name),
    cell('text', sponsor && sponsorPage(sponsor.id)),
    cell('text', declared.place),
    cell('text', declared.platform),
    cell('date', declared.from),
    cell('date', declared.to),
    cell('text', currency),
    cell('number', majorText(declared.declared, currency)),
    cell('number', money?.lower),
    cell('number', money?.upper),
    cell('number', bounds && majorText(bounds.undivided, currency)),
    cell('number', bounds?.ads == null ? null : String(bounds.ads.count)),
    cell('text', standing),
    cell('number', distance === null ? null : majorText(distance, currency)),
    cell('text', declared.note),
    cell('text', reasons.join(' ')),
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
