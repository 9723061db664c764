import type { FileHead, HeadMark } from '../../ports/source.ts'

/** A header as a source is known to write it. */
export interface UsualHeader {
  /** The one name under which a column is known, however its header spells it. */
  readonly nameOf: (column: string) => string
  /** Whether somebody has looked at a column of that name. */
  readonly isKnown: (name: string) => boolean
  /** Names of columns that are always there. */
  readonly usual: readonly string[]
  /** Names in the order in which they stand, where the source keeps one. */
  readonly order?: readonly string[]
  /** Marks that its files are known to bear. */
  readonly marks?: readonly HeadMark[]
}

/** What is new, gone, repeated or out of its order in a header, and new in how its bytes are laid out: one sentence each. */
export function headerDrift(head: FileHead, usual: UsualHeader): readonly string[] {
  if (head.shape === 'json') return []
  const columns = head.header.filter((column) => !isUnnamed(column))
  return [
    ...newOnes(columns, usual),
    ...repeatedOnes(columns, usual),
    ...goneOnes(columns, usual),
    ...outOfOrder(columns, usual),
    ...newMarks(head.shape === 'csv' ? (head.marks ?? []) : [], usual),
  ]
}

/** An index, or a comma at the end of the line: nothing of the source's. */
function isUnnamed(column: string): boolean {
  return /^(?:column_\d+|unnamed:\s*\d+)$/i.test(column)
}

/** The reader tells the second column of a name apart as `name#2`. */
function bare(column: string, columns: readonly string[]): string {
  const [, name] = /^(.*)#\d+$/s.exec(column) ?? []
  return name !== undefined && columns.includes(name) ? name : column
}

function newOnes(columns: readonly string[], { nameOf, isKnown }: UsualHeader): string[] {
  const added = columns.filter((column) => bare(column, columns) === column && !isKnown(nameOf(column)))
  return added.map((column) => `the column “${column}” is new`)
}

function repeatedOnes(columns: readonly string[], { nameOf }: UsualHeader): string[] {
  const names = columns.map((column) => nameOf(bare(column, columns)))
  const again = columns.filter((_, index) => names.indexOf(names[index] ?? '') < index)
  const once = new Set(again.map((column) => bare(column, columns)))
  return [...once].map((column) => `the column “${column}” stands there more than once: one of them is read`)
}

function goneOnes(columns: readonly string[], { nameOf, usual }: UsualHeader): string[] {
  const there = new Set(columns.map(nameOf))
  return usual.filter((name) => !there.has(name)).map((name) => `the column “${name}” is gone`)
}

/** The first column that stands before one which usually precedes it. */
function outOfOrder(columns: readonly string[], { nameOf, order = [] }: UsualHeader): string[] {
  const known = columns.filter((column) => order.includes(nameOf(column)))
  for (const [index, column] of known.entries()) {
    const next = known[index + 1]
    if (next === undefined || order.indexOf(nameOf(column)) < order.indexOf(nameOf(next))) continue
    return [`the columns stand in another order: “${column}” before “${next}”`]
  }
  return []
}

const MARKS: Readonly<Record<HeadMark, string>> = {
  byte_order_mark: 'a byte-order mark at its start is new',
  crlf: 'lines that end in CR LF are new',
}

function newMarks(marks: readonly HeadMark[], { marks: known = [] }: UsualHeader): string[] {
  return marks.filter((mark) => !known.includes(mark)).map((mark) => MARKS[mark])
}
