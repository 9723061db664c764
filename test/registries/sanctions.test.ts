import { registryNameKey } from '../../src/domain/registry-name.ts'
import { mainNames, namesIn } from '../../src/registries/eu-sanctions/names.ts'
import { euSanctions } from '../../src/registries/eu-sanctions/registry.ts'
import { unSanctions } from '../../src/registries/un-sanctions/registry.ts'
import { readAs } from './support/reading.ts'

const names = (cell: string) => namesIn(cell, 'alias').map(({ name }) => name)

test('RG-17: aliases in one cell are cut at semicolons and strokes, transliterations in brackets stand by themselves', () => {
  expect(names('Pat Doevich DAMOV (Пат Доевич ДАМОВ); Patro DAMIV')).toEqual([
    'Pat Doevich DAMOV',
    'Пат Доевич ДАМОВ',
    'Patro DAMIV',
  ])
  expect(names('Dam One / Dam 1; Dam Works (JSC DAM)')).toEqual(['Dam One', 'Dam 1', 'Dam Works (JSC DAM)'])
  expect(names('Pat DAMOV (Russian: Пат ДАМОВ)')).toEqual(['Pat DAMOV', 'Пат ДАМОВ'])
  expect(names('Dam (one; two); Other')).toEqual(['Dam (one; two)', 'Other'])
  expect(mainNames('Dam TV / TV Dam')).toEqual([
    { name: 'Dam TV', kind: 'name' },
    { name: 'TV Dam', kind: 'alias' },
  ])
})

test('RG-18: Latin letters within a Cyrillic word, and the other way round, fold into one key; the name stays as it is', () => {
  expect(registryNameKey('Сергiй ДАМIВ')).toBe(registryNameKey('Сергій ДАМІВ'))
  expect(registryNameKey('Dаm Wоrks')).toBe(registryNameKey('Dam Works'))
  expect(names('Сергiй ДАМIВ')).toEqual(['Сергiй ДАМIВ'])
})

test('a key knows no accents, marks, apostrophes or case, and is never a word of HTML', () => {
  expect(registryNameKey('Façade & Sons’ “Dam”, Inc.')).toBe('facade and sons dam inc')
  expect(registryNameKey('…')).toBe('')
})

const columns =
  'celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,previousName,country,nationality,jurisdiction,birthDate,position,passportNumber,registrationNumber,leiCode,address'

test('an entry of a body keeps what it tells; of a person no reason, birth, document or address', async () => {
  const body =
    '32099R0001,7,EU-DAM,I.B,Asset freeze,8.4.2022,It dams.,Company,Dam Works,Dam JSC,,Old Dam,Damland,,,,,,R-1,,1 Dam Street'
  const person =
    '32099R0001,7,EU-DAM,I.A,Asset freeze,23.2.2022,A secret reason,Person,Pat DAMOV,,,,,,,1.1.1960,Minister,P1,,,1 Secret Lane'
  const { format, rows } = await readAs(euSanctions, 'x.csv', `${columns}\r\n${body}\r\n${person}\r\n`)
  expect(rows[0]?.records[0]).toMatchObject({
    key: '32099R0001-I.B-7',
    type: 'company',
    from: '2022-04-08',
    facts: { reason: 'It dams.', registration_number: 'R-1', country: 'Damland' },
    names: [
      { name: 'Dam Works', kind: 'name' },
      { name: 'Dam JSC', kind: 'alias' },
      { name: 'Old Dam', kind: 'former' },
    ],
  })
  expect(rows[1]?.records[0]).toMatchObject({
    key: '32099R0001-I.A-7',
    type: 'person',
    facts: { position: 'Minister' },
  })
  expect(JSON.stringify(rows)).not.toMatch(/secret|1960|Street|Lane|"P1"/i)
  expect(format.series({ name: 'x.csv', start: `${columns}\r\n${body}` })).toBe('32099R0001')
  expect(euSanctions.manifest.licence).toBe('opensanctions')
})

const list = `<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS><INDIVIDUAL>
<FIRST_NAME>PAT</FIRST_NAME><SECOND_NAME>DOE</SECOND_NAME><THIRD_NAME/><UN_LIST_TYPE>DAM</UN_LIST_TYPE>
<REFERENCE_NUMBER>DMi.001</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON><COMMENTS1>A secret comment</COMMENTS1>
<NATIONALITY><VALUE>Switzerland</VALUE></NATIONALITY><INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>P.</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ADDRESS><STREET>1 Secret Lane</STREET><COUNTRY>Damland</COUNTRY></INDIVIDUAL_ADDRESS></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><FIRST_NAME>DAM &amp; CO</FIRST_NAME><REFERENCE_NUMBER>DMe.002</REFERENCE_NUMBER>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>OLD DAM</ALIAS_NAME></ENTITY_ALIAS><COMMENTS1>Dams.</COMMENTS1></ENTITY>
<ENTITY><FIRST_NAME/><REFERENCE_NUMBER>DMe.003</REFERENCE_NUMBER></ENTITY></ENTITIES></CONSOLIDATED_LIST>`

test('empty elements of the UN’s list tell nothing, and a record without a name is rejected', async () => {
  const { format, rows, rejected } = await readAs(unSanctions, 'un.xml', list)
  expect(
    rows.map(({ records }) => [records[0]?.key, records[0]?.type, records[0]?.country, records[0]?.names]),
  ).toEqual([
    [
      'DMi.001',
      'person',
      'CH',
      [
        { name: 'PAT DOE', kind: 'name' },
        { name: 'P.', kind: 'weak_alias' },
      ],
    ],
    [
      'DMe.002',
      'unknown',
      null,
      [
        { name: 'DAM & CO', kind: 'name' },
        { name: 'OLD DAM', kind: 'former' },
      ],
    ],
  ])
  expect(rejected).toMatchObject([{ number: 3 }])
  expect(JSON.stringify(rows)).not.toMatch(/secret/i)
  expect(format.dayOf?.({ name: '', start: list })).toBe('2026-02-27')
})

test('an XML that breaks off is a damaged file', async () => {
  await expect(readAs(unSanctions, 'un.xml', list.slice(0, 600))).rejects.toMatchObject({ code: 'file.unreadable' })
})
