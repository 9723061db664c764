import { Problem } from '../../../domain/errors.ts'
import { type XmlEvent, xmlEvents } from '../xml-events.ts'
import { unescaped } from './shared-strings.ts'

const MOST_LETTERS = 8 * 1024 ** 2
/** As many as the format allows. */
const MOST_COLUMNS = 16_384

/**
 * The rows of a sheet that hold anything, as texts: numbers and days as the file has them, letter by letter (`1.965E+18`),
 * since reading them would round them.
 * @throws {Problem} `file.unreadable`, `file.too_large`
 */
export async function* sheetRows(
  content: AsyncIterable<Buffer>,
  strings: readonly string[],
): AsyncGenerator<readonly string[]> {
  let row: RowText | null = null
  for await (const event of xmlEvents(content)) {
    if (event.is === 'open' && event.name === 'row') row = new RowText(strings)
    row?.take(event)
    if (event.is !== 'close' || event.name !== 'row' || row === null) continue
    if (row.cells.some((cell) => cell !== '')) yield row.cells
    row = null
  }
}

class RowText {
  readonly cells: string[] = []
  readonly #strings: readonly string[]
  #kind = 'n'
  #column = 0
  #text = ''
  #within: string | null = null
  #letters = 0

  constructor(strings: readonly string[]) {
    this.#strings = strings
  }

  take(event: XmlEvent): void {
    if (event.is === 'open') this.#open(event.name, event.attributes)
    else if (event.is === 'close') this.#close(event.name)
    else if (this.#within === 'v' || this.#within === 't') this.#add(event.text)
  }

  #open(name: string, { r, t }: Readonly<Record<string, string>>): void {
    if (this.#within !== 'rPh') this.#within = name
    if (name !== 'c') return
    this.#kind = t ?? 'n'
    this.#column = r === undefined ? this.cells.length : columnOf(r)
    this.#text = ''
  }

  #close(name: string): void {
    if (this.#within !== 'rPh' || name === 'rPh') this.#within = null
    if (name !== 'c') return
    while (this.cells.length < this.#column) this.cells.push('')
    this.cells[this.#column] = this.#value()
  }

  #add(text: string): void {
    this.#letters += text.length
    if (this.#letters > MOST_LETTERS)
      throw new Problem('file.too_large', 'a row of its sheet is longer than any can be')
    this.#text += text
  }

  #value(): string {
    if (this.#kind === 's') return this.#shared()
    if (this.#kind === 'inlineStr' || this.#kind === 'str') return unescaped(this.#text)
    if (this.#kind === 'b') return this.#text.trim() === '1' ? 'TRUE' : 'FALSE'
    return this.#text.trim()
  }

  #shared(): string {
    const text = this.#strings[Number(this.#text)]
    if (text !== undefined) return text
    throw new Problem('file.unreadable', `it is a damaged workbook (no text ${this.#text.slice(0, 20)}): get it again`)
  }
}

/** `C7` is column 2. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? ''
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  if (column >= 0 && column < MOST_COLUMNS) return column
  throw new Problem('file.unreadable', `it is a damaged workbook (no cell ${reference.slice(0, 20)}): get it again`)
}
