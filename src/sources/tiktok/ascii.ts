/** Letters that do not fall apart into a plain one and a mark. */
const LATIN = 'ß ss æ ae œ oe ø o ł l đ d ð d þ th ı i ŋ n ĸ k ſ s'

/** ELOT 743 without its digraphs; accents are gone by then. */
const GREEK = 'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o'

/** Bulgarian, as its law on transliteration of 2009 has it, and the other letters as is usual. */
const CYRILLIC =
  'а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sht ъ a ы y ь y ' +
  'э e ю yu я ya ѐ e ё e і i ї i є ye ґ g ђ dj ј j љ lj њ nj ћ c џ dz'

const LETTERS: ReadonlyMap<string, string> = new Map(
  [LATIN, GREEK, CYRILLIC].flatMap((table) => pairs(table.split(' '))),
)

function pairs(cells: readonly string[]): [string, string][] {
  return cells.flatMap((cell, index) => (index % 2 === 0 ? [[cell, cells[index + 1] ?? '']] : []))
}

/**
 * The words in ASCII alone: TikTok answers 500 to any other letter in a search (TT-4). Null: letters of another script
 * are left over, which we cannot write.
 */
export function asciiSearch(words: string): string | null {
  const plain = [...words.normalize('NFKD').replace(/\p{M}+/gu, '')].map(letter).join('')
  const text = plain
    .replace(/[‘’‚′]/g, "'")
    .replace(/[“”„″]/g, '"')
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
  return /^[ -~]+$/.test(text) ? text : null
}

function letter(character: string): string {
  const found = LETTERS.get(character.toLowerCase())
  if (found === undefined) return character
  const isUpper = character !== character.toLowerCase()
  return isUpper ? found.slice(0, 1).toUpperCase() + found.slice(1) : found
}
