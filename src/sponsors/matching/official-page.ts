import { nameMatch } from './name-match.ts'
import type { Profile } from './profile.ts'

/** An office holder's official page and the same person's campaign: two sponsors, openly connected. */
export function isOfficialAndCampaign(a: Profile, b: Profile): boolean {
  if (isOfficial(a) === isOfficial(b) || a.person === null || b.person === null) return false
  const { kind } = nameMatch(a.person, b.person)
  return kind !== 'none' && kind !== 'conflict'
}

/** An office is named as who pays, or as whose page it is where nobody is stated. A title alone is borne in campaigns too. */
function isOfficial({ payers, pages }: Profile): boolean {
  return (payers[0] ?? pages[0])?.kind === 'official'
}
