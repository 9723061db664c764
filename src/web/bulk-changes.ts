import { momentText } from '../domain/moment.ts'
import type { ChangesSince, PublishedReleases, ReleaseChange, ReleaseRow, ReleaseTable } from '../ports/releases.ts'
import type { StreamedBody } from './stream-response.ts'

/**
 * Changes as lines of JSON: which moments, a line for each row, and a last one that says how many. A row has the texts that
 * stand in the CSV of a release, without their guard.
 */
export function changesBody(
  { since, until, changes }: ChangesSince,
  { tables, schemaVersion }: Pick<PublishedReleases, 'tables' | 'schemaVersion'>,
): StreamedBody<ReleaseChange> {
  const [from, to] = [momentText(since), momentText(until)]
  const writers = new Map(tables.map((table) => [table.name, rowWriter(table)]))
  let records = 0
  return {
    get total() {
      return records // how many there are is known when all were read
    },
    rows: counted(changes, () => {
      records++
    }),
    head: line({ since: from, until: to, schemaVersion }),
    row: ({ table, change, row }) => {
      const told = writers.get(table)?.(row)
      return line({ table, change, ...told })
    },
    get complete() {
      return line({ complete: true, records, until: to })
    },
    cutShort: () =>
      line({
        complete: false,
        records,
        problem: `CUT SHORT after ${records} records: the archive failed or stopped while it wrote this. Ask for it again.`,
      }),
  }
}

/** Reads the first before anything is answered: whoever cannot be served is told so by a status. */
export async function begun(changes: AsyncGenerator<ReleaseChange>): Promise<AsyncGenerator<ReleaseChange>> {
  const first = await changes.next()
  return (async function* () {
    try {
      if (first.done === true) return
      yield first.value
      yield* changes
    } finally {
      await changes.return(undefined)
    }
  })()
}

async function* counted(changes: AsyncGenerator<ReleaseChange>, count: () => void): AsyncGenerator<ReleaseChange> {
  for await (const change of changes) {
    count()
    yield change
  }
}

function rowWriter({ columns, key }: ReleaseTable) {
  const names = columns.map(({ name }) => name)
  const keyIndexes = key.map((name) => [name, names.indexOf(name)] as const)
  return (row: ReleaseRow) => ({
    key: Object.fromEntries(keyIndexes.map(([name, index]) => [name, row[index] ?? null])),
    row: Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])),
  })
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}
