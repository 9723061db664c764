import type { Collection } from './collection.ts'
import type { Profile } from './profile.ts'
import { WEIGHTS } from './weights.ts'

/**
 * What it says that two mentions stand on one account. `one`: they are the account's own, whatever it was called when.
 * `other_payer`: two campaigns or bodies pay on one page, which has to do with one of them. `shared`: the account is a
 * place where several pay.
 */
export type AccountTie = 'one' | 'other_payer' | 'shared'

interface TieInput {
  readonly collection: Collection
  /** A name of one is a name of the other. */
  readonly isNamed: boolean
}

/** Null: they are of two accounts, or of none. */
export function accountTie(a: Profile, b: Profile, { collection, isNamed }: TieInput): AccountTie | null {
  if (a.account === '' || a.account !== b.account) return null
  if (collection.isSharedAccount(a.account)) return 'shared'
  const isAccountsName = a.pages.length === 0 && b.pages.length === 0
  if (isNamed || isAccountsName || !isSubstantial(a) || !isSubstantial(b)) return 'one'
  return a.isPageRelated || b.isPageRelated ? 'other_payer' : 'shared'
}

export function tieWeight(tie: AccountTie | null): number {
  if (tie === null) return 0
  if (tie === 'one') return WEIGHTS.sameAccount
  return tie === 'other_payer' ? WEIGHTS.sameAccountOtherPayer : WEIGHTS.sharedAccount
}

/** Pays for itself: a campaign or a body, no agency and no private person. */
export function isSubstantial({ payers }: Profile): boolean {
  return payers.some(({ kind, words, core, initials }) => {
    if (kind === 'campaign' || kind === 'body') return true
    return kind === 'other' && words.length > core.length + initials.length
  })
}

/**
 * An account that was renamed is still the same, whatever office its names are for; but two payers that are stated beside
 * the page's name are compared as payers.
 */
export function isRenamed(a: Profile, b: Profile, tie: AccountTie | null): boolean {
  if (tie !== 'one') return false
  const keys = [a, b].map(({ payers }) => payers.map(({ forms }) => forms.n2).join(' '))
  return a.pages.length === 0 || b.pages.length === 0 || keys[0] === keys[1] || keys.includes('')
}
