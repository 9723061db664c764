import { Problem } from '../../domain/errors.ts'

/**
 * The ads of one JSON document as they stand in it, letter by letter: the items of `data`, of the array that the document
 * is, or the document itself. `text` is Latin-1 of its bytes: the marks of JSON are the same in it.
 * @throws {Problem} `file.unreadable` when it is not complete JSON
 */
export function documentItems(text: string): string[] {
  const document = parse(text)
  if (Array.isArray(document)) return itemsFrom(text, text.indexOf('['))
  const data = (document as { data?: unknown }).data
  return Array.isArray(data) ? itemsFrom(text, startOfData(text)) : [text]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem('file.unreadable', 'it is not complete JSON: get it again', { cause })
  }
}

/** A string, or a single mark: what is between them is blank, or a number, true, false or null. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]/gs

/** Where the array begins that stands under the outermost key `data`; the last one, as a parser takes it. */
function startOfData(text: string): number {
  let depth = 0
  let before: string | null = null
  let found = -1
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (depth === 1 && token === '[' && before === '"data":') found = index
    if (token === '{' || token === '[') depth++
    if (token === '}' || token === ']') depth--
    before = token === ':' ? `${before}:` : token
  }
  return found
}

/** The items of the array that begins at `start`, cut at the commas of its own level. */
function itemsFrom(text: string, start: number): string[] {
  const items: string[] = []
  let depth = 0
  let from = start + 1
  for (const { 0: token, index } of text.slice(start).matchAll(TOKEN)) {
    const at = start + index
    if (depth === 1 && (token === ',' || token === ']')) {
      items.push(text.slice(from, at))
      from = at + 1
    }
    if (token === '{' || token === '[') depth++
    if (token === '}' || token === ']') depth--
    if (depth === 0) break
  }
  return items.filter((item) => item.trim() !== '')
}
