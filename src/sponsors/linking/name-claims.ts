import { folded } from '../names/fold.ts'
import { isYear, nameForms } from '../names/name-forms.ts'
import { OPPOSING_EN } from '../words/generic-words-en.ts'
import { withoutLegalForms } from '../words/org-forms.ts'
import {
  FEDERAL,
  type FederalOffice,
  LOCAL,
  NO_KEY,
  NO_PERSON,
  OTHER_PRESIDENTS,
  RUNNING,
  SUFFIXES,
} from './claim-words.ts'
import { placesIn } from './places.ts'
import { spelledWords } from './spelled-words.ts'

/** What a name says of who runs, for what, and where. */
export interface NameClaims {
  readonly text: string
  /** n2 without a leading article. */
  readonly exact: string
  /** Its words without those that come and go between filings, and without years. */
  readonly key: string
  readonly glued: string
  /** What is left for a person's name, in order. */
  readonly person: readonly string[]
  readonly offices: ReadonlySet<FederalOffice>
  /** Says a state or local office. */
  readonly isLocal: boolean
  /** `senate`, `representative` without saying of what. */
  readonly saysSenate: boolean
  readonly runsForSenate: boolean
  readonly saysHouse: boolean
  /** A state's district without a chamber: `tx 37`. */
  readonly hasDistrict: boolean
  readonly states: ReadonlySet<string>
  readonly years: ReadonlySet<string>
  readonly isOpposing: boolean
  /** `Office of …`: an office holder's, not a campaign. */
  readonly isOffice: boolean
  readonly isRunning: boolean
}

const OPPOSING = new RegExp(
  ` (${[...OPPOSING_EN, 'primary', 'expose', 'beat', 'oust', 'flip', 'no', 'not'].join('|')}) `,
)

export function nameClaims(text: string): NameClaims {
  const words = spelledWords(text)
  const said = ` ${words.join(' ')} `
  const offices = new Set(FEDERAL.filter(([, phrase]) => phrase.test(said)).map(([office]) => office))
  if (OTHER_PRESIDENTS.test(said)) offices.delete('P')
  const places = placesIn(words)
  const isFederal = offices.size > 0
  const isLocal = LOCAL.test(said) || (places.hasStateChamber && !isFederal)
  return {
    ...{ text, exact: exactForm(text), offices, isLocal, states: places.states },
    key: keyOf(words),
    glued: words.join(''),
    person: personIn(words, places.taken),
    saysSenate: !offices.has('S') && / (senate|senator|sen) /.test(said),
    runsForSenate: !offices.has('S') && / for (\w+ )?(senate|senator) /.test(said),
    saysHouse: !offices.has('H') && / (house|representatives?|rep) /.test(said),
    hasDistrict: !isFederal && places.hasNumberedState && !/ (hd|ld|sd|ad|house|senate|assembly|rep\w*) /.test(said),
    years: new Set(words.filter(isYear)),
    isOpposing: OPPOSING.test(said),
    isOffice: / office of /.test(said) && !/ for /.test(said),
    isRunning: RUNNING.test(said),
  }
}

/** n2 without a leading article, by which names are equal. Empty for a name without a letter or digit. */
export function exactForm(text: string): string {
  return nameForms(text)
    .n2.replace(/^the (?=.)/, '')
    .replaceAll(/\bu s\b/g, 'us')
}

/** A registry's person: `DOE, PAT J. MR.` */
export function personOfRegistry(name: string): readonly string[] {
  const [surname = '', given = ''] = name.split(',')
  return folded(`${given} ${surname}`)
    .split(' ')
    .filter((word) => word !== '' && !SUFFIXES.has(word) && !NO_PERSON.has(word))
}

function keyOf(words: readonly string[]): string {
  return withoutLegalForms(words)
    .filter((word) => !NO_KEY.has(word) && !isYear(word))
    .join(' ')
}

function personIn(words: readonly string[], places: ReadonlySet<number>): readonly string[] {
  const named = new Set(withoutLegalForms(words))
  const person = words.filter((word, index) => {
    return !places.has(index) && named.has(word) && !/^\d/.test(word) && !NO_PERSON.has(word) && !SUFFIXES.has(word)
  })
  return [...new Set(person)]
}
