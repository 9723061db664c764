import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { benchPairs } from '../../../src/commands/bench/pairs.ts'
import { benchScore, type ScoreTask } from '../../../src/commands/bench/score.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paidfor-score-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

const write = (files: Readonly<Record<string, string | Buffer>>) =>
  Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)))

async function score(task: ScoreTask, { steps = [] }: { readonly steps?: readonly string[] } = {}) {
  const lines: string[] = []
  await benchScore({
    ...{ task, gold: join(folder, 'gold.csv'), run: folder, idPrefix: null },
    steps: steps.map((name) => join(folder, name)),
    out: join(folder, 'score.json'),
    print: (line) => lines.push(line),
  })
  const report = JSON.parse(await readFile(join(folder, 'score.json'), 'utf8'))
  const value = (name: string, of: string): number | null =>
    report.measures.find((each: Record<string, unknown>) => each['name'] === name && each['of'] === of)?.value
  return { report, value, lines }
}

const GOLD = 'mention_id,platform,gold_entity\nm1,meta,g1\nm2,google,g1\nm3,meta,g2\n'
const CLUSTERS = 'mention_id,entity_id,confidence,reason\nm1,e1,.9,exact_payer_n2\nm2,e1,.9,exact_payer_n2\n'

test('a run is scored into one file, with targets, what was read and where it disagrees', async () => {
  await write({
    'gold.csv': gzipSync(GOLD),
    'clusters.csv': `${CLUSTERS}m3,e1,1,single\n`,
    'queue.csv': 'rank,mention_a,mention_b,score,reason\n1,m1,m3,.5,fuzzy_name\n',
  })
  const { report, value, lines } = await score('cluster')
  expect(report).toMatchObject({
    task: 'cluster',
    kind: 'sponsors',
    n: { mentions: 3, right_pairs: 1, found_pairs: 3 },
  })
  expect(report.outputs.map(({ file }: { file: string }) => file)).toEqual(['clusters.csv', 'queue.csv'])
  expect([value('precision', 'sponsors'), value('recall', 'sponsors')]).toEqual([1 / 3, 1])
  expect(report.disagreements).toEqual({
    merged_wrongly: [
      ['m1', 'm3'],
      ['m2', 'm3'],
    ],
    not_merged: [],
  })
  expect(lines.find((line) => / precision +0\.3333/.test(line))).toMatch(/≥ 0\.985 \(0\.993\) +missed$/)
})

test.each([
  ['m1,e1,1,single\n', 'clusters.csv, line 2, column mention_id: “m2” is missing: the file ends without it'],
  [`m1,e1,1,single\nm1,e2,1,single\n`, 'clusters.csv, line 3, column mention_id: “m1” stands there twice'],
  ['m9,e1,1,single\n', 'clusters.csv, line 2, column mention_id: “m9” is unknown: it is not among those asked for'],
  ['m1,e1,1.2,single\nm2,e1,1,single\nm3,e1,1,single\n', 'clusters.csv, line 2, column confidence: “1.2” is no number'],
  ['m1,e1,,single\nm2,e1,1,single\nm3,e1,1,single\n', 'clusters.csv, line 2, column confidence: “” is no number'],
  ['m1,e1,1,single\nm2,e1,1,\nm3,e1,1,single\n', 'clusters.csv, line 3, column reason: the reason is empty'],
])('a run that breaks the format is refused, and the place is named: %j', async (rows, message) => {
  await write({ 'gold.csv': GOLD, 'clusters.csv': `mention_id,entity_id,confidence,reason\n${rows}` })
  await expect(score('cluster')).rejects.toThrow(message)
  expect(await readdir(folder)).not.toContain('score.json')
})

test('pairs that must stay apart are found by their columns', async () => {
  await write({
    'gold.csv': 'a,b,label\nm1,m2,negative\nm1,m3,related\n',
    'clusters.csv': `${CLUSTERS}m3,e3,1,single\n`,
  })
  const { value, report } = await score('cluster')
  expect([value('merged_pairs', 'negative'), value('merged_pairs', 'related')]).toEqual([1, 0])
  expect(report.disagreements).toEqual({ negative: [['m1', 'm2']], related: [] })
})

test('links are scored for each platform, and rows left to a reviewer are no links', async () => {
  await write({
    'gold.csv':
      'mention_id,platform,payer_text,fec_committee_ids\na,meta,A,C1|C2\nb,google,B,C3\nc,meta,C,NIL\nd,meta,D,NIL\n',
    'links.csv': [
      'mention_id,registry_id,decision,relation,confidence,reason,candidates',
      'a,C2,auto,same_as,.9,exact_payer_n2,C2:0.9',
      'b,C3,review,same_as,.5,fuzzy_name,C3:0.5|C4:0.4',
      'c,NIL,nil,,.9,nil_no_candidate,',
      'd,C5,auto,same_as,.6,fuzzy_name,C5:0.6',
    ].join('\n'),
  })
  const { value, report } = await score('link')
  expect([value('precision', 'links of meta'), value('recall', 'links of google')]).toEqual([1, 0])
  expect([value('nil_false_links', 'links'), value('overall_precision', 'links')]).toEqual([0.5, 0.5])
  expect(report.disagreements).toEqual({ linked_wrongly: [], nil_linked: ['d'], not_linked: ['b'] })
})

const MENTIONS = 'mention_id,platform,platform_id,page_name,payer_text\n'
const STEPS = {
  'one.csv': `${MENTIONS}a,google,AR1,,Harbour Lights\nb,meta,7,Old Harbour,Old Harbour\nc,meta,8,Still,Still\n`,
  'two.csv': `${MENTIONS}d,google,AR2,,Harbour Lights\ne,meta,7,New Harbour,New Harbour\n`,
}
const cluster = (rows: string) => `mention_id,entity_id,confidence,reason\n${rows.replaceAll(' ', ',1,single\n')}`
const REPLAY = {
  ...STEPS,
  'clusters_step1.csv': cluster('a,e1 b,e2 c,e3 '),
  'clusters_step2.csv': cluster('a,e4 b,e5 c,e3 d,e4 e,e5 '),
  'redirects.csv': 'old_entity_id,entity_id\ne1,e4\n',
  'events.csv': 'step,kind,entity_ids,survivor,cause_mention_ids,reason\n2,merge,e1|e4,e4,d,id_change_list\n',
}

test('a replay is scored by the ids that survive changes, each advertiser once, and by ids that lead nowhere', async () => {
  const gold = [
    'kind,current,aliases,name,old_name',
    'google_rekey,AR2,AR2|AR1,Harbour Lights,',
    'google_rekey,AR2,AR1|AR2,Harbour Lights,',
    'meta_page_rename,7,,New Harbour,Old Harbour',
  ]
  await write({ ...REPLAY, 'gold.csv': gold.join('\n') })
  const { value, report } = await score('replay', { steps: ['one.csv', 'two.csv'] })
  expect([value('survival', 'google_rekey'), value('cases', 'google_rekey')]).toEqual([1, 1])
  expect([value('survival', 'meta_page_rename'), value('unresolved_ids', 'former ids')]).toEqual([0, 1])
  expect([value('churn', 'untouched mentions'), report.n.untouched]).toEqual([0, 1])
  expect(report.disagreements).toMatchObject({ lost_meta_page_rename: ['meta_page_rename 7'], unresolved: ['e2'] })
})

test('a replay equals a rebuild where the last step is the same partition', async () => {
  await write({ ...REPLAY, 'gold.csv': cluster('a,x b,y c,z d,x e,y ') })
  const { value } = await score('replay', { steps: ['one.csv', 'two.csv'] })
  expect(value('f1', 'rebuild')).toBe(1)
})

test('pairs of names are compared and scored, with row numbers for ids', async () => {
  await write({
    'gold.csv': [
      'case_group,schema,name1,name2,is_match,quality',
      'x,Company,Harbour Lights Ltd,"Harbour Lights, Limited",true,STRONG',
      'x,Company,Harbour Lights,Mountain Lights,true,STRONG',
    ].join('\n'),
  })
  await benchPairs({ pairs: join(folder, 'gold.csv'), idPrefix: 'p-', out: folder })
  expect((await readFile(join(folder, 'pairs.csv'), 'utf8')).split('\n')).toEqual([
    'pair_id,score,decision,reason',
    'p-1,0.97,same,exact_name',
    expect.stringMatching(/^p-2,.*,different,words_differ/),
    '',
  ])
  const { value, report } = await score('pairs')
  expect([value('recall', 'not persons'), report.disagreements.strong]).toEqual([0.5, ['p-2']])
})

test('answers in the input change nothing of what is said of pairs', async () => {
  const row = (answer: string) => `schema,name1,name2,is_match,notes\nCompany,Harbour GmbH,Harbour,${answer},x\n`
  const outputs: string[] = []
  for (const text of [row('true'), row('false'), 'schema,name1,name2\nCompany,Harbour GmbH,Harbour\n']) {
    await write({ 'pairs-in.csv': text })
    await benchPairs({ pairs: join(folder, 'pairs-in.csv'), idPrefix: 'p-', out: folder })
    outputs.push(await readFile(join(folder, 'pairs.csv'), 'utf8'))
  }
  expect(new Set(outputs).size).toBe(1)
})
