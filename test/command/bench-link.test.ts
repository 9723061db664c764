import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchLink } from '../../src/commands/bench/link.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paidfor-link-'))
  await writeFile(join(folder, 'cm22.csv'), COMMITTEES)
  await writeFile(join(folder, 'ccl22.txt'), LINKS)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const COMMITTEES = [
  'CMTE_ID,CMTE_NM,TRES_NM,CMTE_ST1,CMTE_ST2,CMTE_CITY,CMTE_ST,CMTE_ZIP,CMTE_DSGN,CMTE_TP,CMTE_PTY_AFFILIATION,CMTE_FILING_FREQ,ORG_TP,CONNECTED_ORG_NM,CAND_ID',
  'C00000011,QUILLFEATHER FOR CONGRESS,,,,,GA,,P,H,,Q,,,H2GA00001',
  'C00000022,LAMPLIGHTERS FOR CONGRESS,,,,,OH,,P,H,,Q,,,H2OH00002',
  'C00000033,LAMPLIGHTERS FOR CONGRESS,,,,,IA,,P,H,,Q,,,H2IA00003',
  '',
].join('\n')
const LINKS = 'H2GA00001|2022|2022|C00000011|H|P|1\nH2OH00002|2022|2022|C00000022|H|P|2\n'

const rows = [
  ['meta', '"Quillfeather for Congress, Inc."', 'Pat Quillfeather', 'C00000022', 'coded by hand'],
  ['meta', 'Lamplighters for Congress', '', 'C00000022', 'us-fec:C00000022'],
  ['google', 'Quillfeather for Governor', '', 'NIL', ''],
]

async function links(columns: string, lines: readonly (readonly string[])[]): Promise<string[]> {
  const [file, out] = [join(folder, 'mentions.csv'), join(folder, 'out')]
  await writeFile(file, `${columns}\n${lines.map((cells) => cells.join(',')).join('\n')}\n`)
  await benchLink({ mentions: file, registry: folder, scheme: 'us-fec', idPrefix: 's2-', out })
  return (await readFile(join(out, 'links.csv'), 'utf8')).split('\n')
}

const bare = (cells: readonly string[]) => cells.slice(0, 3)

test('one row a mention: a link, a name that two share, and none', async () => {
  const [header, linked, shared, none, end] = await links('platform,payer_text,page_name', rows.map(bare))
  expect(header).toBe('mention_id,registry_id,decision,relation,confidence,reason,candidates')
  expect(linked).toMatch(/^s2-1,C00000011,auto,same_as,0\.9\d+,exact_payer_n2,C00000011:0\.9\d+$/)
  expect(shared).toMatch(/^s2-2,C000000\d\d,review,same_as,0\.\d+,exact_payer_n2;veto:V8,C\d+:[\d.]+\|C\d+:[\d.]+$/)
  expect(none).toMatch(/^s2-3,NIL,nil,,[01]\.?\d*,nil_veto;veto:V3,C00000011:0\.?\d*$/)
  expect(end).toBe('')
})

test('columns that hold the answer, and ids that a mention declares, change nothing', async () => {
  const without = await links('platform,payer_text,page_name', rows.map(bare))
  expect(await links('platform,payer_text,page_name,fec_committee_ids,basis', rows)).toEqual(without)
  const declaring = rows.map((cells) => [...bare(cells), 'us-fec:C00000022'])
  expect(await links('platform,payer_text,page_name,registry_ids', declaring)).toEqual(without)
})

test('the order of rows changes nothing', async () => {
  const named = rows.map((cells, index) => [`m${index}`, ...bare(cells)])
  const columns = 'mention_id,platform,payer_text,page_name'
  const inOrder = await links(columns, named)
  expect((await links(columns, named.toReversed())).sort()).toEqual(inOrder.sort())
})

test('run.json says what was run on what, and how much came of it', async () => {
  await links('platform,payer_text,page_name', rows.map(bare))
  expect(JSON.parse(await readFile(join(folder, 'out', 'run.json'), 'utf8'))).toMatchObject({
    command: 'bench sponsors link',
    rule_version: expect.stringMatching(/^link-\d/),
    rows: { mentions: 3, records: 3, auto: 1, review: 1, nil: 1 },
  })
})

test('a folder without records of the scheme is refused, and so is a file without its columns', async () => {
  const options = { mentions: join(folder, 'mentions.csv'), registry: folder, idPrefix: '', out: join(folder, 'out') }
  await writeFile(options.mentions, 'platform,payer_text,page_name\nmeta,x,y\n')
  await expect(benchLink({ ...options, scheme: 'lei' })).rejects.toMatchObject({ code: 'file.unknown_format' })
  await writeFile(options.mentions, 'platform,payer_text\nmeta,x\n')
  await expect(benchLink({ ...options, scheme: 'us-fec' })).rejects.toThrow(/page_name/)
})
