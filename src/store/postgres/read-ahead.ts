import type { PoolClient } from 'pg'

/** A row as the server writes it, each value as text. */
export type TextRow = readonly (string | null)[]

/** What a driver makes of dates and arrays, only to be read again, costs more than all the rest of a row. */
export async function textRows(client: PoolClient, text: string, values: readonly unknown[] = []): Promise<TextRow[]> {
  const asText = { getTypeParser: () => (value: string) => value }
  return (await client.query<(string | null)[]>({ text, values: [...values], rowMode: 'array', types: asText })).rows
}

/** The batches of a cursor, until one is not full: while one is used, the server reads the next. */
export async function* readAhead<Row>(
  fetch: () => Promise<readonly Row[]>,
  rowsAtOnce: number,
): AsyncGenerator<readonly Row[]> {
  let next = fetch()
  try {
    for (;;) {
      const batch = await next
      const isLast = batch.length < rowsAtOnce
      if (!isLast) {
        next = fetch()
        next.catch(() => undefined) // it is heard when its turn comes
      }
      if (batch.length > 0) yield batch
      if (isLast) return
    }
  } finally {
    await next.catch(() => undefined) // a connection that is asked something cannot be given back
  }
}
