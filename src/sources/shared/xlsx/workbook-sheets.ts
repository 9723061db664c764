import { Problem } from '../../../domain/errors.ts'
import { type XmlEvent, xmlEvents } from '../xml-events.ts'
import type { WorkbookParts } from './workbook-parts.ts'

export interface WorkbookSheet {
  readonly name: string
  /** Path of its part. */
  readonly part: string
}

/** The sheets in the order of their tabs. @throws {Problem} `file.unreadable` */
export async function workbookSheets({ part }: WorkbookParts): Promise<readonly WorkbookSheet[]> {
  const targets = new Map<string, string>()
  for await (const event of xmlEvents(part('xl/_rels/workbook.xml.rels'))) {
    if (!opens(event, 'Relationship')) continue
    const { Id = '', Target = '' } = event.attributes
    targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
  }
  const sheets: WorkbookSheet[] = []
  for await (const event of xmlEvents(part('xl/workbook.xml'))) {
    if (opens(event, 'workbookPr')) refuseEpoch(event.attributes['date1904'])
    if (!opens(event, 'sheet')) continue
    const { name = '', 'r:id': id } = event.attributes
    const target = targets.get(id ?? idOf(event.attributes))
    if (target !== undefined) sheets.push({ name, part: target })
  }
  if (sheets.length === 0) throw new Problem('file.unreadable', 'it is a workbook without a sheet: get it again')
  return sheets
}

function opens(event: XmlEvent, name: string): event is Extract<XmlEvent, { readonly is: 'open' }> {
  return event.is === 'open' && event.name === name
}

/** Whatever prefix the namespace of relationships bears. */
function idOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => /^\w+:id$/.test(name))?.[1] ?? ''
}

/** Days stand in cells as numbers, which mean others then. */
function refuseEpoch(is1904: string | undefined): void {
  if (is1904 !== '1' && is1904 !== 'true') return
  throw new Problem(
    'file.unreadable',
    'it is a workbook that counts days from 1904: save its sheet as CSV, and bring that',
  )
}
