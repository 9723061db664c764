import { ofac } from '../../src/registries/ofac/registry.ts'
import { readAs } from './support/reading.ts'

/** Made by hand in the shape of OFAC's files. */
const nothing = '-0- ,-0- ,-0- ,-0- ,-0- ,-0- '
const primary = [
  `11,"DAM AIRLINES",-0- ,"DAMLAND",-0- ,${nothing},-0- `,
  `22,"DOE, Pat","individual","DAMLAND",-0- ,${nothing},"DOB 01 Jan 1960; Passport X1."`,
]

test('RG-12: -0- is nothing told, with a blank behind it or without', async () => {
  const { rows } = await readAs(ofac, 'sdn.csv', `${primary[0]}\n33,"DAM BANK",-0- ,"DAMLAND",-0- ,${nothing},-0-`)
  expect(rows.map(({ records }) => records[0]?.facts)).toEqual([
    { listed_as: 'entity', programs: 'DAMLAND' },
    { listed_as: 'entity', programs: 'DAMLAND' },
  ])
})

test.each(['\n', '\r\n'])('RG-13, RG-15: a lone 0x1A ends a file whose lines end in %j', async (end) => {
  const { rows, rejected } = await readAs(ofac, 'sdn.csv', `${primary.join(end)}${end}\u001a`)
  expect([rows.length, rejected.length]).toEqual([2, 0])
})

test('RG-14: remarks that go on in another file are a part of the same record', async () => {
  const { format, rows } = await readAs(ofac, 'sdn_comments.csv', '11,"r 1027700 (Dam); Linked To: DAM WORKS."\n\u001a')
  expect(format.id).toBe('ofac-comments')
  expect(rows[0]?.records[0]).toMatchObject({
    scheme: 'us-ofac',
    key: '11',
    facts: { remarks_continued: 'r 1027700 (Dam); Linked To: DAM WORKS.' },
  })
})

test('names of other files are a part of the record: aka an alias, fka a former name', async () => {
  const { rows } = await readAs(ofac, 'alt.csv', '11,12,"aka","DAM-AIR",-0- \n11,13,"fka","OLD DAM",-0- \n')
  expect(rows.map(({ records }) => records[0]?.names)).toEqual([
    [{ name: 'DAM-AIR', kind: 'alias' }],
    [{ name: 'OLD DAM', kind: 'former' }],
  ])
})

test('of an address the country is kept; of a person no birth, no passport', async () => {
  const add = await readAs(ofac, 'add.csv', '22,9,"1 Secret Lane","Damtown 1000","Damland",-0- \n')
  expect(add.rows[0]?.records[0]?.facts).toEqual({ address_country: 'Damland' })
  const { rows } = await readAs(ofac, 'sdn.csv', primary.join('\n'))
  expect(rows[1]?.records[0]).toMatchObject({ type: 'person', names: [{ name: 'DOE, Pat' }] })
  expect(JSON.stringify(rows[1])).not.toMatch(/1960|Passport/)
})

test('files of the consolidated list are another series than those of the main one', async () => {
  const main = await readAs(ofac, 'sdn.csv', primary.join('\n'))
  const other = await readAs(ofac, 'cons_prim.csv', primary.join('\n'))
  expect(
    [main.format, other.format].map(({ series }, index) =>
      series({ name: ['sdn.csv', 'cons_prim.csv'][index] ?? '', start: '' }),
    ),
  ).toEqual(['sdn primary', 'consolidated primary'])
})

const columns =
  '_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids'

test('RG-16: a header that comes twice is passed over, and a record that is cut is rejected', async () => {
  const row = `1,Dam List,1,Entity,DAM,Dam Corporation,,1 Dam Street,,2020-12-23,,,,,,,,,,,,,DAM CORP; DAM CORP LTD${','.repeat(6)}`
  const { rows, rejected } = await readAs(
    ofac,
    'csl.csv',
    `${columns}\n${columns}\n${row}\n"2","Dam List","2","Entity","DAM","Cut`,
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    number: 3,
    records: [
      {
        scheme: 'us-csl',
        key: '1',
        from: '2020-12-23',
        names: [{ name: 'Dam Corporation' }, { name: 'DAM CORP' }, { name: 'DAM CORP LTD' }],
      },
    ],
  })
  expect(rejected).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain('Dam Street')
})

test('the Denied Persons List writes days in two ways in one row', async () => {
  const header =
    'Name,Street_Address,City,State,Country,Postal_Code,Effective_Date,Expiration_Date,Standard_Order,Last_Update,Action,FR_Citation'
  const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join('\t')
  const row = [
    'DAM "TRADING" LTD',
    '1 Secret Lane',
    'DAMTOWN',
    'TX',
    'US',
    '75159',
    '06/19/2003',
    '2056-06-29',
    'Y',
    '2007-01-31',
    'ADDED',
    '68 F.R. 1',
  ]
  const { rows } = await readAs(ofac, 'dpl.txt', `${quoted(header.split(','))}\n${quoted(row)}\n`)
  expect(rows[0]?.records[0]).toMatchObject({
    scheme: 'us-bis-dpl',
    country: 'US',
    state: 'TX',
    from: '2003-06-19',
    to: '2056-06-29',
  })
  expect(rows[0]?.records[0]?.names[0]?.name).toBe('DAM "TRADING" LTD')
  expect(JSON.stringify(rows)).not.toMatch(/Secret Lane|DAMTOWN|75159/)
})
