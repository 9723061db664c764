import { comparedNames } from '../../sponsors/comparing/compared-names.ts'
import { readTable } from './read-table.ts'
import { runRecord } from './run-record.ts'
import { csvText, writeFiles } from './write-files.ts'

export interface PairsOptions {
  readonly pairs: string
  /** Where the file has no `pair_id`: ids are this and the number of the row. */
  readonly idPrefix: string
  readonly out: string
}

/** Changes with every rule or word of comparing names. */
const RULE_VERSION = 'names-1'

/**
 * Says of each pair of names whether they are one: `pairs.csv` and `run.json` in `out`. Of the input only `pair_id`,
 * `schema`, `name1` and `name2` are read.
 * @throws {Problem} on bad input, with file, line and column.
 */
export async function benchPairs({ pairs, idPrefix, out }: PairsOptions): Promise<void> {
  const started = new Date()
  const table = await readTable(pairs, { required: ['schema', 'name1', 'name2'], optional: ['pair_id'] })
  const hasIds = table.columns.has('pair_id')
  const rows = table.rows.map((row) => {
    const [schema, name1, name2] = [row.cell('schema'), row.cell('name1'), row.cell('name2')]
    const { score, decision, reason } = comparedNames({ schema, name1, name2 })
    return [hasIds ? row.cell('pair_id') : `${idPrefix}${row.number}`, score, decision, reason]
  })
  const facts = { command: 'bench sponsors pairs', ruleVersion: RULE_VERSION, inputs: [table], started }
  await writeFiles(out, [
    { name: 'pairs.csv', text: csvText(['pair_id', 'score', 'decision', 'reason'], rows) },
    runRecord({ ...facts, rows: { pairs: rows.length } }),
  ])
}
