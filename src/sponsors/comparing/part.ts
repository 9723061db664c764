/**
 * What a part of a name is: `word` tells this name from others, `trade` says what a body does, `company` what every other
 * body is called too, `place` a country, `number` a number, a year or a code, `small` an article or a preposition.
 */
export type PartKind = 'word' | 'trade' | 'company' | 'place' | 'number' | 'small'

export interface Part {
  readonly kind: PartKind
  /** Folded, with blanks where it takes several tokens. */
  readonly text: string
  /** Equal for parts that say the same in whatever language or spelling: `bank`, `country:DE`, `2`. */
  readonly meaning: string
  /** Letters that stand for words (`ABC`, `A.B.C.`): one other letter is another name, no typing error. */
  readonly isLetters: boolean
}

/** How much a part says about whose name this is, against a word that is nobody else’s. */
export const WEIGHTS: Readonly<Record<PartKind, number>> = {
  word: 1,
  trade: 0.6,
  place: 0.6,
  number: 0.6,
  company: 0.35,
  small: 0.05,
}
