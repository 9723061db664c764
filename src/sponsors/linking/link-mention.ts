import type { Mention } from '../mention.ts'
import { affiliation } from './affiliation.ts'
import type { Link, LinkCandidate } from './link.ts'
import { type MentionClaims, mentionClaims } from './mention-claims.ts'
import { type Outcome, type Outcomes, outcomesFor } from './outcomes.ts'
import { type Cycle, cycleOf } from './race.ts'
import { reasonsFor, vetoesIn } from './reasons.ts'
import type { RegistryIndex } from './registry-index.ts'
import { NAMES_TELL, NONE_TELLS, NONE_TELLS_OF_LOCAL } from './weights.ts'

/** From here on a link is made without a reviewer. */
const SURE = 0.9
/** From here on a reviewer should look. */
const WORTH_A_LOOK = 0.3
const SHOWN = 5

export interface LinkOptions {
  /** Taken where the mention's own days tell no cycle. */
  readonly cycle?: Cycle | null
}

/**
 * Links a mention to at most one record of a registry, or to none. A pure function of index, mention and options: neither
 * other mentions nor declared ids count, which are claims of their own.
 */
export function linkMention(index: RegistryIndex, mention: Mention, { cycle = null }: LinkOptions = {}): Link {
  const claims = mentionClaims(index, mention)
  const outcomes = outcomesFor(index, claims, cycleOf(mention) ?? cycle)
  const weighed = { index, mention, outcomes, claims }
  const [best] = outcomes.records
  const link =
    best !== undefined && best.probability >= WORTH_A_LOOK
      ? recordLink(best, weighed)
      : (affiliation(index, claims) ?? noLink(weighed))
  return { mentionId: mention.id, scheme: index.scheme, ...link }
}

interface Weighed {
  readonly index: RegistryIndex
  readonly mention: Mention
  readonly outcomes: Outcomes
  readonly claims: MentionClaims
}

function recordLink(best: Outcome, { index, mention, outcomes, claims }: Weighed): Omit<Link, 'mentionId' | 'scheme'> {
  const isForeign = isElsewhere(best, mention)
  const isAuto = best.probability >= SURE && index.isAutomatic && !isForeign && !isCommonWord(best, claims)
  const reasons = [
    ...reasonsFor(best, claims),
    ...(isAuto ? [] : vetoesIn(best.evidence)),
    ...(isForeign ? ['veto:V4'] : []),
    ...(isAmbiguous(outcomes) ? ['veto:V8'] : []),
  ]
  return {
    registryId: best.entry.entry.id,
    decision: isAuto ? 'auto' : 'review',
    relation: isAffiliate(best, claims) ? 'affiliated_with' : 'same_as',
    confidence: best.probability * NAMES_TELL,
    reason: reasons.join(';'),
    candidates: shown(outcomes),
  }
}

function noLink({ outcomes, claims: { payerIsLocal, pageIsLocal } }: Weighed): Omit<Link, 'mentionId' | 'scheme'> {
  return {
    ...{ registryId: null, decision: 'nil', relation: null },
    confidence: outcomes.none * (payerIsLocal || pageIsLocal ? NONE_TELLS_OF_LOCAL : NONE_TELLS),
    reason: nilReasons(outcomes).join(';'),
    candidates: shown(outcomes),
  }
}

function nilReasons(outcomes: Outcomes): readonly string[] {
  const [best] = outcomes.records
  if (best === undefined) return ['nil_no_candidate']
  if (outcomes.none < 0.5) return ['nil_ambiguous']
  const vetoes = vetoesIn(best.evidence)
  return vetoes.length === 0 ? ['nil_low_score'] : ['nil_veto', ...vetoes]
}

/** V8: the name is borne by several, and nothing else tells them apart. */
function isAmbiguous({ records: [best, next] }: Outcomes): boolean {
  return (
    best !== undefined && next !== undefined && best.candidate.payer !== null && next.probability > best.probability / 4
  )
}

/** T17: an office holder's office is not the campaign. A body whose name differs is affiliated at most. */
function isAffiliate({ candidate }: Outcome, { isOffice }: MentionClaims): boolean {
  const isBody = !candidate.campaign.hasCandidate && candidate.payer !== 'exact' && !candidate.isGlued
  return isOffice || isBody
}

/** A name of one word is borne by many that no register of companies lists. */
function isCommonWord({ entry }: Outcome, { payers, isAmongCampaigns }: MentionClaims): boolean {
  const shared = payers.filter(({ exact }) => entry.names.some(({ claims }) => claims.exact === exact))
  return !isAmongCampaigns && shared.every(({ exact }) => !exact.includes(' '))
}

function isElsewhere({ entry }: Outcome, { country }: Mention): boolean {
  return country !== null && entry.entry.country !== null && country !== entry.entry.country
}

function shown({ records }: Outcomes): readonly LinkCandidate[] {
  return records.slice(0, SHOWN).map(({ entry, probability }) => ({ id: entry.entry.id, score: probability }))
}
