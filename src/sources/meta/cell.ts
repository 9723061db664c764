import type { z } from 'zod'
import { malformed } from './malformed.ts'
import { parsePythonRepr } from './python-repr.ts'

/** MA-8: what collectors wrote for nothing, in any column. */
const NOTHING: ReadonlySet<string> = new Set(['', 'NA', 'N/A', 'null'])

const PYTHON = [parsePythonRepr] as const
/** Python's is the last: it would read a doubled quotation mark as two texts. */
const ALL = [JSON.parse, (text: string) => JSON.parse(text.replace(/""/g, '"')), parsePythonRepr] as const

/** The cell, or null when it stands for nothing. */
export function filled(cell: string | undefined): string | null {
  return cell === undefined || NOTHING.has(cell.trim()) ? null : cell
}

/**
 * Reads a cell that holds a list or an object: JSON, JSON escaped twice, or Python's `repr`, which stand side by side
 * in one row.
 * @throws {Problem} `record.malformed` when it is none of them, or not of the schema's shape.
 */
export function structuredCell<Schema extends z.ZodType>(
  schema: Schema,
  { column, cell }: { readonly column: string; readonly cell: string },
): z.output<Schema> {
  const value = structure(cell)
  if (value === undefined)
    throw malformed(`Column ${column} holds a list we cannot read`, { field: column, value: cell })
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw malformed(`Column ${column} holds no such list`, { field: column, value: cell, cause: result.error })
}

/** The texts of a cell: the list it holds, or the cell itself, letter by letter. */
export function textsIn(cell: string): string[] {
  const value = structure(cell)
  // A text may itself open with a bracket: `[2019]` is no list of texts.
  if (!Array.isArray(value) || !value.every((each) => each === null || typeof each === 'string')) return [cell]
  return value.filter((each) => each !== null)
}

/** The words of a cell: `['facebook', 'instagram']`, `{facebook,instagram}` or `facebook, instagram`. */
export function wordsIn(cell: string): string[] {
  const value = structure(cell)
  const words = Array.isArray(value) ? value.map(String) : cell.replace(/^[[{]|[\]}]$/g, '').split(',')
  return words.map((word) => word.trim()).filter((word) => word !== '')
}

/** What the cell holds if it opens like a list or an object; undefined when it does not, or cannot be read. */
function structure(cell: string): unknown {
  const text = unwrapped(cell.trim())
  if (!/^[[{]/.test(text)) return undefined
  // JSON knows no single quotation marks.
  for (const parse of /^[^"]*'/.test(text) ? PYTHON : ALL) {
    const value = parsed(parse, text)
    if (value !== undefined) return value
  }
  return undefined
}

function parsed(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** `"[{""age"": …}]"` → `[{""age"": …}]`. A text that is merely in quotation marks stays as it is. */
function unwrapped(text: string): string {
  return /^"[[{][\s\S]*[\]}]"$/.test(text) ? text.slice(1, -1) : text
}
