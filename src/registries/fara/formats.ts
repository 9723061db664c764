import type { ReadRow, RegistryFormat, RegistryHead, RejectedRow } from '../../ports/registries.ts'
import { type CellRow, csvRows } from '../shared/csv-rows.ts'
import { fromUtf8, fromWindows1252 } from '../shared/decode.ts'
import { understood } from '../shared/understood.ts'
import { columnName } from './columns.ts'
import { jsonRows } from './json-rows.ts'
import { principalRow, registrantRow } from './normalise.ts'
import { quotedRows } from './quoted-rows.ts'

type Understand = (row: CellRow) => ReadRow | RejectedRow

interface Kind {
  readonly name: string
  readonly columns: readonly string[]
  readonly lacks: readonly string[]
  readonly answer: RegExp
  readonly understand: Understand
}

const KINDS: readonly Kind[] = [
  {
    name: 'registrants',
    columns: ['number', 'registered', 'name', 'business'],
    lacks: ['principal'],
    answer: /^\s*\{\s*"REGISTRANTS_(?:ACTIVE|TERMINATED|NEW)"/,
    understand: registrantRow,
  },
  {
    name: 'principals',
    columns: ['number', 'principal', 'principal_registered', 'country'],
    lacks: ['document_type'],
    answer: /^\s*\{\s*"FOREIGNPRINCIPALS_(?:ACTIVE|TERMINATED)"/,
    understand: principalRow,
  },
]

/** Files of the bulk download, copies of them, and answers of the API, which are a part of the whole each. */
export const faraFormats: readonly RegistryFormat[] = KINDS.flatMap((kind) => [
  bulkFormat(kind),
  copyFormat(kind),
  answerFormat(kind),
])

function bulkFormat({ name, understand, ...kind }: Kind): RegistryFormat {
  return {
    id: `fara-${name}`,
    recognises: (head) => isQuoted(head) && hasColumns(head, kind),
    series: () => name,
    rows: (content) => understood(quotedRows(content, columnName), understand),
  }
}

/** Copies are quoted where they must be, and in UTF-8 where their bytes are; else in the Department's Windows-1252. */
function copyFormat({ name, understand, ...kind }: Kind): RegistryFormat {
  const decode = (cell: string) => fromUtf8(cell) ?? fromWindows1252(cell)
  return {
    id: `fara-${name}-copy`,
    recognises: (head) => !isQuoted(head) && hasColumns(head, kind),
    series: () => name,
    rows: (content) => understood(csvRows(content, { decode, nameOf: columnName }), understand),
  }
}

function answerFormat({ name, answer, understand }: Kind): RegistryFormat {
  return {
    id: `fara-${name}-json`,
    recognises: ({ start }) => answer.test(start),
    series: () => null,
    rows: (content) => understood(jsonRows(content), understand),
  }
}

function isQuoted({ start }: RegistryHead): boolean {
  return start.startsWith('"')
}

function hasColumns({ start }: RegistryHead, { columns, lacks }: Pick<Kind, 'columns' | 'lacks'>): boolean {
  const line = /^[^\r\n]*/.exec(start)?.[0] ?? ''
  const names = new Set(line.split(',').map(columnName))
  return columns.every((name) => names.has(name)) && !lacks.some((name) => names.has(name))
}
