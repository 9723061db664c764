import { join } from 'node:path'
import { measuredFigures } from '../../sponsors/scoring/measured.ts'
import { type NamePairRow, namePairFigures } from '../../sponsors/scoring/name-pairs.ts'
import { malformed, readTable } from './read-table.ts'
import type { ScoreFiles } from './score-cluster.ts'
import type { Scored } from './score-report.ts'
import { idsOf, mustHaveReason, oneOf, probability, rowsById } from './score-rows.ts'

const PAIR_COLUMNS = { required: ['pair_id', 'score', 'decision', 'reason'] }

/** Scores `pairs.csv` against `is_match` (`true`, `false`); `unsure` is no match. */
export async function scorePairs({ gold: path, run, idPrefix }: ScoreFiles): Promise<Scored> {
  const gold = await readTable(path, { required: ['schema', 'is_match'], optional: ['pair_id', 'quality'] })
  const pairs = await readTable(join(run, 'pairs.csv'), PAIR_COLUMNS)
  const ids = idsOf(gold, 'pair_id', idPrefix)
  const byId = rowsById(pairs, 'pair_id', new Set(ids))
  const rows = gold.rows.map((row, index): NamePairRow => {
    const id = ids[index] ?? ''
    const pair = byId.get(id)
    if (pair === undefined) throw malformed(pairs.file, { line: 1, column: 'pair_id' }, `“${id}” is missing`)
    probability(pairs, pair, 'score')
    mustHaveReason(pairs, pair)
    const decision = oneOf(pairs, pair, { column: 'decision', values: ['same', 'different', 'unsure'] })
    const isMatch = oneOf(gold, row, { column: 'is_match', values: ['true', 'false'] }) === 'true'
    return { id, schema: row.cell('schema'), quality: row.cell('quality'), isMatch, isFound: decision === 'same' }
  })
  const persons = rows.filter(({ schema }) => schema === 'Person')
  const others = rows.filter(({ schema }) => schema !== 'Person')
  const failing = rows.filter(({ isMatch, isFound }) => isMatch !== isFound)
  const clear = failing.filter(({ quality }) => quality === 'STRONG')
  return {
    kind: 'pairs of names',
    inputs: [gold],
    outputs: [pairs],
    counts: { pairs: rows.length, not_persons: others.length, strong_failures: clear.length },
    measures: [
      ...measuredFigures(namePairFigures(rows), { of: 'all' }),
      ...measuredFigures(namePairFigures(others), { of: 'not persons' }),
      ...measuredFigures(namePairFigures(persons), { of: 'persons' }),
    ],
    disagreements: {
      found_wrongly: failing.filter(({ isFound }) => isFound).map(({ id }) => id),
      not_found: failing.filter(({ isMatch }) => isMatch).map(({ id }) => id),
      strong: clear.map(({ id }) => id),
    },
  }
}
