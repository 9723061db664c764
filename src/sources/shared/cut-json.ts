import { Problem } from '../../domain/errors.ts'

/** Where a document has its records, unless its format says otherwise. */
const DATA: ItemPaths = [['data']]

const ANY = '*'

/**
 * Keys from the outermost inwards, at the end of which an array of records stands; several, where answers differ. `*` is any
 * key, and then the arrays are joined: those of all paths with `*`, since what stands under one key may be laid out unlike
 * what stands under the next.
 */
export type ItemPaths = readonly (readonly string[])[]

/**
 * The ads of one JSON document as they stand in it, letter by letter: the items of the array at the first of the paths that
 * leads to one, of the array that the document is, or the document itself. `text` is Latin-1 of its bytes: the marks of JSON
 * are the same in it.
 * @throws {Problem} `file.unreadable` when it is not complete JSON
 */
export function documentItems(text: string, paths?: ItemPaths): string[] {
  return itemsOf(parse(text), text, paths)
}

/** The same of a document that was parsed already. */
export function itemsOf(document: unknown, text: string, paths: ItemPaths = DATA): string[] {
  if (Array.isArray(document)) return itemsFrom(text, text.indexOf('['))
  const leading = paths.filter((each) => leadsToArray(document, each))
  const [first, ...others] = leading
  if (first === undefined) return [text]
  const taken = first.includes(ANY) ? [first, ...others.filter((each) => each.includes(ANY))] : [first]
  const starts = new Set(taken.flatMap((path) => startsOfArrays(text, path)))
  return [...starts].sort((a, b) => a - b).flatMap((start) => itemsFrom(text, start))
}

function leadsToArray(document: unknown, [key, ...inner]: readonly string[]): boolean {
  if (key === undefined) return Array.isArray(document)
  if (typeof document !== 'object' || document === null) return false
  const values = document as Readonly<Record<string, unknown>>
  if (key === ANY) return Object.values(values).some((value) => leadsToArray(value, inner))
  return leadsToArray(values[key], inner)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem('file.unreadable', 'it is not complete JSON: get it again', { cause })
  }
}

/**
 * A string, or a single mark: what is between them is blank, or a number, true, false or null. The string is sought by its
 * end, the first mark with paired backslashes before it: a loop over its letters would fill the stack.
 */
const TOKEN = /".*?"(?<=[^\\](?:\\\\)*")|[[\]{},:]/gs

/** Where the arrays begin to which the keys lead: of keys without `*` the last one, as a parser takes it. */
function startsOfArrays(text: string, path: readonly string[]): readonly number[] {
  const open: (string | null)[] = []
  let key: string | null = null
  let before: string | null = null
  const found: number[] = []
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '[' && open.length === path.length && isAt(path, [...open.slice(1), key])) found.push(index)
    if (token === '{' || token === '[') open.push(key)
    if (token === '}' || token === ']') open.pop()
    key = token === ':' ? keyOf(before) : null
    before = token
  }
  return path.includes(ANY) ? found : found.slice(-1)
}

function isAt(path: readonly string[], keys: readonly (string | null)[]): boolean {
  return path.every((each, index) => each === keys[index] || (each === ANY && keys[index] !== null))
}

function keyOf(token: string | null): string | null {
  return token === null ? null : (JSON.parse(token) as string)
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
