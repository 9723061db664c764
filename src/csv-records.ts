import { CsvError, parse } from 'csv-parse/sync'

export interface CsvRecord {
  readonly cells: readonly string[]
  /** On which it begins, from 1. */
  readonly line: number
}

/** That a text is no CSV: where reading stopped, and the library's code for why. */
export class BrokenCsv extends Error {
  readonly line: number
  readonly code: string

  constructor(line: number, code: string, cause: unknown) {
    super(`no CSV from line ${line} on`, { cause })
    this.name = 'BrokenCsv'
    this.line = line
    this.code = code
  }
}

interface CsvOptions {
  readonly delimiter?: string
  /** Characters that a record may hold at the most; missing: any number. */
  readonly longest?: number
}

/**
 * The records of a whole CSV at hand as text (RFC 4180), of any widths, without empty lines. What platforms and registries
 * published is cut by `sources/shared/cut-csv.ts` instead, which goes on behind what is broken.
 * @throws {BrokenCsv}
 */
export function csvRecords(text: string, { delimiter = ',', longest = 0 }: CsvOptions = {}): readonly CsvRecord[] {
  const records: CsvRecord[] = []
  let line = 1
  try {
    parse(text, {
      bom: true,
      delimiter,
      max_record_size: longest,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => {
        records.push({ cells, line: lines - linesWithin(cells) })
        line = lines + 1
      },
    })
    return records
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new BrokenCsv(typeof cause['lines'] === 'number' ? cause['lines'] : line, cause.code, cause)
  }
}

function linesWithin(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
}
