import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { Problem } from '../../src/domain/errors.ts'
import { importRegistry, type RegistryOutcome } from '../../src/pipeline/import-registry.ts'
import type { HeldRecord, RegistryStore } from '../../src/ports/registries.ts'
import { registries } from '../../src/registries/all.ts'
import { readFecFolder } from '../../src/registries/fec/read-folder.ts'
import type { RegistryEntry } from '../../src/sponsors/resolution.ts'
import { postgresRegistryStore } from '../../src/store/postgres/registries/store.ts'
import { openTestArchive, type TestArchive } from '../support/archive.ts'

interface Registers {
  readonly store: RegistryStore
  readonly opened: TestArchive
  readonly take: (name: string, content: string, day: string, acceptFewer?: boolean) => Promise<RegistryOutcome[]>
  readonly record: (scheme: string, key: string) => Promise<HeldRecord>
}

async function openRegisters(): Promise<Registers> {
  const opened = await openTestArchive()
  const store = postgresRegistryStore(opened.database)
  const deps = { rawArchive: opened.rawArchive, store, registries, licences: [], onProgress: () => undefined }
  return {
    store,
    opened,
    take: async (name, content, day, acceptFewer = false) => {
      const path = join(opened.folder, name)
      await writeFile(path, content)
      const dated = {
        retrievedOn: day as CalendarDate,
        folder: basename(opened.folder),
        modifiedOn: day as CalendarDate,
      }
      const outcomes: RegistryOutcome[] = []
      for await (const outcome of importRegistry(deps, { path, registry: null, acceptFewer, ...dated }))
        outcomes.push(outcome)
      return outcomes
    },
    record: async (scheme, key) => {
      const found = await store.record(scheme, key)
      if (found === null) throw new Error(`nothing is held of ${scheme} ${key}`)
      return found
    },
  }
}

let registers: Registers
beforeEach(async () => {
  registers = await openRegisters()
})
afterEach(() => registers.opened.close())

const committee = (id: string, name: string, more = '|||||GA||P|H|DEM|Q|||H0GA01011') => `${id}|${name}${more}\n`
const counted = async (table: string) => {
  const [{ count }] = await registers.opened.database.query(`SELECT count(*)::integer AS count FROM ${table}`)
  return count as number
}
const collected = async (store: RegistryStore, schemes: readonly string[] = []) => {
  const found: RegistryEntry[] = []
  for await (const entry of store.entries(schemes)) found.push(entry)
  return found
}

test('T7, T8: a name that FEC has overwritten stays with the cycles in which it was read', async () => {
  const { take, record, store } = registers
  await take('cm22.txt', committee('C00000011', 'DAM VALUES PAC'), '2026-11-01')
  await take('cm18.txt', committee('C00000011', 'DOE FOR CONGRESS'), '2026-11-01')
  await take('cm20.txt', committee('C00000011', 'DOE FOR CONGRESS'), '2026-11-01')
  expect((await record('us-fec', 'C00000011')).names).toEqual([
    { name: 'DAM VALUES PAC', kind: 'name', from: '2022', to: '2022' },
    { name: 'DOE FOR CONGRESS', kind: 'name', from: '2018', to: '2020' },
  ])
  expect(await store.named('Doe for Congress', 10)).toMatchObject([
    { scheme: 'us-fec', key: 'C00000011', from: '2018' },
  ])
  expect(await store.named('no such name', 10)).toEqual([])
})

test('every version of a record is pinned to the row of a dated, hashed copy', async () => {
  await registers.take('cm20.txt', `${committee('C00000022', 'OTHER')}${committee('C00000011', 'DOE')}`, '2026-11-01')
  const [version] = (await registers.record('us-fec', 'C00000011')).versions
  expect(version?.pin).toEqual({
    file: 'cm20.txt',
    blob: expect.stringMatching(/^[0-9a-f]{64}$/),
    retrievedOn: '2026-11-01',
    row: 2,
    isCurrent: true,
  })
  expect(await registers.opened.rawArchive.check(version?.pin.blob ?? ('' as never))).toBe('sound')
})

test('the same bytes a second time change nothing', async () => {
  const content = committee('C00000011', 'DOE')
  await registers.take('cm20.txt', content, '2026-11-01')
  const [again] = await registers.take('cm20.txt', content, '2026-11-20')
  expect(again).toMatchObject({ report: { wasKnown: true, added: 0, rows: 1, retrievedOn: '2026-11-01' } })
  expect([await counted('registry_file'), await counted('registry_version')]).toEqual([1, 1])
})

const files = [
  [
    'cm18.txt',
    committee('C00000011', 'DOE FOR CONGRESS') + committee('C00000022', 'DAM PAC', '|||||||U|Q||Q|||'),
    '2026-11-01',
  ],
  ['cm20.txt', committee('C00000011', 'DOE FOR SENATE'), '2026-11-02'],
  ['ccl20.txt', 'H0GA01011|2020|2020|C00000011|H|P|7\nS0GA00001|2020|2020|C00000011|S|A|8\n', '2026-11-03'],
  ['cn20.txt', 'H0GA01011|DOE, PAT|DEM|2020|GA|H|07|C|N|C00000011|||||\n', '2026-11-03'],
] as const

test('whichever copy is loaded first, the same is held; and it is what reading the folder tells', async () => {
  for (const [name, content, day] of files) await registers.take(name, content, day)
  const other = await openRegisters()
  for (const [name, content, day] of files.toReversed()) await other.take(name, content, day)
  const [mine, theirs] = [await collected(registers.store), await collected(other.store)]
  expect(theirs).toEqual(mine)
  expect(await other.record('us-fec', 'C00000011')).toEqual(await registers.record('us-fec', 'C00000011'))
  await other.opened.close()
  const folder = await mkdtemp(join(tmpdir(), 'fec-'))
  for (const [name, content] of files) await writeFile(join(folder, name), content)
  expect(await collected(registers.store, ['us-fec'])).toEqual(await readFecFolder(folder))
  await rm(folder, { recursive: true })
})

test('a copy of an earlier day does not take the place of a later one', async () => {
  const alias = (name: string) => `11,12,"aka","${name}",-0- \n`
  await registers.take('alt.csv', alias('NEW'), '2025-01-01')
  await registers.take('alt-2019.csv', alias('OLD'), '2019-01-01')
  const held = await registers.store.files()
  const [later, earlier] = held
  expect(held.map(({ name, isCurrent }) => [name, isCurrent])).toEqual([
    ['alt.csv', true],
    ['alt-2019.csv', false],
  ])
  expect(later?.supersedes).toBe(earlier?.id)
})

test('parts of a record complete each other, and the newest rows of a part replace the older', async () => {
  const nothing = '-0- ,-0- ,-0- ,-0- ,-0- ,-0- '
  await registers.take('sdn.csv', `11,"DAM BANK",-0- ,"OLD",-0- ,${nothing},"Tax ID 1; Regist"\n`, '2019-01-01')
  await registers.take('sdn-2.csv', `11,"DAM BANK",-0- ,"NEW",-0- ,${nothing},"Tax ID 2; Regist"\n`, '2021-01-01')
  await registers.take('sdn_comments.csv', '11,"ration Number 1027 (Damland)."\n', '2021-01-01')
  await registers.take('add.csv', '11,1,-0- ,"X","Damland",-0- \n11,2,-0- ,"Y","Elsewhere",-0- \n', '2020-01-01')
  expect((await registers.record('us-ofac', '11')).facts).toEqual({
    listed_as: 'entity',
    programs: 'NEW',
    remarks: 'Tax ID 2; Registration Number 1027 (Damland).',
    address_country: 'Damland; Elsewhere',
  })
})

test('rows that cannot be read are counted and listed, and cost no other row', async () => {
  const good = Array.from({ length: 3 }, (_, index) => committee(`C0000001${index}`, `DAM ${index}`)).join('')
  const [outcome] = await registers.take('cm20.txt', `${good}C00000044|TOO|FEW\n`, '2026-11-01')
  expect(outcome).toMatchObject({ report: { rows: 4, rejected: 1, added: 3 } })
  const rejects = []
  for await (const reject of registers.store.rejects(10)) rejects.push(reject)
  expect(rejects).toMatchObject([{ registry: 'fec', fileName: 'cm20.txt', row: 4, bytes: 17 }])
})

const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) =>
    committee(`C${String(index + from).padStart(8, '0')}`, `DAM ${index}`),
  ).join('')

test.each([
  ['far fewer rows', many(50), /holds 50 rows, the copy of 2026-11-01 \(cm20\.txt\) 100/],
  ['as many rows of other records', many(100, 60), /lacks 60 of the 100 records/],
])('a copy with %s is refused whole, unless the operator takes it', async (_what, content, words) => {
  await registers.take('cm20.txt', many(100), '2026-11-01')
  const [refused] = await registers.take('cm20-b.txt', content, '2026-11-02')
  expect(refused).toMatchObject({
    kind: 'refused',
    problem: { code: 'file.shrunk', message: expect.stringMatching(words) },
  })
  expect([await counted('registry_file'), await counted('registry_version')]).toEqual([1, 100])
  const [taken] = await registers.take('cm20-b.txt', content, '2026-11-02', true)
  expect(taken).toMatchObject({ report: { wasKnown: false } })
})

test('a copy of which most rows cannot be read is not what it seems', async () => {
  const [refused] = await registers.take('cm20.txt', `${committee('C00000011', 'DOE')}C1|X\nC2|X\n`, '2026-11-01')
  expect(refused).toMatchObject({
    problem: { code: 'file.shrunk', message: expect.stringContaining('2 of its 3 rows') },
  })
})

test('a copy that breaks off leaves nothing behind', async () => {
  const cut =
    '<CONSOLIDATED_LIST><ENTITIES><ENTITY><FIRST_NAME>DAM</FIRST_NAME><REFERENCE_NUMBER>D.1</REFERENCE_NUMBER></ENTITY><ENTITY>'
  const [refused] = await registers.take('un.xml', cut, '2026-11-01')
  expect(refused).toMatchObject({ kind: 'refused', problem: { code: 'file.unreadable' } })
  for (const table of ['registry_file', 'registry_record', 'registry_version']) expect(await counted(table)).toBe(0)
})

test('opensanctions.licence: files under a licence that does not cover every use are refused before a byte is kept', async () => {
  const [refused] = await registers.take(
    'x_entities.ftm.json',
    '{"id":"a1","schema":"Organization","properties":{}}\n',
    '2026-11-01',
  )
  const problem = refused !== undefined && 'problem' in refused ? refused.problem : null
  expect(problem).toBeInstanceOf(Problem)
  expect(problem?.message).toMatch(/CC BY-NC 4\.0.*REGISTRY_LICENCES=opensanctions/)
  expect([await counted('registry_file'), await counted('blob')]).toEqual([0, 0])
})

test('ukec.row-corrected: of a row that was corrected in place, the newest copy holds, and the earlier one is kept', async () => {
  const row = (value: string) =>
    `ECRef,RegulatedEntityId,RegulatedEntityName,DonorStatus,DonorName,DonorId,Value,AcceptedDate\nC1,7,Dam Party,Company,Dam Ltd,6,${value},30/06/2023\n`
  await registers.take('b.csv', row('200'), '2026-11-02')
  await registers.take('a.csv', row('100'), '2026-11-01')
  const { relations } = await registers.record('gb-ec', '7')
  expect(relations).toMatchObject([
    { kind: 'pays', otherName: 'Dam Ltd', facts: { value: '200' }, pin: { file: 'b.csv' } },
  ])
  expect(await counted('registry_relation')).toBe(2)
})
