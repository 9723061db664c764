import type { Profile } from './profile.ts'

/** An agency, or a private person on a page of somebody else: pays, and is not who advertises. */
export function isHiredPayer({ payers, pages, isPageRelated }: Profile): boolean {
  if (payers.length === 0 || (pages.length > 0 && isPageRelated)) return false
  if (payers.every(({ kind }) => kind === 'agency')) return true
  return pages.length > 0 && payers.every(({ kind }) => kind === 'person')
}
