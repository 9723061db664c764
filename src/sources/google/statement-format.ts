import type { Statements } from '../../domain/spend-statement.ts'
import type { FileContext, StatementFormat } from '../../ports/source.ts'
import { type Cells, cellsOf } from './cells.ts'
import { type Columns, headerRules } from './columns.ts'

interface Kind {
  readonly id: string
  readonly columns: Columns
  readonly normalise: (cells: Cells, file: FileContext) => Partial<Statements>
  /** Missing: its rows tell no day. */
  readonly latestDay?: (cells: Cells) => ReturnType<StatementFormat['latestDay']>
}

/** A member of the bundle that tells no ads. */
export function statementFormat({ id, columns, normalise, latestDay }: Kind): StatementFormat {
  const rules = headerRules(columns)
  return {
    tells: 'statements',
    id,
    shape: 'csv',
    version: 1,
    ...rules,
    normalise: (record, file) => ({ statements: [], advertisers: [], ...normalise(cellsOf(record), file) }),
    latestDay: (record) => latestDay?.(cellsOf(record)) ?? null,
  }
}
