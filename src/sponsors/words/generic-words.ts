import { GENERIC_DE } from './generic-words-de.ts'
import { GENERIC_EN } from './generic-words-en.ts'
import { GENERIC_ES } from './generic-words-es.ts'
import { GENERIC_FR } from './generic-words-fr.ts'
import { GENERIC_IT } from './generic-words-it.ts'
import { GENERIC_NL } from './generic-words-nl.ts'
import { GENERIC_PL } from './generic-words-pl.ts'
import { GENERIC_PT } from './generic-words-pt.ts'
import { GENERIC_RO } from './generic-words-ro.ts'

/** Changes with every change of a list: what was decided by other words says so. */
export const GENERIC_WORDS_VERSION = '1'

/**
 * Words that stand in names of campaigns everywhere and tell no two of them apart, as they are after folding (lower
 * case, no accents). A word that is generic in one language is taken as such in all: what is left of a name after them
 * must tell its bearer from others.
 */
export const GENERIC_WORDS: ReadonlySet<string> = new Set([
  ...GENERIC_EN,
  ...GENERIC_ES,
  ...GENERIC_DE,
  ...GENERIC_FR,
  ...GENERIC_PL,
  ...GENERIC_RO,
  ...GENERIC_IT,
  ...GENERIC_NL,
  ...GENERIC_PT,
])
