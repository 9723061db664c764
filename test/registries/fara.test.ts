import { fara } from '../../src/registries/fara/registry.ts'
import { readAs } from './support/reading.ts'

/** Made by hand in the shape of the Department's bulk files. */
const registrants =
  '"Registration Number","Registration Date","Termination Date","Name","Business Name","Address 1","Address 2","City","State","Zip"'
const principals =
  '"Foreign Principal Termination Date","Foreign Principal","Foreign Principal Registration Date","Country/Location Represented","Registration Number","Registrant Date","Registrant Name","Address 1","Address 2","City","State","Zip"'
const file = (...lines: readonly string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1')
const principal = (name: string, more = '') =>
  `"","${name}","04/02/2025","GREAT BRITAIN","701","02/15/2024","Dam & Co., LLC","${more}","","London","",""`

test('RG-1: curly quotation marks and letters of Windows-1252 come out as they are', async () => {
  const { rows } = await readAs(fara, 'p.csv', file(principals, principal('Mu\xf1oz \x93Free\x94 \x96 Dam')))
  expect(rows[0]?.records[0]?.names[0]?.name).toBe('Muñoz “Free” – Dam')
})

test('RG-1: a byte that Windows-1252 gives no letter to is rejected, not replaced', async () => {
  const { rows, rejected } = await readAs(fara, 'p.csv', file(principals, principal('Mu\x81oz'), principal('Dam')))
  expect(rows).toHaveLength(1)
  expect(rejected).toMatchObject([{ number: 2, reason: 'the cell “principal” is not in the registry’s encoding' }])
})

test('RG-2: a cell that holds a line break goes on in the next line, and the row counts from its first', async () => {
  const torn =
    '"701","12/11/2016","","Dam Policy Group, LLC D/B/A Dam Diplomacy\r\r\n","","PO Box 1","","Washington","DC","20027"'
  const { rows, rejected } = await readAs(fara, 'r.csv', file(registrants, torn, torn.replace('701', '702')))
  expect(rejected).toEqual([])
  expect(rows.map(({ number, records }) => [number, records[0]?.names[0]?.name])).toEqual([
    [2, 'Dam Policy Group, LLC D/B/A Dam Diplomacy'],
    [4, 'Dam Policy Group, LLC D/B/A Dam Diplomacy'],
  ])
})

test('RG-3: quotation marks that nobody doubled are text, wherever they stand in a cell', async () => {
  const { rows, rejected } = await readAs(
    fara,
    'p.csv',
    file(
      principals,
      principal('NGO \x93Free and Dam"', '"Dam street" 12 Sofia, Region Dam'),
      principal('"Kultura" Dam Company'),
      principal('Dam (""DAM"")'),
    ),
  )
  expect(rejected).toEqual([])
  expect(rows.map(({ records }) => records[0]?.names[0]?.name)).toEqual([
    'NGO “Free and Dam"',
    '"Kultura" Dam Company',
    'Dam ("DAM")',
  ])
})

test('RG-3: what cannot be repaired by the count of columns is rejected, and costs no other row', async () => {
  const broken = principal('Dam ","too",') // four cells too many
  const { rows, rejected } = await readAs(
    fara,
    'p.csv',
    file(principals, principal('A'), broken, '"","cut', principal('B')),
  )
  expect(rows.map(({ records }) => records[0]?.names[0]?.name)).toEqual(['A', 'B'])
  expect(rejected.map(({ number }) => number)).toEqual([3, 4])
})

test('RG-4: a copy whose header is spelled otherwise and quoted where it must be is read, in its own encoding', async () => {
  const copy =
    'Registration_Number,Registration_Date,Termination_Date,Name,Business_Name,City,State\n701,02/15/2024,,"Dam, Muñoz & Co.",,Washington,DC\n'
  const { format, rows } = await readAs(fara, 'copy.csv', copy)
  expect(format.id).toBe('fara-registrants-copy')
  expect(rows[0]?.records[0]).toMatchObject({ key: '701', names: [{ name: 'Dam, Muñoz & Co.' }], state: 'DC' })
})

test('RG-5: glued column names are known, and &nbsp; is a blank', async () => {
  const report =
    'Foreign Principal,PrincipalRegistration Date,Country/Location Represented,Registration Number,Registrant Name\nDam&nbsp;&nbsp;Ministry,04/02/2025,"KOREA, SOUTH",701,Dam & Co.\n'
  const { rows } = await readAs(fara, 'report.csv', report)
  expect(rows[0]?.records[0]).toMatchObject({ names: [{ name: 'Dam Ministry' }], country: 'KR', from: '2025-04-02' })
})

test('RG-6: the second row of a number is heard as well as the first', async () => {
  const row = (name: string) => `"701","02/15/2024","","${name}","","1 Main St","","Washington","DC"," 20001"`
  const { rows } = await readAs(fara, 'r.csv', file(registrants, row('Dam One'), row('Dam Two')))
  expect(rows.map(({ records }) => [records[0]?.key, records[0]?.names[0]?.name])).toEqual([
    ['701', 'Dam One'],
    ['701', 'Dam Two'],
  ])
})

test('a blank termination means that it is active; streets and ZIP codes are not kept', async () => {
  const { rows } = await readAs(fara, 'p.csv', file(principals, principal('Dam Ministry', '1 Secret Lane')))
  expect(rows[0]?.records[0]).toMatchObject({
    country: 'GB',
    to: null,
    facts: { is_active: 'yes', country_represented: 'GREAT BRITAIN' },
  })
  expect(rows[0]?.relations).toMatchObject([
    { kind: 'registrant_principal', subject: { scheme: 'us-fara', key: '701' }, from: '2025-04-02', to: null },
  ])
  expect(JSON.stringify(rows)).not.toContain('Secret Lane')
})

test('a country that is no more has no code: the registry’s word stays', async () => {
  const { rows } = await readAs(
    fara,
    'p.csv',
    file(principals, principal('Dam Works').replace('GREAT BRITAIN', 'USSR')),
  )
  expect(rows[0]?.records[0]).toMatchObject({ country: null, facts: { country_represented: 'USSR' } })
})

test.each([
  [
    'an object',
    '{"ROW":{"Registration_Number":701,"Name":"Dam & Co.","State":"DC","Registration_Date":"02/15/2024"}}',
    ['701'],
  ],
  ['a list', '{"ROW":[{"Registration_Number":701,"Name":"A"},{"Registration_Number":702,"Name":"B"}]}', ['701', '702']],
  ['nothing', '{}', []],
])('an answer of the API in which ROW is %s', async (_what, rows, keys) => {
  const read = await readAs(fara, 'answer.json', `{"REGISTRANTS_ACTIVE":${rows}}`)
  expect(read.rows.map(({ records }) => records[0]?.key)).toEqual(keys)
  expect(read.format.series({ name: '', start: '' })).toBeNull()
})
