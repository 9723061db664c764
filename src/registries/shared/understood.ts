import type { ReadRow, RejectedRow } from '../../ports/registries.ts'

/** What each row says; rows that were rejected already stay so. */
export async function* understood<Row extends object>(
  rows: AsyncIterable<Row | RejectedRow>,
  understand: (row: Row) => ReadRow | RejectedRow,
): AsyncGenerator<ReadRow | RejectedRow> {
  for await (const row of rows) yield 'reason' in row ? row : understand(row)
}
