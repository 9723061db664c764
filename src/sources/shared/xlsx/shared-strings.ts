import { Problem } from '../../../domain/errors.ts'
import { type XmlEvent, xmlEvents } from '../xml-events.ts'
import type { WorkbookParts } from './workbook-parts.ts'

const PART = 'xl/sharedStrings.xml'
const MOST_LETTERS = 256 * 1024 ** 2

/** The texts that cells refer to by number; none where each cell holds its own. @throws {Problem} `file.too_large` */
export async function sharedStrings({ names, part }: WorkbookParts): Promise<readonly string[]> {
  const strings: string[] = []
  if (!names.includes(PART)) return strings
  let letters = 0
  let rich = new RichText()
  for await (const event of xmlEvents(part(PART))) {
    rich.take(event)
    if (event.is !== 'close' || event.name !== 'si') continue
    letters += rich.text.length
    if (letters > MOST_LETTERS) throw new Problem('file.too_large', 'it is a workbook with more text than any file has')
    strings.push(unescaped(rich.text))
    rich = new RichText()
  }
  return strings
}

/** The letters between its `t`; `rPh` tells how they are spoken, and is none of them. */
class RichText {
  text = ''
  #within: string | null = null

  take(event: XmlEvent): void {
    if (event.is === 'text') this.text += this.#within === 't' ? event.text : ''
    else if (this.#within !== 'rPh') this.#within = event.is === 'open' ? event.name : null
    else if (event.is === 'close' && event.name === 'rPh') this.#within = null
  }
}

/** A letter that XML cannot hold stands as `_x000D_`. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
