import type { Relation } from '../resolution.ts'
import { isHiredPayer } from './hired-payer.ts'
import { nameMatch } from './name-match.ts'
import { isOfficialAndCampaign } from './official-page.ts'
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
