import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { projectRoot } from '../../src/project-root.ts'
import { aMention, resolved } from '../support/a-mention.ts'

/** Labelled mentions of campaigns. They are no part of the project: what is looked at here are figures alone. */
const folder = join(projectRoot, '..', 'shared', 'data', 'bench', 'sponsors')
const isHere = existsSync(folder)
if (!isHere) process.stderr.write('Skipped: labelled sponsors are not at hand (../shared/data/bench/sponsors).\n')
const onLabelledSponsors = isHere ? test : test.skip

type Row = Readonly<Record<string, string>>

function rowsOf(name: string): readonly Row[] {
  return parse(gunzipSync(readFileSync(join(folder, `${name}.csv.gz`))), { columns: true })
}

function groupsOf(rows: readonly Row[]): ReadonlyMap<string, number> {
  const { groups } = resolved(
    rows.map((row) =>
      aMention({
        ...{ id: row['mention_id'] ?? '', platform: row['platform'] ?? '', accountId: row['platform_id'] ?? '' },
        ...{ payer: row['payer_text'] ?? '', ...(row['page_name'] ? { page: row['page_name'] } : {}) },
        ...{
          state: row['state'] ?? null,
          registryIds: (row['registry_ids'] ?? '').split('|').filter((id) => id !== ''),
        },
      }),
    ),
  )
  return new Map(groups.flatMap((group, index) => group.map((id) => [id, index] as const)))
}

function figures(rows: readonly Row[]) {
  const found = groupsOf(rows)
  const pairs = (keyOf: (row: Row) => string) => {
    const sizes = new Map<string, number>()
    for (const row of rows) sizes.set(keyOf(row), (sizes.get(keyOf(row)) ?? 0) + 1)
    return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  }
  const groupOf = (row: Row) => `${found.get(row['mention_id'] ?? '')}`
  const right = pairs((row) => `${row['gold_entity']} ${groupOf(row)}`)
  const precision = right / pairs(groupOf)
  const recall = right / pairs((row) => row['gold_entity'] ?? '')
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}

onLabelledSponsors(
  'campaigns on Meta and Google: precision, recall and F1 are above the minimum, on dev and pooled',
  () => {
    const dev = rowsOf('s1_campaign_clusters_dev')
    for (const rows of [dev, [...rowsOf('s1_campaign_clusters_train'), ...dev]]) {
      const { precision, recall, f1 } = figures(rows)
      expect(precision).toBeGreaterThanOrEqual(0.985)
      expect(recall).toBeGreaterThanOrEqual(0.93)
      expect(f1).toBeGreaterThan(0.958)
    }
  },
)

onLabelledSponsors('no two registered committees are merged for their names, with and without their ids', () => {
  const pairs = rowsOf('s3_fec_homonym_pairs')
  const committees = new Map<string, Row>()
  for (const pair of pairs) {
    for (const side of ['a', 'b']) {
      const id = pair[side] ?? ''
      const row = { mention_id: `c-${id}`, platform: 'registry', payer_text: pair[`name_${side}`] ?? '' }
      committees.set(id, { ...row, state: pair[`state_${side}`] ?? '', registry_ids: `us-fec:${id}` })
    }
  }
  for (const withIds of [true, false]) {
    const rows = [...committees.values()].map((row) => (withIds ? row : { ...row, registry_ids: '' }))
    const found = groupsOf(rows)
    const merged = pairs.filter(({ a, b }) => found.get(`c-${a}`) === found.get(`c-${b}`))
    expect(merged).toHaveLength(0)
  }
})
