import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { projectRoot } from '../../src/project-root.ts'
import { type Placed, pairCounts, partitionFigures } from '../../src/sponsors/scoring/partition.ts'

/** Labelled mentions from research. They are no part of the project. */
const file = join(projectRoot, '..', 'shared', 'data', 'bench', 'sponsors', 's1_campaign_clusters_dev.csv.gz')
const isHere = existsSync(file)
if (!isHere) process.stderr.write('Skipped: labelled mentions are not at hand (../shared/data/bench/sponsors).\n')
const onLabelledMentions = isHere ? test : test.skip

/** One sponsor for each payer text in lower case: the yardstick of a measure, not a method. */
function byPayer(): Placed[] {
  const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(file)), { columns: true })
  return rows.map((row) => ({
    id: row['mention_id'] ?? '',
    platform: row['platform'] ?? '',
    gold: row['gold_entity'] ?? '',
    found: (row['payer_text'] ?? '').toLowerCase().trim(),
  }))
}

const rounded = (value: number | null | undefined) => (value == null ? null : Math.round(value * 1_000) / 1_000)

onLabelledMentions('the measures give the figures that others have counted on the same mentions', () => {
  const placed = byPayer()
  expect(pairCounts(placed)).toEqual({ right: 226, found: 228, gold: 308 })
  const figures = partitionFigures(placed)
  const values = Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, rounded(value)]))
  expect(values).toEqual({
    precision: 0.991,
    recall: 0.734,
    f1: 0.843,
    cross_platform_recall: 0.809,
    b3_precision: 0.998,
    b3_recall: 0.893,
    b3_f: 0.942,
  })
})

onLabelledMentions('so do their intervals, but for the last digit, which the seed decides', () => {
  const figures = partitionFigures(byPayer())
  const bounds = ['precision', 'recall', 'f1'].flatMap((name) => [figures[name]?.low ?? 0, figures[name]?.high ?? 0])
  const expected = [0.977, 1, 0.666, 0.801, 0.797, 0.887]
  expect(bounds.map((bound, index) => Math.abs(bound - (expected[index] ?? 0)) < 0.0045)).toEqual(
    expected.map(() => true),
  )
})
