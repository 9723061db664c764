const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'
const ORDINALS =
  '- first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'

const VALUES = new Map<string, number>([
  ...valued(UNITS, 1),
  ...valued(TENS, 10),
  ...valued(ORDINALS, 1),
  ['twentieth', 20],
  ['fourty', 40],
  ['ninty', 90],
])

/** How many tokens a number takes, and its one way of writing. */
export interface NumberRead {
  readonly length: number
  readonly value: string
}

/** The number that begins at `at`: `44`, `1st`, `forty four`, `forty 4`, `2007`, `ahl1`; null where none does. */
export function numberAt(tokens: readonly string[], at: number): NumberRead | null {
  const token = tokens[at] ?? ''
  const tens = VALUES.get(token)
  const unit = numberOf(tokens[at + 1] ?? '')
  if (tens !== undefined && tens >= 20 && unit !== null && unit > 0 && unit < 10) {
    return { length: 2, value: String(tens + unit) }
  }
  const value = numberOf(token)
  if (value !== null) return { length: 1, value: String(value) }
  return /\d/.test(token) && /^([a-z]{0,4}\d+[a-z]{0,2})$/.test(token) ? { length: 1, value: token } : null
}

/** A Roman number up to 39, of `I`, `V` and `X` alone; null where it is none. Of upper-case text as published. */
export function romanValue(text: string): number | null {
  if (!/^(?=.)X{0,3}(IX|IV|V?I{0,3})$/.test(text)) return null
  const values = [...text].map((letter) => (letter === 'X' ? 10 : letter === 'V' ? 5 : 1))
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0)
}

function numberOf(token: string): number | null {
  const written = /^(\d{1,9})(st|nd|rd|th)?$/.exec(token)?.[1]
  return written === undefined ? (VALUES.get(token) ?? null) : Number(written)
}

function valued(words: string, step: number): [string, number][] {
  return words.split(' ').flatMap((word, index) => (word === '-' ? [] : [[word, index * step]]))
}
