import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { ReleaseColumn, ReleaseRow } from '../ports/releases.ts'
import { parquetSchema, parquetValue } from './parquet-schema.ts'
import type { RowFile } from './row-file.ts'
import { writeNew } from './written-file.ts'

/** A group is held in memory until it is whole: so many rows, or so many characters of text. */
const ROWS_A_GROUP = 5_000
const CHARACTERS_A_GROUP = 8_000_000
const CREATED_BY = 'Paidfor'

/** The rows as Parquet. Texts are as they are: a guard would be none here. */
export async function parquetFile(path: string, columns: readonly ReleaseColumn[]): Promise<RowFile> {
  const file = await writeNew(path)
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({ writer, schema: parquetSchema(columns), createdBy: CREATED_BY })
  const values = columns.map(({ kind }) => parquetValue(kind))
  let group: ReleaseRow[] = []
  let characters = 0
  const flush = async () => {
    const bytes = writer.getBytes()
    await file.write(bytes)
    writer.index = 0 // `offset` goes on: it is where the next byte stands in the file
  }
  const endGroup = async () => {
    if (group.length === 0) return
    const columnData = columns.map(({ name }, index) => {
      const value = values[index] ?? ((cell) => cell)
      return { name, data: group.map((row) => value(row[index] ?? null)) }
    })
    parquet.write({ columnData, rowGroupSize: group.length })
    group = []
    characters = 0
    await flush()
  }
  return {
    add: async (rows) => {
      for (const row of rows) {
        group.push(row)
        for (const cell of row) characters += cell?.length ?? 0
        if (group.length >= ROWS_A_GROUP || characters >= CHARACTERS_A_GROUP) await endGroup()
      }
    },
    finish: async () => {
      await endGroup()
      parquet.finish()
      await flush()
      return file.finish()
    },
    abandon: file.abandon,
  }
}
