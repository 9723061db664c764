import type { Between, ChangeKind, ReleaseChange, ReleaseRow, ReleaseTableName } from '../../../ports/releases.ts'
import { fetched, type Snapshot } from './snapshot.ts'
import { tableNamed } from './tables.ts'

/** A row of a release, beside the number under which the database knows it. */
export interface Told {
  readonly id: string
  readonly cells: ReleaseRow
}

interface Comparison {
  readonly table: ReleaseTableName
  /** A statement that selects `id`, each once: of all that may differ. */
  readonly candidates: { readonly sql: string; readonly parameters: readonly unknown[] }
  readonly rowsAt: (revision: number, ids: readonly string[]) => Promise<readonly Told[]>
  readonly between: Between
}

const IDS = 500

/** Of the candidates, those whose rows are not the same at both moments. */
export async function* compared(
  snapshot: Snapshot,
  { table, candidates, rowsAt, between }: Comparison,
): AsyncGenerator<ReleaseChange> {
  const withdrawnAt = tableNamed(table).columns.findIndex(({ name }) => name === 'withdrawn_at')
  for await (const found of fetched<{ id: string }>(snapshot, candidates.sql, candidates.parameters, IDS)) {
    const ids = found.map(({ id }) => id)
    const before = byId(await rowsAt(between.since.revision, ids))
    const after = byId(await rowsAt(between.until.revision, ids))
    for (const id of ids) {
      const [was, is] = [before.get(id) ?? null, after.get(id) ?? null]
      const change = changeOf(was, is, withdrawnAt)
      const row = is ?? was
      if (change !== null && row !== null) yield { table, change, row }
    }
  }
}

function byId(rows: readonly Told[]): ReadonlyMap<string, ReleaseRow> {
  return new Map(rows.map(({ id, cells }) => [id, cells]))
}

function changeOf(was: ReleaseRow | null, is: ReleaseRow | null, withdrawnAt: number): ChangeKind | null {
  if (is === null) return was === null ? null : 'removed'
  if (was === null) return 'added'
  if (was.every((cell, index) => cell === is[index])) return null
  const [before, after] = [was[withdrawnAt] ?? null, is[withdrawnAt] ?? null]
  if (before === null && after !== null) return 'withdrawn'
  return before !== null && after === null ? 'restored' : 'changed'
}
