import { Problem } from '../../../domain/errors.ts'
import type { UnreadableRecord } from '../../../ports/record-reader.ts'
import type { RawRecord } from '../../../ports/source.ts'
import { headerNames, readCells } from '../read-csv.ts'
import { sharedStrings } from './shared-strings.ts'
import { sheetRows } from './sheet-rows.ts'
import { workbookParts } from './workbook-parts.ts'
import { type WorkbookSheet, workbookSheets } from './workbook-sheets.ts'

type Rows = AsyncGenerator<readonly string[]>

/** The first sheet is the table. Its first row is the header, record 1. @throws {Problem} `file.unreadable`, `file.too_large` */
export async function* readXlsx(content: AsyncIterable<Buffer>): AsyncGenerator<RawRecord | UnreadableRecord> {
  const { table, others } = await sheetsOf(content)
  let header: readonly string[] | null = null
  let number = 0
  for await (const cells of table) {
    number++
    if (header === null) header = headerNames(asLatin1(cells))
    else yield readCells(asLatin1(filled(cells, header.length)), header, number)
  }
  for (const { sheet, rows } of others) {
    for await (const cells of rows) {
      yield leftOut(sheet, cells, ++number)
      break
    }
  }
}

/** The names in the first row of the first sheet. @throws {Problem} `file.unreadable`, `file.too_large` */
export async function xlsxHeader(content: AsyncIterable<Buffer>): Promise<readonly string[]> {
  const { table } = await sheetsOf(content)
  for await (const cells of table) return headerNames(asLatin1(cells))
  throw new Problem('file.unreadable', 'its first sheet is empty: get it again')
}

async function sheetsOf(content: AsyncIterable<Buffer>) {
  const parts = await workbookParts(content)
  const [first, ...rest] = await workbookSheets(parts)
  const strings = await sharedStrings(parts)
  const rowsOf = (sheet: WorkbookSheet): Rows => sheetRows(parts.part(sheet.part), strings)
  return {
    table: rowsOf(first as WorkbookSheet),
    others: rest.map((sheet) => ({ sheet, rows: rowsOf(sheet) })),
  }
}

/** A row ends at its last cell that holds anything. */
function filled(cells: readonly string[], width: number): readonly string[] {
  const last = cells.findLastIndex((cell) => cell !== '') + 1
  const told = cells.slice(0, Math.max(last, width))
  return [...told, ...Array.from({ length: Math.max(0, width - told.length) }, () => '')]
}

/** As the readers of CSV take them: one character a byte, and the row as a line of CSV. */
function asLatin1(texts: readonly string[]): { readonly raw: string; readonly cells: readonly string[] } {
  const cells = texts.map((text) => Buffer.from(text, 'utf8').toString('latin1'))
  const line = cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
  return { raw: `${line.join(',')}\n`, cells }
}

/** A second sheet is no table that we know: it is not read, and a person hears of it. */
function leftOut({ name }: WorkbookSheet, cells: readonly string[], number: number): UnreadableRecord {
  const message = `the workbook has another sheet, “${name.slice(0, 60)}”, which is not read; here is its first row`
  return {
    number,
    raw: Buffer.from(asLatin1(cells).raw, 'latin1'),
    problem: new Problem('record.malformed', message),
  }
}
