/** A word of a text: its folded form, and where it stands in the original as `[start, end)` in UTF-16 units. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Longer runs of letters are cut here: no engine takes terms without end. */
const LONGEST_WORD = 100

/** Invisible characters that stand inside words: soft hyphen, zero-width space and joiners, byte-order mark. */
const INVISIBLE = '\\u00ad\\u200b-\\u200d\\u2060\\ufeff'

/** Scripts written without blanks between words: each character counts as a word, and a run of them as a phrase. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}'

/** An HTML entity in an ad's text is punctuation (MA-7: `Pull&#038;Bear`), not the word “038”. */
const TOKENS = new RegExp(
  `&(?:#\\d{1,7}|#x[\\da-f]{1,6}|[a-z]{2,31});|[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}${INVISIBLE}])+`,
  'giu',
)
const INVISIBLES = new RegExp(`[${INVISIBLE}]`, 'gu')
const LETTERS_APART: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['ς', 'σ'],
])

/**
 * The words of a text, as both the index and the query see them: NFKC, lower case, no diacritics, Unicode letters and
 * digits. This is the only tokeniser; engines only stem and rank.
 */
export function words(text: string): Word[] {
  const found: Word[] = []
  for (const match of text.matchAll(TOKENS)) {
    if (match[0].startsWith('&')) continue
    const end = match.index + match[0].length
    for (const folded of foldOnce(match[0])) found.push({ text: folded, start: match.index, end })
  }
  return found
}

/** The folded words of a text, joined by blanks: what is handed to an engine. */
export function foldedText(text: string, mostWords = 20_000): string {
  const found = isPlain(text) ? plainWords(text) : foldedWords(text)
  return (found.length > mostWords ? found.slice(0, mostWords) : found).join(' ')
}

/** ASCII without entities: folding is lower case and nothing else. */
function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the point is to find what is not ASCII
  return /^[\x00-\x25\x27-\x7f]*$/.test(text)
}

function plainWords(text: string): readonly string[] {
  const found = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return found.some(({ length }) => length > LONGEST_WORD) ? found.map((word) => word.slice(0, LONGEST_WORD)) : found
}

function foldedWords(text: string): readonly string[] {
  const found: string[] = []
  for (const token of text.match(TOKENS) ?? []) {
    if (!token.startsWith('&')) for (const folded of foldOnce(token)) found.push(folded)
  }
  return found
}

/** Political ads repeat themselves: most words have been folded before. */
const foldings = new Map<string, readonly string[]>()
const MOST_FOLDINGS = 50_000

function foldOnce(token: string): readonly string[] {
  const known = foldings.get(token)
  if (known !== undefined) return known
  if (foldings.size >= MOST_FOLDINGS) foldings.clear()
  const folded = fold(token)
  foldings.set(token, folded)
  return folded
}

/** One token may fold into several words: `½` is `1` and `2`. */
function fold(token: string): string[] {
  const plain = token
    .replace(INVISIBLES, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g, '')
    .normalize('NFC')
    .replace(/[ßæœøłđðþıς]/g, (letter) => LETTERS_APART.get(letter) ?? letter)
  // Unfolded forms may hold several words, or characters of a script without blanks: `㌀` is four of them.
  return (plain.match(TOKENS) ?? [])
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .map((part) => Array.from(part).slice(0, LONGEST_WORD).join(''))
}
