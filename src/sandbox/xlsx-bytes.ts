import { zipBytes } from './zip-bytes.ts'

/** A number stands in a workbook as one; all else as a shared text. */
export type XlsxCell = string | { readonly number: string }

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A workbook of one sheet, with no more in it than must be. */
export function xlsxBytes(rows: readonly (readonly XlsxCell[])[]): Promise<Buffer> {
  const texts = [...new Set(rows.flat().filter((cell) => typeof cell === 'string'))]
  const places = new Map(texts.map((text, index) => [text, index]))
  return zipBytes({
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPES}.sharedStrings+xml"/></Types>`,
    '_rels/.rels': relations({ rId1: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations({
      rId1: ['worksheet', 'worksheets/sheet1.xml'],
      rId2: ['sharedStrings', 'sharedStrings.xml'],
    }),
    'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${MAIN}">${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows.map((row, index) => rowXml(row, index, places)).join('')}</sheetData></worksheet>`,
  })
}

function relations(targets: Readonly<Record<string, readonly [string, string]>>): string {
  const each = Object.entries(targets).map(
    ([id, [type, target]]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${HEAD}<Relationships xmlns="${RELATIONS}">${each.join('')}</Relationships>`
}

/** Blank cells are left out, as spreadsheets do. */
function rowXml(row: readonly XlsxCell[], index: number, places: ReadonlyMap<string, number>): string {
  const cells = row.map((cell, column) => {
    if (cell === '') return ''
    const at = `r="${columnName(column)}${index + 1}"`
    if (typeof cell === 'string') return `<c ${at} t="s"><v>${places.get(cell)}</v></c>`
    return `<c ${at}><v>${escaped(cell.number)}</v></c>`
  })
  return `<row r="${index + 1}">${cells.join('')}</row>`
}

/** Up to Z: our tables are no wider. */
function columnName(column: number): string {
  return String.fromCharCode(65 + column)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
