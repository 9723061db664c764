import { join } from 'node:path'
import { type ApartPair, mergedPairs } from '../../sponsors/scoring/apart.ts'
import { pairsAmong } from '../../sponsors/scoring/figure.ts'
import { grouped } from '../../sponsors/scoring/grouped.ts'
import { type Measured, measuredFigures, measuredNumber, measuredShare } from '../../sponsors/scoring/measured.ts'
import { type Placed, pairCounts, partitionFigures } from '../../sponsors/scoring/partition.ts'
import { brier, tenths } from '../../sponsors/scoring/reliability.ts'
import { type QueuedMentions, reviewed } from '../../sponsors/scoring/review.ts'
import { readIfThere } from './read-if-there.ts'
import { malformed, readTable, type Table } from './read-table.ts'
import type { Scored } from './score-report.ts'
import { idsOf, mustHaveReason, probability, rowsById } from './score-rows.ts'

export interface ScoreFiles {
  readonly gold: string
  readonly run: string
  readonly idPrefix: string
}

const CLUSTER_COLUMNS = { required: ['mention_id', 'entity_id', 'confidence', 'reason'] }

/** Scores `clusters.csv`: against a file of mentions with `gold_entity`, or one of pairs `a`, `b`, `label`. */
export async function scoreCluster(files: ScoreFiles): Promise<Scored> {
  const gold = await readTable(files.gold, {
    required: [],
    optional: ['mention_id', 'platform', 'gold_entity', 'a', 'b', 'label'],
  })
  const clusters = await readTable(join(files.run, 'clusters.csv'), CLUSTER_COLUMNS)
  if (gold.columns.has('label') && gold.columns.has('a') && gold.columns.has('b')) return apart(gold, clusters)
  if (gold.columns.has('gold_entity')) return await sponsors(gold, clusters, files)
  throw malformed(gold.file, { line: 1, column: 'gold_entity' }, 'the column is missing, and so are a, b and label')
}

/** Pairs that must stay apart: their mention ids are what stands in `a` and `b`. */
function apart(gold: Table, clusters: Table): Scored {
  const pairs = gold.rows.map((row): ApartPair => ({ a: row.cell('a'), b: row.cell('b'), label: row.cell('label') }))
  const found = entitiesOf(clusters, new Set(pairs.flatMap(({ a, b }) => [a, b])))
  const labels = mergedPairs(pairs, found)
  return {
    kind: 'pairs apart',
    inputs: [gold],
    outputs: [clusters],
    counts: { mentions: found.size, pairs: pairs.length },
    measures: labels.flatMap(({ label, merged, share }) => [
      measuredNumber('merged_pairs', merged, { of: label }),
      measuredShare('merged_share', share, { of: label }),
    ]),
    disagreements: Object.fromEntries(
      labels.map(({ label, mergedPairs: wrong }) => [label, wrong.map(({ a, b }) => [a, b])]),
    ),
  }
}

async function sponsors(gold: Table, clusters: Table, { run, idPrefix }: ScoreFiles): Promise<Scored> {
  const ids = idsOf(gold, 'mention_id', idPrefix)
  const found = entitiesOf(clusters, new Set(ids))
  const placed = gold.rows.map((row, index): Placed => {
    const id = ids[index] ?? ''
    return { id, platform: row.cell('platform'), gold: row.cell('gold_entity'), found: found.get(id) ?? '' }
  })
  const queue = await readIfThere(join(run, 'queue.csv'), {
    required: ['rank', 'mention_a', 'mention_b', 'score', 'reason'],
  })
  const { right, found: foundPairs, gold: goldPairs } = pairCounts(placed)
  return {
    kind: 'sponsors',
    inputs: [gold],
    outputs: queue === null ? [clusters] : [clusters, queue],
    counts: { mentions: placed.length, right_pairs: right, found_pairs: foundPairs, gold_pairs: goldPairs },
    measures: [
      ...measuredFigures(partitionFigures(placed), { of: 'sponsors' }),
      ...(queue === null ? [] : reviewMeasures(placed, queuedOf(queue, new Set(ids)))),
    ],
    disagreements: disagreementsOf(placed),
    more: confidenceOf(clusters, placed),
  }
}

/** Mention id → entity id. @throws {Problem} on a row that breaks the format. */
export function entitiesOf(clusters: Table, expected: ReadonlySet<string>): ReadonlyMap<string, string> {
  const rows = rowsById(clusters, 'mention_id', expected)
  for (const row of rows.values()) {
    probability(clusters, row, 'confidence')
    mustHaveReason(clusters, row)
    if (row.cell('entity_id') === '') {
      throw malformed(clusters.file, { line: row.line, column: 'entity_id' }, 'the id is empty')
    }
  }
  return new Map([...rows].map(([id, row]) => [id, row.cell('entity_id')]))
}

function queuedOf(queue: Table, ids: ReadonlySet<string>): readonly QueuedMentions[] {
  for (const row of queue.rows) {
    probability(queue, row, 'score')
    mustHaveReason(queue, row)
    const unknown = ['mention_a', 'mention_b'].find((column) => !ids.has(row.cell(column)))
    if (unknown !== undefined) {
      throw malformed(queue.file, { line: row.line, column: unknown }, `“${row.cell(unknown)}” is unknown`)
    }
  }
  return queue.rows
    .toSorted((x, y) => Number(x.cell('rank')) - Number(y.cell('rank')))
    .map((row) => ({ a: row.cell('mention_a'), b: row.cell('mention_b') }))
}

const LIMITS = [
  ['auto+review 8 %', 0.08],
  ['auto+review 5 %', 0.05],
] as const

function reviewMeasures(placed: readonly Placed[], queue: readonly QueuedMentions[]): readonly Measured[] {
  return LIMITS.flatMap(([point, limit]) => {
    const { placed: after, rowsRead, mentionsQueued, yield: found } = reviewed(placed, queue, limit)
    const of = { of: 'sponsors', point }
    return [
      ...measuredFigures(partitionFigures(after), of),
      measuredNumber('rows_read', rowsRead, of),
      measuredNumber('mentions_queued', mentionsQueued, of),
      measuredNumber('queue_yield', found, of),
    ]
  })
}

/** Right: most of the others in its group are of its sponsor; mentions that are alone are left out. */
function confidenceOf(clusters: Table, placed: readonly Placed[]) {
  const groups = grouped(placed, ({ found }) => found)
  const confidence = new Map(clusters.rows.map((row) => [row.cell('mention_id'), Number(row.cell('confidence'))]))
  const told = placed.flatMap((each) => {
    const others = (groups.get(each.found) ?? []).filter(({ id }) => id !== each.id)
    if (others.length === 0) return []
    const isRight = others.filter(({ gold }) => gold === each.gold).length * 2 > others.length
    return [{ confidence: confidence.get(each.id) ?? 0, isRight }]
  })
  return { reliability: tenths(told), brier: brier(told) }
}

/** More are not listed; how many there are, the counts tell. */
const MOST_LISTED = 10_000

function disagreementsOf(placed: readonly Placed[]) {
  return {
    merged_wrongly: pairsIn(
      placed,
      ({ found }) => found,
      (a, b) => a.gold !== b.gold,
    ),
    not_merged: pairsIn(
      placed,
      ({ gold }) => gold,
      (a, b) => a.found !== b.found,
    ),
  }
}

function pairsIn(
  placed: readonly Placed[],
  key: (each: Placed) => string,
  isWrong: (a: Placed, b: Placed) => boolean,
): (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = []
  for (const group of grouped(placed, key).values()) {
    if (pairsAmong(group.length) === 0) continue
    for (const [index, a] of group.entries()) {
      for (const b of group.slice(index + 1)) {
        if (pairs.length < MOST_LISTED && isWrong(a, b)) pairs.push([a.id, b.id])
      }
    }
  }
  return pairs
}
