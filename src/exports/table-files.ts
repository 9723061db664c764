import { join } from 'node:path'
import type { ManifestFile, ReleaseBatch, ReleaseRow, ReleaseTable } from '../ports/releases.ts'
import { csvFile } from './csv-file.ts'
import { parquetFile } from './parquet-file.ts'
import type { RowFile } from './row-file.ts'
import type { Written } from './written-file.ts'

type Part = Pick<ReleaseBatch, 'table' | 'of' | 'year'>

const FORMATS = ['csv.gz', 'parquet'] as const

/** The same rows in every format there is. */
export interface TableFiles {
  readonly name: string
  readonly isOf: (part: Part) => boolean
  readonly add: (rows: readonly ReleaseRow[]) => Promise<number>
  readonly finish: () => Promise<readonly ManifestFile[]>
  readonly abandon: () => Promise<void>
}

/** `ads-snap-2024`, `files` */
function stemOf({ table, of, year }: Part): string {
  return [table, of, year].filter((each) => each !== null).join('-')
}

export async function openTableFiles(
  folder: string,
  { columns, period }: ReleaseTable,
  { table, of, year }: Part,
): Promise<TableFiles> {
  const name = stemOf({ table, of, year })
  const csv = await csvFile(join(folder, `${name}.csv.gz`), columns)
  const parquet = await parquetFile(join(folder, `${name}.parquet`), columns).catch(async (problem) => {
    await csv.abandon()
    throw problem
  })
  const files: readonly RowFile[] = [csv, parquet]
  const days = daysIn(columns.findIndex((column) => column.name === period))
  let rows = 0
  const entry = (format: ManifestFile['format'], written: Written): ManifestFile => {
    return { path: `${name}.${format}`, ...written, table, of, year, format, rows, period: days.span() }
  }
  return {
    name,
    isOf: (part) => part.table === table && part.of === of && part.year === year,
    add: async (more) => {
      days.see(more)
      rows += more.length
      await Promise.all(files.map((file) => file.add(more)))
      return rows
    },
    finish: async () => {
      const written = await Promise.all(files.map((file) => file.finish()))
      return FORMATS.flatMap((format, index) => {
        const each = written[index]
        return each === undefined ? [] : [entry(format, each)]
      })
    },
    abandon: async () => {
      await Promise.allSettled(files.map((file) => file.abandon()))
    },
  }
}

/** First and last day in a column; -1 is a table without days. */
function daysIn(column: number) {
  let [from, to]: [string | null, string | null] = [null, null]
  const seeDay = (day: string | null) => {
    if (day === null) return
    if (from === null || day < from) from = day
    if (to === null || day > to) to = day
  }
  return {
    see: (rows: readonly ReleaseRow[]) => {
      if (column !== -1) for (const row of rows) seeDay(row[column] ?? null)
    },
    span: (): ManifestFile['period'] => (from === null || to === null ? null : { from, to }),
  }
}
