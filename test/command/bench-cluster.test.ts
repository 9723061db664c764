import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { benchCluster } from '../../src/commands/bench/cluster.ts'
import { benchReplay } from '../../src/commands/bench/replay.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paidfor-bench-'))
})
afterEach(() => rm(folder, { recursive: true }))

const HEADER = 'mention_id,platform,platform_id,page_name,payer_text'
const ROWS = [
  'm1,meta,101,Pat Doe,PAT DOE FOR CONGRESS',
  'm2,google,AR1,,Pat Doe for Congress',
  'm3,meta,102,Sam Roe,Sam Roe for Senate',
]

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

async function clustered(content: string | Buffer, seed = 0): Promise<Record<string, string>> {
  const out = join(folder, 'out')
  await benchCluster({ mentions: await file('mentions.csv', content), registry: null, idPrefix: 'x-', seed, out })
  return await filesOf(out)
}

async function filesOf(out: string): Promise<Record<string, string>> {
  const names = (await readdir(out)).sort()
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(out, name), 'utf8')])),
  )
}

const csv = (rows: readonly string[], header = HEADER) => `${[header, ...rows].join('\n')}\n`

function entities(clusters: string | undefined): ReadonlyMap<string, string> {
  const rows = (clusters ?? '').trim().split('\n').slice(1)
  return new Map(rows.map((row) => [row.split(',')[0] ?? '', row.split(',')[1] ?? '']))
}

test('every mention has one row, with an entity, a confidence and a reason', async () => {
  const { 'clusters.csv': clusters, 'run.json': run } = await clustered(csv(ROWS))
  expect(clusters?.split('\n')[0]).toBe('mention_id,entity_id,confidence,reason')
  const of = entities(clusters)
  expect([...of.keys()]).toEqual(['m1', 'm2', 'm3'])
  expect(of.get('m1')).toBe(of.get('m2'))
  expect(of.get('m1')).not.toBe(of.get('m3'))
  expect(JSON.parse(run ?? '')).toMatchObject({ seed: 0, inputs: [{ file: 'mentions.csv' }], rows: { mentions: 3 } })
})

test('a seed fixes the ids, answers and other columns change nothing, and neither does gzip', async () => {
  const plain = await clustered(csv(ROWS), 7)
  const answered = csv(
    ROWS.map((row, index) => `${row},e${index},us house`),
    `${HEADER},gold_entity,office`,
  )
  const again = await clustered(gzipSync(answered), 7)
  for (const name of ['clusters.csv', 'queue.csv', 'edges.csv']) expect(again[name]).toBe(plain[name])
  expect((await clustered(csv(ROWS), 8))['clusters.csv']).not.toBe(plain['clusters.csv'])
})

test('without ids in the file, they are the prefix and the number of the row', async () => {
  const { 'clusters.csv': clusters } = await clustered(
    csv(
      ROWS.map((row) => row.slice(3)),
      HEADER.slice(11),
    ),
  )
  expect([...entities(clusters).keys()]).toEqual(['x-1', 'x-2', 'x-3'])
})

test.each([
  [
    'a missing column',
    'mention_id,platform,page_name,payer_text\nm1,meta,,A\n',
    /mentions\.csv, line 1, column platform_id/,
  ],
  ['a doubled id', csv([...ROWS, ...ROWS]), /mentions\.csv, line 5, column mention_id/],
  ['a short row', csv([...ROWS, 'm4,meta']), /mentions\.csv, line 5/],
  ['an empty platform', csv(['m1,,1,A,B']), /line 2, column platform/],
  ['a day that is none', csv(['m1,meta,1,A,B,soon'], `${HEADER},first_seen`), /line 2, column first_seen/],
  ['an id without a scheme', csv(['m1,meta,1,A,B,123'], `${HEADER},registry_ids`), /line 2, column registry_ids/],
])('%s is refused with its place, and nothing is written', async (_what, content, place) => {
  await expect(clustered(content)).rejects.toThrow(place)
  await expect(readdir(join(folder, 'out'))).rejects.toThrow()
})

test('replay keeps ids over steps, follows replaced accounts and tells of merges', async () => {
  const out = join(folder, 'out')
  const first = await file(
    '1.csv',
    csv(['a,google,AR1,,Alder Roads', 'b,meta,5,Birch Rails,Birch Rails', 'c,meta,7,Elm Fund,Elm Fund']),
  )
  const second = await file('2.csv', csv(['a2,google,AR2,,Cedar Roads', 'd,meta,9,Birch Rails,Elm Fund']))
  const idChanges = await file('ids.csv', 'platform,old_id,new_id,date,source\ngoogle,AR1,AR2,,\n')
  await benchReplay({ steps: [first, second], idChanges, registry: null, idPrefix: '', seed: 0, out })
  const files = await filesOf(out)
  const [before, after] = [entities(files['clusters_step1.csv']), entities(files['clusters_step2.csv'])]
  expect(after.get('a2')).toBe(before.get('a'))
  expect(after.get('b')).toBe(before.get('b'))
  expect([...after.keys()]).toEqual(['a', 'b', 'c', 'a2', 'd'])
  expect(files['redirects.csv']?.split('\n')[0]).toBe('old_entity_id,entity_id')
  expect(files['events.csv']?.split('\n')[0]).toBe('step,kind,entity_ids,survivor,cause_mention_ids,reason')
})

test('a replay ends in the partition of all steps at once', async () => {
  const out = join(folder, 'out')
  const steps = [await file('1.csv', csv(ROWS.slice(0, 1))), await file('2.csv', csv(ROWS.slice(1)))]
  await benchReplay({ steps, idChanges: null, registry: null, idPrefix: '', seed: 0, out })
  const last = entities((await filesOf(out))['clusters_step2.csv'])
  const whole = entities((await clustered(csv(ROWS)))['clusters.csv'])
  const groups = (of: ReadonlyMap<string, string>) =>
    [...of].map(([a, x]) =>
      [...of]
        .filter(([, y]) => x === y)
        .map(([b]) => b)
        .concat(a),
    )
  expect(groups(last)).toEqual(groups(whole))
})
