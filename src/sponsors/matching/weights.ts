/** Changes with every change of a weight, a word list or a rule: an edge says by which it was made. */
export const RULE_VERSION = 'sponsors-2'

/**
 * Log weights, added up: at 0 a pair is as likely one sponsor as two. They were set on labelled campaigns by kind of
 * evidence and know no name.
 */
export const WEIGHTS = {
  /** Of any two mentions that were compared at all. */
  prior: -4,
  /** Names of who pays, or of a page about it, by how they match. */
  name: {
    exact: 7,
    core: 6.5,
    glued: 6.5,
    fuller: 5.5,
    variant: 5,
    typo: 5,
    surname: 3.2,
    given: 1.5,
    middle: 1.5,
    wider: 0.3,
    conflict: -3,
    none: 0,
  },
  /** Added where a match rests on one word that tells, or on none. */
  oneWord: -1.2,
  noWord: -3,
  oneWordOfPage: -1.1,
  /** The phrases about the word differ, and name no common office or state. */
  oneWordElsewhere: -2,
  oneWordMisspelt: -3,
  /** By how many different persons of the collection bear the word. */
  bornByOne: 1,
  bornByFew: 0,
  bornBySome: -1.5,
  bornByMany: -3,
  /** Two names of bodies without anything that says campaign or person. */
  looseBody: -2.5,
  /** A page's name beside a payer that has nothing to do with it. */
  unrelatedPage: -2,
  otherPayersPage: -7,
  secondName: 1,
  sameOffice: 0.8,
  sameState: 1.5,
  sameNumber: 1,
  sameAccount: 9,
  sameAccountOtherPayer: 1.5,
  sharedAccount: 0.5,
  sameDomain: 4,
  sameId: 12,
  personConflict: -6,
  /** An agency or a private person pays for several. */
  paysForOthers: -6,
} as const

/** From this probability on, a pair may be joined without a person. */
export const JOIN_FROM = 0.5
/** From this on, where two names complement each other: each on platforms of its own. */
export const ACROSS_FROM = 0.4
/** A pair below it is neither kept nor shown. */
export const KEEP_FROM = 0.02
