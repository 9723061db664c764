/** What Python's `repr` prints of lists, dictionaries, texts, numbers, `None`, `True` and `False`. JSON is read too. */
type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain }

/** @throws {SyntaxError} when the text is something else, or is cut. */
export function parsePythonRepr(text: string): Plain {
  const reader = new Reader(text)
  const value = reader.value()
  reader.end()
  return value
}

/** No field of an ad nests deeper; a text made of brackets alone must not exhaust the stack. */
const DEEPEST = 20

const WORDS: ReadonlyMap<string, null | boolean> = new Map([
  ['None', null],
  ['null', null],
  ['nan', null],
  ['True', true],
  ['true', true],
  ['False', false],
  ['false', false],
])

const CODED = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
])

class Reader {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  value(): Plain {
    this.#skipSpace()
    const start = this.#text.charAt(this.#at)
    if (start === '[') return this.#list()
    if (start === '{') return this.#dictionary()
    if (start === "'" || start === '"') return this.#string()
    return this.#word()
  }

  end(): void {
    this.#skipSpace()
    if (this.#at < this.#text.length) throw this.#unexpected()
  }

  #list(): Plain[] {
    const items: Plain[] = []
    this.#until(']', () => items.push(this.value()))
    return items
  }

  #dictionary(): { [key: string]: Plain } {
    const entries: [string, Plain][] = []
    this.#until('}', () => {
      const key = this.value()
      this.#expect(':')
      entries.push([String(key), this.value()])
    })
    return Object.fromEntries(entries)
  }

  /** Reads items and commas from the opening bracket through `close`. */
  #until(close: string, readItem: () => void): void {
    if (this.#depth >= DEEPEST) throw new SyntaxError('nested too deep')
    this.#at += 1
    this.#depth += 1
    while (!this.#accept(close)) {
      readItem()
      if (this.#accept(',')) continue
      this.#expect(close)
      break
    }
    this.#depth -= 1
  }

  #string(): string {
    const quote = this.#text.charAt(this.#at)
    const parts: string[] = []
    this.#at += 1
    for (;;) {
      const end = this.#text.indexOf(quote, this.#at)
      if (end === -1) throw new SyntaxError('a text does not end')
      const run = this.#text.slice(this.#at, end)
      const backslash = run.indexOf('\\')
      parts.push(backslash === -1 ? run : run.slice(0, backslash))
      this.#at = (backslash === -1 ? end : this.#at + backslash) + 1
      if (backslash === -1) return parts.join('')
      parts.push(this.#escaped())
    }
  }

  /** The letter that the escape stands for; `#at` is after the backslash before, after the escape afterwards. */
  #escaped(): string {
    const coded = CODED.exec(this.#text.slice(this.#at, this.#at + 9))
    const letter = this.#text.charAt(this.#at)
    if (coded === null) {
      this.#at += 1
      return ESCAPES.get(letter) ?? letter
    }
    this.#at += coded[0].length
    const code = Number.parseInt(coded[1] ?? coded[2] ?? coded[3] ?? '', 16)
    if (code > 0x10ffff) throw this.#unexpected()
    return code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code)
  }

  #word(): null | boolean | number {
    const word = /^[\w.+-]+/.exec(this.#text.slice(this.#at, this.#at + 40))?.[0] ?? ''
    const constant = WORDS.get(word)
    const number = Number(word)
    if (word === '' || (constant === undefined && Number.isNaN(number))) throw this.#unexpected()
    this.#at += word.length
    return constant === undefined ? number : constant
  }

  #accept(letter: string): boolean {
    this.#skipSpace()
    if (this.#text.charAt(this.#at) !== letter) return false
    this.#at += 1
    return true
  }

  #expect(letter: string): void {
    if (!this.#accept(letter)) throw this.#unexpected()
  }

  #skipSpace(): void {
    while (this.#text.charCodeAt(this.#at) <= 0x20) this.#at += 1
  }

  #unexpected(): SyntaxError {
    return new SyntaxError(`unexpected “${this.#text.slice(this.#at, this.#at + 20)}” at ${this.#at}`)
  }
}
