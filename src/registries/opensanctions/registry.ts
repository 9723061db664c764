import type { ReadRow, Registry, RegistryFormat, RejectedRow } from '../../ports/registries.ts'
import { csvRows, headerColumns, plainColumn } from '../shared/csv-rows.ts'
import { fromUtf8 } from '../shared/decode.ts'
import { understood } from '../shared/understood.ts'
import { type Line, wholeLines } from '../shared/whole-lines.ts'
import { ftmRow } from './ftm.ts'
import { openSanctionsManifest } from './manifest.ts'
import { senzingRow } from './senzing.ts'
import { targetRow } from './simple-targets.ts'

const ftm: RegistryFormat = {
  id: 'ftm-json-lines',
  recognises: ({ start }) => {
    const line = /^[^\r\n]*/.exec(start)?.[0] ?? ''
    return /^\{/.test(line) && ['"id"', '"schema"', '"properties"'].every((key) => line.includes(key))
  },
  series: ({ name }) => dataSetIn(name),
  rows: (content) => lineRows(content, ftmRow),
}

const senzing: RegistryFormat = {
  id: 'senzing-json-lines',
  recognises: ({ start }) => /^\{"DATA_SOURCE":/.test(start),
  series: ({ start }) => /^\{"DATA_SOURCE":"([A-Z0-9_]{1,60})"/.exec(start)?.[1]?.toLowerCase() ?? null,
  rows: (content) => lineRows(content, senzingRow),
}

const COLUMNS = ['id', 'schema', 'name', 'aliases', 'countries', 'identifiers', 'dataset']

/** Files of all data sets are called the same: a copy is of none by its name, and a part therefore. */
const targets: RegistryFormat = {
  id: 'opensanctions-targets-simple',
  recognises: ({ start }) => {
    const columns = headerColumns(start)
    return COLUMNS.every((name) => columns.has(name))
  },
  series: () => null,
  rows: (content) => understood(csvRows(content, { decode: fromUtf8, nameOf: plainColumn }), targetRow),
}

export const openSanctions: Registry = { manifest: openSanctionsManifest, formats: [ftm, senzing, targets] }

/** Files of all data sets are called the same; copies put the data set's name in front: `name_entities.ftm.json`. */
function dataSetIn(name: string): string | null {
  return /(?:^|[/!])([a-z0-9_]+?)_entities\.ftm\.json/i.exec(name)?.[1]?.toLowerCase() ?? null
}

async function* lineRows(
  content: AsyncIterable<Buffer>,
  understand: (line: Line) => ReadRow | RejectedRow,
): AsyncGenerator<ReadRow | RejectedRow> {
  for await (const line of wholeLines(content)) if (line.text.trim() !== '') yield understand(line)
}
