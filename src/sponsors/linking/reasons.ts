import type { Evidence } from './evidence.ts'
import type { MentionClaims } from './mention-claims.ts'
import type { Outcome } from './outcomes.ts'
import { FULL } from './person-likeness.ts'

/** Why it is this record: codes, the strongest first. */
export function reasonsFor({ candidate, entry }: Outcome, claims: MentionClaims): readonly string[] {
  const { payer, page, isGlued, payerPerson, pagePerson } = candidate
  const person = Math.max(payerPerson, pagePerson)
  const reasons = [
    ...(payer === 'exact' ? ['exact_payer_n2'] : []),
    ...(payer === 'key' ? ['exact_payer_n4'] : []),
    ...(payer === null && isGlued ? ['glued_name'] : []),
    ...(page === 'exact' ? ['page_name_n2'] : []),
    ...(page === 'key' ? ['page_name_n4'] : []),
    ...(person >= FULL ? ['candidate_committee'] : []),
    ...(isMisspelt(person) ? ['fuzzy_name'] : []),
    ...(isFormerName(entry.names, claims) ? ['registry_alias'] : []),
  ]
  return reasons.length === 0 ? ['rare_tokens'] : reasons
}

/** Against it: what a reviewer must know. */
export function vetoesIn(evidence: Evidence): readonly string[] {
  return [
    ...(evidence.otherState === undefined ? [] : ['veto:V2']),
    ...(evidence.otherOffice === undefined && evidence.officesClash === undefined && !isLocal(evidence)
      ? []
      : ['veto:V3']),
  ]
}

function isLocal({ local, localBesideExact, localPage, localPayer }: Evidence): boolean {
  return [local, localBesideExact, localPage, localPayer].some((weight) => weight !== undefined)
}

function isMisspelt(likeness: number): boolean {
  return likeness === 3.3 || likeness === 1.5 || likeness === 1.2
}

/** The name it shares is none of the newest cycle. */
function isFormerName(names: Outcome['entry']['names'], { payers }: MentionClaims): boolean {
  const newest =
    names
      .map(({ to }) => to ?? '')
      .sort()
      .at(-1) ?? ''
  const shared = names.filter(({ claims }) => payers.some(({ exact }) => exact === claims.exact))
  return shared.length > 0 && shared.every(({ to }) => (to ?? '') < newest)
}
