import type { Term } from './search-terms.ts'
import { words } from './search-text.ts'

/** A stretch of an original text; matches are what the reader searched for. */
export interface Segment {
  readonly text: string
  readonly isMatch: boolean
}

/** A list shows the beginning of a text: words beyond so many characters are found, and not marked. */
export const LONGEST_LOOK = 20_000

/** The text cut at the edges of what the terms match; joined again it is the text, letter by letter. */
export function segments(text: string, terms: readonly Term[], stemOf: (word: string) => string): Segment[] {
  const found: Segment[] = []
  let at = 0
  for (const [start, end] of matchedRanges(text, terms, stemOf)) {
    if (start > at) found.push({ text: text.slice(at, start), isMatch: false })
    found.push({ text: text.slice(start, end), isMatch: true })
    at = end
  }
  if (at < text.length) found.push({ text: text.slice(at), isMatch: false })
  return found
}

/** `[start, end)` of every match in the original text, in order, not overlapping. */
export function matchedRanges(
  text: string,
  terms: readonly Term[],
  stemOf: (word: string) => string,
): (readonly [number, number])[] {
  const all = words(text)
  const matched = new Set<number>()
  for (const term of terms) {
    for (let at = 0; at + term.words.length <= all.length; at++) {
      const fits = term.words.every((word, offset) =>
        wordFits(all[at + offset]?.text ?? '', word, term, offset, stemOf),
      )
      if (fits) for (let offset = 0; offset < term.words.length; offset++) matched.add(at + offset)
    }
  }
  const ranges: (readonly [number, number])[] = []
  for (const [index, word] of all.entries()) {
    const last = ranges[ranges.length - 1]
    if (matched.has(index) && (last === undefined || word.start >= last[1])) ranges.push([word.start, word.end])
  }
  return ranges
}

function wordFits(word: string, sought: string, term: Term, offset: number, stemOf: (word: string) => string): boolean {
  if (word === sought) return true
  if (term.form === 'stem') return stemOf(word) === stemOf(sought)
  return term.form === 'prefix' && offset === term.words.length - 1 && word.startsWith(sought)
}
