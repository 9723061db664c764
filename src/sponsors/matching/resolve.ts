import type { Mention } from '../mention.ts'
import type { Knowledge, Resolution } from '../resolution.ts'
import { accountKeys } from './account-key.ts'
import { ambiguousPairs } from './ambiguity.ts'
import { type CandidatePair, candidatePairs } from './candidates.ts'
import { type Collection, collection } from './collection.ts'
import { evidence, evidenceIfAny } from './evidence.ts'
import { grouped } from './groups.ts'
import { judgedPairs } from './judged-pairs.ts'
import { contentOf, type Profile, profile, readingOnce } from './profile.ts'
import { resolution } from './resolution-of.ts'
import { probability, type ScoredPair } from './scored-pair.ts'
import { ACROSS_FROM, JOIN_FROM, KEEP_FROM, WEIGHTS } from './weights.ts'

/**
 * Puts mentions into sponsors. The partition is a function of the set of mentions and of what is known: neither their
 * order nor the form of their ids has a say in it. With `around`, only pairs that have one of these mentions are compared:
 * for new ones beside their neighbours, whose own groups are told by judgements.
 */
export function resolve(
  mentions: readonly Mention[],
  knowledge: Knowledge,
  around: ReadonlySet<string> | null = null,
): Resolution {
  const { profiles, nodeOf } = nodes(mentions, knowledge)
  const all = collection(profiles, knowledge.registry)
  const asked = around === null ? null : new Set([...around].map((id) => nodeOf.get(id)))
  const scored = scoredPairs(profiles, all, ([a, b]) => asked === null || asked.has(a) || asked.has(b))
  const judged = judgedPairs(knowledge.judgements, nodeOf)
  const at = (index: number): Profile => {
    const found = profiles[index]
    if (found === undefined) throw new RangeError(`there is no profile ${index}`)
    return found
  }
  const compare = (a: number, b: number) => evidence(at(a), at(b), all)
  const joinable = scored.filter(
    ({ evidence: { logit, vetoes, isConflict } }) =>
      probability(logit) >= JOIN_FROM && vetoes.length === 0 && !isConflict,
  )
  const across = scored.filter(isAcross)
  const ambiguous = ambiguousPairs([...joinable, ...across], (a, b) => {
    const { isConflict, vetoes } = compare(a, b)
    return isConflict || vetoes.length > 0
  })
  const roots = grouped({
    count: profiles.length,
    pairs: joinable.filter((pair) => !ambiguous.has(pair)),
    across: across.filter((pair) => !ambiguous.has(pair)),
    platformOf: (index) => at(index).platform,
    ...{ forced: judged.same, forbidden: judged.apart, compare, unitOf: unitsOf(profiles, all) },
  })
  return resolution({ mentions, nodeOf, profiles, roots, scored, ambiguous, judged })
}

/** One word that nobody else bears, nearly enough to join by: enough where each name is on a platform of its own. */
function isAcross({ evidence: { logit, vetoes, isConflict, best, features } }: ScoredPair): boolean {
  if (probability(logit) >= JOIN_FROM || vetoes.length > 0 || isConflict) return false
  if (best === 'surname') return features['same_office'] !== undefined && probability(logit) >= ACROSS_FROM
  return best === 'given' && (features['rare_tokens'] ?? 0) >= GIVEN_ACROSS_FROM
}

/** What a first name counts that one person alone bears. */
const GIVEN_ACROSS_FROM = WEIGHTS.name.given + WEIGHTS.oneWord + WEIGHTS.bornByOne - 1e-9

/** Mentions of one account are one unit, where the account is one sponsor's. */
function unitsOf(profiles: readonly Profile[], all: Collection): (at: number) => number {
  const first = new Map<string, number>()
  const units = profiles.map(({ account }, at) => {
    if (account === '' || all.isSharedAccount(account)) return at
    const unit = first.get(account) ?? at
    first.set(account, unit)
    return unit
  })
  return (at) => units[at] ?? at
}

/** Mentions that say the same are one node; registry records never are, since each is somebody by itself. */
function nodes(mentions: readonly Mention[], { idChanges }: Knowledge) {
  const byContent = new Map<string, Mention[]>()
  for (const mention of mentions) {
    const own = mention.platform === 'registry' ? ` ${mention.id}` : ''
    const content = contentOf(mention) + own
    const known = byContent.get(content)
    if (known === undefined) byContent.set(content, [mention])
    else known.push(mention)
  }
  const read = readingOnce()
  const accountOf = accountKeys(idChanges)
  const ordered = [...byContent].sort(([a], [b]) => (a < b ? -1 : 1))
  const nodeOf = new Map<string, number>()
  const profiles = ordered.flatMap(([, same], index) => {
    for (const { id } of same) nodeOf.set(id, index)
    return same[0] === undefined ? [] : [profile(same[0], read, accountOf)]
  })
  return { profiles, nodeOf }
}

function scoredPairs(
  profiles: readonly Profile[],
  all: Collection,
  isAsked: (pair: CandidatePair) => boolean,
): readonly ScoredPair[] {
  const scored: ScoredPair[] = []
  for (const pair of candidatePairs(profiles)) {
    if (!isAsked(pair)) continue
    const [a, b] = pair
    const [left, right] = [profiles[a], profiles[b]]
    if (left === undefined || right === undefined) continue
    const found = evidenceIfAny(left, right, all)
    if (found !== null && probability(found.logit) >= KEEP_FROM && found.logit > WORTH_KEEPING)
      scored.push({ a, b, evidence: found })
  }
  return scored.sort((x, y) => y.evidence.logit - x.evidence.logit || x.a - y.a || x.b - y.b)
}

const WORTH_KEEPING = -3.9
