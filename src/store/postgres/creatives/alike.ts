import { words } from '../../../domain/search-text.ts'

/** A way of saying something, and how many ads say it so. */
export interface Wording {
  readonly text: string
  readonly ads: number
}

/** Two texts are nearly the same when so large a part of their pairs of words is common to both. */
const NEARLY = 0.7

/**
 * Wordings that say nearly the same, together: each goes to the first of the more used ones that it is like, so that no chain
 * of small steps joins what has nothing in common. A function of the set: the order in which they come does not matter.
 */
export function alike<Row extends Wording>(wordings: readonly Row[]): readonly (readonly [Row, ...Row[]])[] {
  const inOrder = [...wordings].sort((a, b) => b.ads - a.ads || (a.text < b.text ? -1 : 1))
  const groups: { readonly pairs: ReadonlySet<string>; readonly rows: [Row, ...Row[]] }[] = []
  for (const row of inOrder) {
    const pairs = pairsOf(row.text)
    const like = groups.find((group) => isNearly(group.pairs, pairs))
    if (like === undefined) groups.push({ pairs, rows: [row] })
    else like.rows.push(row)
  }
  return groups.map(({ rows }) => rows)
}

function pairsOf(text: string): ReadonlySet<string> {
  const said = words(text).map((word) => word.text)
  return new Set(said.length < 2 ? said : said.slice(1).map((word, index) => `${said[index]} ${word}`))
}

function isNearly(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one]
  if (small.size < NEARLY * large.size) return false
  let common = 0
  for (const pair of small) if (large.has(pair)) common++
  return common >= NEARLY * (one.size + other.size - common)
}
