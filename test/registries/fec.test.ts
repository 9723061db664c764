import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { cycleInName } from '../../src/registries/fec/cycle.ts'
import { readFecFolder } from '../../src/registries/fec/read-folder.ts'
import { fec } from '../../src/registries/fec/registry.ts'
import { readAs } from './support/reading.ts'

/** Made by hand in the shape of FEC's files. */
const committees = [
  'C00000011|FRIENDS OF THE DAM|DOE, PAT|1 MAIN ST|APT 2|SPRINGFIELD|GA|300010001|P|H|DEM|Q|||H0GA01011',
  'C00000022|LOCAL 7 "VOTE" (VOICE OF THE DAM) COMMITTEE|ROE, ALEX|2 MAIN ST||SPRINGFIELD|GA|30001|U|Q|UNK|Q|L|LOCAL 7|',
  'C00000033|FRIENDS OF THE DAM|ROE, SAM|3 MAIN ST||BOSTON|MA|02101||||Q||NONE|',
  'C00000044|TOO|FEW|CELLS',
].join('\n')

const header =
  'CMTE_ID,CMTE_NM,TRES_NM,CMTE_ST1,CMTE_ST2,CMTE_CITY,CMTE_ST,CMTE_ZIP,CMTE_DSGN,CMTE_TP,CMTE_PTY_AFFILIATION,CMTE_FILING_FREQ,ORG_TP,CONNECTED_ORG_NM,CAND_ID'

test('RG-7: a quotation mark in a field without quoting is text, and swallows no line', async () => {
  const { rows } = await readAs(fec, 'cm_2020.txt', committees)
  expect(rows.map(({ records }) => records[0]?.names[0]?.name)).toEqual([
    'FRIENDS OF THE DAM',
    'LOCAL 7 "VOTE" (VOICE OF THE DAM) COMMITTEE',
    'FRIENDS OF THE DAM',
  ])
})

test('RG-8: two committees of one name stay two', async () => {
  const { rows } = await readAs(fec, 'cm_2020.txt', committees)
  const named = rows.flatMap(({ records }) => records).filter(({ names }) => names[0]?.name === 'FRIENDS OF THE DAM')
  expect(named.map(({ key }) => key)).toEqual(['C00000011', 'C00000033'])
})

test('RG-10: of a ZIP code of nine digits the first five are kept', async () => {
  const { rows } = await readAs(fec, 'cm_2020.txt', committees)
  expect(rows[0]?.records[0]?.facts['zip']).toBe('30001')
})

test('RG-11: UNK is no party, and a blank type says nothing', async () => {
  const { rows } = await readAs(fec, 'cm_2020.txt', committees)
  expect(rows[1]?.records[0]?.facts['party']).toBeUndefined()
  expect(rows[2]?.records[0]).toMatchObject({ type: 'unknown', facts: { city: 'BOSTON', zip: '02101' } })
})

test('the treasurer and the street of a committee go no further than the kept file', async () => {
  const { rows } = await readAs(fec, 'cm_2020.txt', committees)
  expect(JSON.stringify(rows)).not.toMatch(/DOE|ROE|MAIN ST|APT/)
})

test('a row of another width is put aside with its number, its bytes and the reason', async () => {
  const { rejected } = await readAs(fec, 'cm_2020.txt', committees)
  expect(rejected).toEqual([
    { number: 4, raw: Buffer.from('C00000044|TOO|FEW|CELLS'), reason: 'the row has 4 cells, the header 15' },
  ])
})

test('a byte above ASCII is a letter of Latin-1', async () => {
  const bytes = Buffer.from('C00000055|NU\u00d1EZ FOR THE DAM|||||GA||P|H||Q|||', 'latin1')
  expect((await readAs(fec, 'cm_2020.txt', bytes)).rows[0]?.records[0]?.names[0]?.name).toBe('NU\u00d1EZ FOR THE DAM')
})

test('a link of a candidate to a committee is a relation of its cycle, in both shapes', async () => {
  const piped = await readAs(fec, 'ccl20.txt', 'H0GA01011|2020|2020|C00000011|H|P|7\n')
  const copied = await readAs(
    fec,
    'links.csv',
    'election_cycle,cand_id,cand_election_yr,fec_election_yr,cmte_id,cmte_tp,cmte_dsgn,linkage_id\r\n2020,H0GA01011,2020,2020,C00000011,H,P,7\r\n2020,C,2020,2020,C00000011,H,P,7\r\n',
  )
  const expected = {
    kind: 'candidate_committee',
    subject: { scheme: 'us-fec-candidate', key: 'H0GA01011' },
    object: { scheme: 'us-fec', key: 'C00000011' },
    from: '2020',
    to: '2020',
  }
  expect(piped.rows[0]?.relations).toMatchObject([expected])
  expect(copied.rows[0]?.relations).toMatchObject([expected])
  expect(copied.rejected).toHaveLength(1)
})

test.each([
  ['cm18.csv.gz', '2018'],
  ['cm_2020.txt', '2020'],
  ['cm20.zip!cm.txt', '2020'],
  ['ccl98.txt', '1998'],
  ['committees.csv', null],
])('the name %s tells the cycle %s', (name, cycle) => {
  expect(cycleInName(name)).toBe(cycle)
})

describe('a folder of files', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fec-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const row = (name: string) => `C00000011,"${name}",,,,,GA,,P,H,DEM,Q,,,H0GA01011`

  test('T7, T8: a committee keeps every name of every cycle, with the cycles in which it was read', async () => {
    await writeFile(join(folder, 'cm18.csv.gz'), gzipSync(`${header}\n${row('DOE FOR CONGRESS')}\n`))
    await writeFile(join(folder, 'cm20.csv.gz'), gzipSync(`${header}\n${row('DOE FOR CONGRESS')}\n`))
    await writeFile(
      join(folder, 'cm22.csv'),
      `${header}\n${row('DOE FOR SENATE, "PAC"').replaceAll('"PAC"', '""PAC""')}\n`,
    )
    expect((await readFecFolder(folder))[0]?.names).toEqual([
      { name: 'DOE FOR CONGRESS', from: '2018', to: '2020' },
      { name: 'DOE FOR SENATE, "PAC"', from: '2022', to: '2022' },
    ])
  })

  test('a candidate comes with the cycles of its links; without its own row the name stays empty', async () => {
    await writeFile(join(folder, 'cm_2020.txt'), `${committees}\n`)
    await writeFile(
      join(folder, 'ccl18.txt'),
      'H0GA01011|2018|2018|C00000011|H|P|7\nS8MA00001|2018|2018|C00000033|S|P|8\n',
    )
    await writeFile(
      join(folder, 'cn_2020.txt'),
      'H0GA01011|DOE, PAT|DEM|2020|GA|H|07|C|N|C00000011|1 MAIN ST||SPRINGFIELD|GA|30001\n',
    )
    await writeFile(join(folder, 'notes.txt'), 'nothing of FEC’s\n')
    const entries = await readFecFolder(folder)
    expect(entries.map(({ id, candidates }) => [id, candidates])).toEqual([
      [
        'C00000011',
        [
          {
            id: 'H0GA01011',
            name: 'DOE, PAT',
            office: 'H',
            state: 'GA',
            district: '07',
            cycles: ['2018', '2020'],
            elections: ['2018'],
          },
        ],
      ],
      ['C00000022', []],
      [
        'C00000033',
        [
          {
            id: 'S8MA00001',
            name: '',
            office: 'S',
            state: 'MA',
            district: null,
            cycles: ['2018'],
            elections: ['2018'],
          },
        ],
      ],
    ])
  })
})
