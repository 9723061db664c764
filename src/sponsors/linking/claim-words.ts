import { GENERIC_WORDS } from '../words/generic-words.ts'
import { TITLES_EN } from '../words/generic-words-en.ts'

/** Offices of the federation, as the FEC codes them. */
export type FederalOffice = 'H' | 'S' | 'P'

/** Phrases of tokens that say a federal office beyond doubt. `senate` and `house` alone are as likely a state's. */
export const FEDERAL: readonly (readonly [office: FederalOffice, phrase: RegExp])[] = [
  ['H', / (congress|congressional|congressman|congresswoman|congressmember|cd \d+|us house|us rep|us representative) /],
  ['S', / (us senate|us senator|senate of the us) /],
  ['P', / (for president|presidential|president of the us|us president) /],
]

/** Words of state and local office, and of districts that no congress has. */
export const LOCAL = new RegExp(
  ` (${[
    'governor|gov|gubernatorial|attorney general|secretary of state|state treasurer|for treasurer|comptroller|controller',
    'for auditor|state auditor|insurance|labor commissioner|superintendent|public instruction|regents?',
    'state (senate|senator|house|reps?|representatives?|assembly|delegate|board)|for state|statehouse|legislature|legislative',
    'assembly|assemblyman|assemblywoman|assemblymember|delegate|(house|senate|assembly) district|hd|ld',
    'mayor|council|councilman|councilwoman|councilmember|alderman|alderwoman|selectman|selectboard|board',
    'commissioners?|commission|supervisors?|trustee|freeholder|county|city|town|township|borough|parish|precinct',
    'sheriff|constable|coroner|assessor|recorder|clerk|prosecutor|prosecuting|public defender|register of deeds',
    'judge|justice|court',
  ].join('|')}) `,
)

/** Not the president of the country, where they stand beside the word. */
export const OTHER_PRESIDENTS = / (council|board|borough) /

const CAMPAIGNING =
  'account approved authorized cte exploration fund neighbors office paid reelection special team voters write'
const OFFICE_HOLDING =
  'ad cd hd ld sd chairman court district districts gop justice leader libertarian nominee speaker states council'

/** Words that tell no person from another: of campaigning, of offices, titles. */
export const NO_PERSON = new Set([
  ...GENERIC_WORDS,
  ...TITLES_EN,
  ...CAMPAIGNING.split(' '),
  ...OFFICE_HOLDING.split(' '),
])

export const SUFFIXES: ReadonlySet<string> = new Set('jr sr ii iii iv junior senior'.split(' '))

/** Left out where two registered names are compared as wholes: they come and go between filings. */
export const NO_KEY: ReadonlySet<string> = new Set(
  'the committee campaign campaigns exploratory official account federal cmte of us'.split(' '),
)

/** A name with one of these runs for something or gathers for somebody. */
export const RUNNING = / (for|elect|reelect|friends|citizens|vote|campaign|team) /
