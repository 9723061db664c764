import type { Registry, RegistryFormat } from '../../ports/registries.ts'
import { csvRows, headerColumns, plainColumn } from '../shared/csv-rows.ts'
import { fromUtf8 } from '../shared/decode.ts'
import { understood } from '../shared/understood.ts'
import { euSanctionsManifest } from './manifest.ts'
import { journalRow } from './normalise.ts'

const COLUMNS = ['celex', 'recordid', 'programkey', 'annex', 'schema', 'name', 'weakalias', 'previousname']

/** One file an act of the Union: `32014R0269.csv`. */
const journal: RegistryFormat = {
  id: 'eu-journal-csv',
  recognises: ({ start }) => {
    const columns = headerColumns(start)
    return COLUMNS.every((name) => columns.has(name))
  },
  series: ({ start }) => /^[^\r\n]*\r?\n"?(\w{6,20})/.exec(start)?.[1] ?? null,
  rows: (content) => understood(csvRows(content, { decode: fromUtf8, nameOf: plainColumn }), journalRow),
}

export const euSanctions: Registry = { manifest: euSanctionsManifest, formats: [journal] }
