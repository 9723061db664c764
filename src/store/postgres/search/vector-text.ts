/** Which of PostgreSQL's four weights a field's words carry: names rank before facts, facts before texts. */
export type Weight = 'A' | 'B' | 'D'

/** PostgreSQL keeps no more of a word's positions, and none beyond the last. */
const MOST_POSITIONS = 255
const LAST_POSITION = 16_383
/** A tsvector holds a megabyte; four fields share it, and words beyond a field's part are not searched. */
const MOST_BYTES = 200_000
/** Even of words of one letter, so short a field has not as many. */
const SURELY_SHORT = 5_000

/**
 * The folded words of a field as the text of a tsvector. Every word stands in it as it is, and once more as `@en:stem`
 * under the language of the ad: a query can ask for the word alone (phrases, prefixes) or for any of its forms. A line
 * feed between two values leaves a gap that no phrase crosses; so does the first position, for a field before this one.
 */
export function vectorText(folded: string, weight: Weight, stems: ReadonlyMap<string, string> | null): string {
  const places = new Map<string, string>()
  const mayBeTooLong = folded.length > SURELY_SHORT
  let bytes = 0
  let place = 1
  for (const word of folded.split(' ')) {
    place++
    if (word === '' || word === '\n') continue
    if (mayBeTooLong && !places.has(word)) bytes += 2 * Buffer.byteLength(word) + 32
    if (bytes > MOST_BYTES) break
    const at = `${Math.min(place, LAST_POSITION)}${weight}`
    add(places, word, at)
    const stem = stems?.get(word)
    if (stem !== undefined) add(places, stem, at)
  }
  return written(places)
}

function written(places: ReadonlyMap<string, string>): string {
  let text = ''
  for (const [lexeme, all] of places) text += `${text === '' ? '' : ' '}'${lexeme}':${all}`
  return text
}

function add(places: Map<string, string>, lexeme: string, at: string): void {
  const known = places.get(lexeme)
  if (known === undefined) places.set(lexeme, at)
  else if (known.length < 2 * MOST_POSITIONS || known.split(',').length < MOST_POSITIONS) {
    places.set(lexeme, `${known},${at}`)
  }
}
