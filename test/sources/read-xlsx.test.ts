import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type XlsxCell, xlsxBytes } from '../../src/sandbox/xlsx-bytes.ts'
import { zipBytes } from '../../src/sandbox/zip-bytes.ts'
import { recordReader } from '../../src/sources/shared/record-reader.ts'

const shape = { shape: 'xlsx' } as const
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

async function recordsOf(content: Readable) {
  const all = []
  for await (const record of recordReader.records(shape, content)) all.push(record)
  return all
}

const valuesOf = async (rows: readonly (readonly XlsxCell[])[]) =>
  (await recordsOf(Readable.from([await xlsxBytes(rows)]))).map((record) =>
    'problem' in record ? record.problem.message : record.value,
  )

/** A workbook with this sheet, and these parts besides. */
function workbook(sheet: string, parts: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipBytes({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${office}"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="/xl/worksheets/s.xml"/></Relationships>',
    'xl/worksheets/s.xml': `<worksheet ${MAIN}><sheetData>${sheet}</sheetData></worksheet>`,
    ...parts,
  })
}

const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`

test('numbers stay as the file has them, letter by letter: reading them would round ids', async () => {
  const rows = [
    ['id', 'n'],
    [{ number: '1965000000000000001' }, { number: '1.965E+18' }],
  ]
  expect(await valuesOf(rows)).toEqual([{ id: '1965000000000000001', n: '1.965E+18' }])
})

test('cells that are left out are blank, and blank rows are none', async () => {
  expect(
    await valuesOf([
      ['a', 'b', 'c'],
      ['1', '', '3'],
      ['', '', ''],
      ['', '2', ''],
    ]),
  ).toEqual([
    { a: '1', b: '', c: '3' },
    { a: '', b: '2', c: '' },
  ])
})

test('a row is a record, as a line of CSV', async () => {
  const [record] = await recordsOf(
    Readable.from([
      await xlsxBytes([
        ['a', 'b'],
        ['x "y", ü', '2'],
      ]),
    ]),
  )
  expect(Buffer.from(record?.raw ?? []).toString()).toBe('"x ""y"", ü",2\n')
  expect(record?.number).toBe(2)
})

test('unnamed and repeated cells of the header get names of their own; what has more cells than it is put aside', async () => {
  expect(
    await valuesOf([
      ['a', '', 'a'],
      ['1', '2', '3'],
      ['1', '2', '3', '4'],
    ]),
  ).toEqual([{ a: '1', column_2: '2', 'a#2': '3' }, 'the record has 4 cells, the header 3'])
})

test('texts in place, formulas, booleans, pieces of rich text, escapes and prefixes', async () => {
  const sheet = `<row>${inline('a')}${inline('b')}${inline('c')}${inline('d')}</row>
    <row><c t="str"><f>UPPER("x")</f><v>X</v></c><c t="b"><v>1</v></c><c t="s"><v>0</v></c><c t="e"><v>#N/A</v></c></row>`
  const strings = `<sst ${MAIN}><si><r><rPr><b/></rPr><t>Gr</t></r><r><t>ö_x000D_ße &amp; Co</t></r><rPh><t>no</t></rPh></si></sst>`
  const plain = await workbook(sheet, { 'xl/sharedStrings.xml': strings })
  const prefixed = await workbook('', {
    'xl/sharedStrings.xml': strings,
    'xl/worksheets/s.xml': `<x:worksheet xmlns:x="y"><x:sheetData>${sheet.replace(/<(\/?)(?=[a-z])/g, '<$1x:')}</x:sheetData></x:worksheet>`,
  })
  for (const bytes of [plain, prefixed]) {
    const [record] = await recordsOf(Readable.from([bytes]))
    expect(record).toMatchObject({ value: { a: 'X', b: 'TRUE', c: 'Grö\rße & Co', d: '#N/A' } })
  }
})

test('a second sheet is not read, and said to be there', async () => {
  const path = fileURLToPath(new URL('x/fixtures/by-hand-2026-09-21.xlsx', import.meta.url))
  const last = (await recordsOf(createReadStream(path))).at(-1)
  expect(last).toMatchObject({ problem: { message: expect.stringContaining('“Notes”') } })
})

test.each([
  ['that is cut', async () => (await xlsxBytes([['a'], ['1']])).subarray(0, 900), /damaged or cut/],
  [
    'without a sheet',
    () => zipBytes({ 'xl/workbook.xml': '<workbook/>', 'xl/_rels/workbook.xml.rels': '<R/>' }),
    /without a sheet/,
  ],
  ['that is another zip', () => zipBytes({ 'a.csv': 'a,b\n1,2\n' }), /it is no workbook/],
  ['of broken XML', () => workbook('<row><c></row>'), /damaged workbook/],
  ['that refers to no text', () => workbook('<row><c t="s"><v>7</v></c></row>'), /no text 7/],
  ['with a cell far out', () => workbook('<row><c r="ZZZ1"><v>7</v></c></row>'), /no cell ZZZ1/],
  ['with an entity of its own', () => workbook('<row><c><v>&lol;</v></c></row>'), /damaged workbook/],
  [
    'that counts from 1904',
    () => workbook('', { 'xl/workbook.xml': '<workbook><workbookPr date1904="1"/></workbook>' }),
    /from 1904/,
  ],
] as const)('a workbook %s is refused', async (_what, bytes, words) => {
  await expect(recordsOf(Readable.from([await bytes()]))).rejects.toThrow(words)
})

test('a row that never ends is refused before it fills the memory', async () => {
  const bytes = await workbook(`<row>${inline('a'.repeat(9 * 1024 * 1024))}</row>`)
  await expect(recordsOf(Readable.from([bytes]))).rejects.toThrow(/longer than any can be/)
})

test('more than 64 MiB are refused', async () => {
  const start = Buffer.from('PK\x03\x04')
  const much = Array.from({ length: 65 }, () => Buffer.alloc(1024 * 1024))
  await expect(recordReader.head(Readable.from([start, ...much]))).rejects.toThrow(/more than 64 MiB/)
})
