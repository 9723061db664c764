import { GENERIC_WORDS } from '../words/generic-words.ts'
import { withoutLegalForms } from '../words/org-forms.ts'
import { folded, lowered } from './fold.ts'

/** Normal forms of one name, from the strictest to the loosest; the name itself is kept elsewhere, letter by letter. */
export interface NameForms {
  /** Lower case, trimmed. */
  readonly n0: string
  /** Folded to ASCII letters and digits. */
  readonly n1: string
  /** n1 without legal forms; “political action committee” is “pac”. */
  readonly n2: string
  /** The sorted set of n2's tokens. */
  readonly n3: string
  /** n2 without generic words and years; n2 where nothing would be left. */
  readonly n4: string
  /** n2 without blanks. */
  readonly glued: string
}

export function nameForms(name: string): NameForms {
  const n1 = folded(name)
  const tokens = withoutLegalForms(n1.replace(/\bpolitical action (committee|comm|cmte|fund)\b/g, 'pac').split(' '))
  const n2 = tokens.join(' ')
  const telling = tokens.filter((token) => !GENERIC_WORDS.has(token) && !isYear(token))
  return {
    ...{ n0: lowered(name), n1, n2 },
    n3: [...new Set(tokens)].sort().join(' '),
    n4: telling.length === 0 ? n2 : telling.join(' '),
    glued: tokens.join(''),
  }
}

/** 1900 to 2099. */
export function isYear(token: string): boolean {
  return /^(19|20)\d\d$/.test(token)
}
