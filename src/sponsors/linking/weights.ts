/** Changes with every change of what decides. */
export const RULE_VERSION = 'link-1'

/**
 * Log weights, added up: what a campaign or body gains by a piece of evidence, and what “none of them” starts with. Set on
 * labelled mentions; they say how much more often a thing is seen with the right record than with another.
 */
export const WEIGHTS = {
  /** The payer text is a registered name; more where no office is said, for there names of local campaigns abound. */
  exact: 9,
  exactWithoutOffice: 6,
  /** But for words that come and go; less where that is all there is to tell two registered names apart. */
  looseName: -1,
  looseNameBesideYears: -4,
  oneWord: -1.5,
  oneWordWithOffice: -1,
  glued: 6.5,
  pageExact: 5.6,
  pageLooseName: -1,
  /** A person's full name: times likeness / 4. */
  person: 4.6,
  pagePerson: 4.2,
  /** A part of it: times likeness / 2. */
  part: 2.4,
  pagePart: 1.2,
  otherPerson: -3.5,
  otherPersonOnPage: -2.5,
  nobodyOnPage: -1.5,
  office: 1.2,
  otherOffice: -3.5,
  officesClash: -6,
  state: 1.6,
  otherState: -4,
  running: 1,
  over: -3.5,
  overWithoutOffice: -8,
  absent: -6,
  absentWithoutOffice: -11,
  /** A name like a campaign's, and no candidate: most are campaigns for state office that had to register. */
  noCandidate: -6.5,
  local: -5,
  localBesideExact: -14,
  localPage: -1.5,
  localPayer: -4,
} as const

/** What speaks for a mention having no record, by what it says of an office. */
export const NONE = { federal: 2, open: 7.5, none: 10 } as const
/** `Representative` without saying of what. */
export const NONE_HOUSE = 1

/** What names cannot tell, as shares that hold however sure they are: two of one name in the same race, a wrong label. */
export const NAMES_TELL = 0.997
/** A record may be there under a name of which the text has nothing; seldom where it says a state or local office. */
export const NONE_TELLS = 0.95
export const NONE_TELLS_OF_LOCAL = 0.998

export type Feature = keyof typeof WEIGHTS
