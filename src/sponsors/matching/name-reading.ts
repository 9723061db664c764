import { isGivenName } from '../names/given-names.ts'
import { isYear, type NameForms, nameForms } from '../names/name-forms.ts'
import { surnameKey } from '../names/surname-key.ts'
import { GENERIC_WORDS } from '../words/generic-words.ts'
import { AGENCY_EN, BODY_EN, OPPOSING_EN, TITLES_EN } from '../words/generic-words-en.ts'
import type { Office } from '../words/offices-en.ts'
import { type NameKind, nameKind } from './name-kind.ts'
import { numbersIn } from './read-numbers.ts'
import { officesIn } from './read-offices.ts'
import { statesIn } from './read-states.ts'
import { spelledOut } from './spell-out.ts'
import { type WordMarks, wordMarks } from './word-marks.ts'

/** A name, read: what it tells of its bearer, and of what for. */
export interface NameReading {
  readonly text: string
  /** Of its normal forms, the one by which names are compared: the others can be had again from the text. */
  readonly forms: Pick<NameForms, 'n2'>
  readonly kind: NameKind
  /** What tells its bearer from others: words that are neither generic, nor titles, offices, places or numbers. */
  readonly core: readonly string[]
  readonly initials: readonly string[]
  /** All its words but articles and prepositions: by them bodies are told apart (“party”, “democratic”, “ohio”). */
  readonly words: readonly string[]
  /** Of all of them together. */
  readonly wordsLength: number
  /** How its last word sounds. */
  readonly sound: string
  /** For a quick look at the core. */
  readonly marks: WordMarks
  /** The same without a common first name, where there is more than that. */
  readonly marksOfRest: WordMarks
  /** The core in one word. */
  readonly gluedCore: string
  readonly offices: readonly Office[]
  /** Postal codes of states it is for. */
  readonly states: readonly string[]
  /** Districts, locals, measures; years are none. */
  readonly numbers: readonly string[]
  readonly side: 'yes' | 'no' | null
  /** `jr`, `sr`, `ii`… */
  readonly suffix: string | null
  readonly isPac: boolean
  /** Speaks against whom it names. */
  readonly isOpposed: boolean
}

const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv'])
const LINKING = new Set('the a an of for and in to on at by van von'.split(' '))
const TITLES = new Set(TITLES_EN)
const OPPOSING = new Set(OPPOSING_EN)
const KEPT_IN_CORE = new Set([...BODY_EN, ...AGENCY_EN])

export function nameReading(text: string): NameReading {
  const { n2 } = nameForms(text)
  const tokens = spelledOut(n2.split(' ').filter((token) => token !== ''))
  const offices = officesIn(tokens)
  const states = statesIn(tokens, text, offices.taken)
  const numbers = numbersIn(tokens, states.taken)
  const side = sideIn(tokens)
  const isFree = (index: number) => !offices.taken.has(index) && !states.taken.has(index) && !numbers.taken.has(index)
  const free = tokens.filter((token, index) => isFree(index) && !SUFFIXES.has(token))
  const core = [...new Set(free.filter((token) => isTelling(token) && token.length > 1))]
  const words = [...new Set(tokens.filter((token) => !LINKING.has(token) && !isYear(token)))]
  const kind = nameKind({ tokens, core, offices: offices.offices, states: states.states })
  return {
    ...{ text, forms: { n2 }, kind, core, side },
    initials: free.filter((token) => token.length === 1 && /[a-z]/.test(token)),
    ...{ words, wordsLength: words.reduce((sum, word) => sum + word.length, 0) },
    sound: surnameKey(core.at(-1) ?? ''),
    marks: wordMarks(core),
    marksOfRest: wordMarks(core.length > 1 && isGivenName(core[0] ?? '') ? core.slice(1) : core),
    gluedCore: core.join(''),
    offices: offices.offices,
    states: states.states,
    numbers: numbers.numbers,
    suffix: tokens.find((token) => SUFFIXES.has(token)) ?? null,
    isPac: tokens.includes('pac'),
    isOpposed: tokens.some((token) => OPPOSING.has(token)),
  }
}

function isTelling(token: string): boolean {
  if (KEPT_IN_CORE.has(token)) return true
  return !GENERIC_WORDS.has(token) && !TITLES.has(token) && !isYear(token) && !/^\d+$/.test(token)
}

/** Of a ballot measure. */
function sideIn(tokens: readonly string[]): 'yes' | 'no' | null {
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1] ?? ''
    if ((token === 'yes' || token === 'no') && (next === 'on' || /^\d/.test(next) || SIDE_WORDS.has(next))) return token
    if (token === 'oppose' || token === 'against') return 'no'
  }
  return tokens[0] === 'yes' || tokens[0] === 'no' ? tokens[0] : null
}

const SIDE_WORDS = new Set(['prop', 'proposition', 'measure', 'question', 'issue', 'amendment', 'initiative'])
