import type { Registry, RegistryFormat, RejectedRow } from '../../ports/registries.ts'
import { type CellRow, csvRows, headerColumns, plainColumn } from '../shared/csv-rows.ts'
import { fromUtf8 } from '../shared/decode.ts'
import { rejected } from '../shared/rejected.ts'
import { understood } from '../shared/understood.ts'
import { isObject, wholeJson } from '../shared/whole-json.ts'
import { donationRow } from './donation.ts'
import { ukEcManifest } from './manifest.ts'

const COLUMNS = ['ecref', 'donorstatus', 'regulatedentityid', 'accepteddate']

/** Downloads may be of a search, a year or a party: none is known to be a complete copy. */
const csv: RegistryFormat = {
  id: 'uk-ec-donations-csv',
  recognises: ({ start }) => {
    const columns = headerColumns(start)
    return COLUMNS.every((name) => columns.has(name))
  },
  series: () => null,
  rows: (content) => understood(csvRows(content, { decode: fromUtf8, nameOf: plainColumn }), donationRow),
}

const json: RegistryFormat = {
  id: 'uk-ec-donations-json',
  recognises: ({ start }) => /^\s*\{/.test(start) && /"ECRef"\s*:/.test(start) && /"RegulatedEntityId"\s*:/.test(start),
  series: () => null,
  rows: (content) => understood(answerRows(content), donationRow),
}

export const ukEc: Registry = { manifest: ukEcManifest, formats: [csv, json] }

/** `{"Total":93000,"Result":[…]}`. */
async function* answerRows(content: AsyncIterable<Buffer>): AsyncGenerator<CellRow | RejectedRow> {
  const { Result: result } = await wholeJson(content)
  const rows: readonly unknown[] = Array.isArray(result) ? result : []
  for (const [index, row] of rows.entries()) {
    const raw = Buffer.from(JSON.stringify(row)).toString('latin1')
    if (isObject(row)) yield { number: index + 1, raw, cells: cellsOf(row) }
    else yield rejected(index + 1, raw, 'it is no object')
  }
}

function cellsOf(row: Readonly<Record<string, unknown>>): Record<string, string> {
  const told = Object.entries(row).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
  return Object.fromEntries(told.map(([name, value]) => [plainColumn(name), String(value).trim()]))
}
