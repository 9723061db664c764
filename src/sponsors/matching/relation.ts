import type { Relation } from '../resolution.ts'
import { isHiredPayer } from './hired-payer.ts'
import { nameMatch } from './name-match.ts'
import type { Profile } from './profile.ts'

/** How two mentions stand to each other that are not of one sponsor. */
export function relationOf(a: Profile, b: Profile): Relation {
  if (isHiredPayer(a) !== isHiredPayer(b) || (isHiredPayer(a) && isHiredPayer(b))) {
    if (shareAPayer(a, b)) return 'pays_for'
  }
  return isWider(a, b) || isOfficialAndCampaign(a, b) ? 'affiliated_with' : 'different'
}

function shareAPayer(a: Profile, b: Profile): boolean {
  return a.payers.some(({ forms }) => b.payers.some((other) => other.forms.n2 === forms.n2))
}

/** A body and its committee, a party and its branch. */
function isWider(a: Profile, b: Profile): boolean {
  const [names, others] = [a, b].map(({ payers, pages }) => [...payers, ...pages])
  return (names ?? []).some((name) => (others ?? []).some((other) => nameMatch(name, other).kind === 'wider'))
}

/** An office holder's official page and the page of the same person's campaign. */
function isOfficialAndCampaign(a: Profile, b: Profile): boolean {
  if (a.person === null || b.person === null) return false
  const kinds = [a, b].map(({ payers, person }) => (payers[0] ?? person)?.kind)
  if (!kinds.includes('official') || kinds[0] === kinds[1]) return false
  const { kind } = nameMatch(a.person, b.person)
  return kind !== 'none' && kind !== 'conflict'
}
