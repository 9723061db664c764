import type { VetoId } from '../resolution.ts'
import { accountTie, isRenamed, isSubstantial, tieWeight } from './account-tie.ts'
import type { Collection } from './collection.ts'
import { isHiredPayer } from './hired-payer.ts'
import { arePersonal, mayTell, type NameMatch, type NameMatchKind, nameMatch } from './name-match.ts'
import type { NameReading } from './name-reading.ts'
import { isOfficialAndCampaign } from './official-page.ts'
import type { Profile } from './profile.ts'
import { vetoesOf } from './vetoes.ts'
import { WEIGHTS } from './weights.ts'

/** What speaks for two mentions being one sponsor, and against. */
export interface Evidence {
  readonly logit: number
  readonly features: Readonly<Record<string, number>>
  readonly vetoes: readonly VetoId[]
  /** Two persons: never in one group, though no registry or reviewer says so. */
  readonly isConflict: boolean
  /** The best match of names, and whether it rests on one word. */
  readonly best: NameMatchKind
  /** They are of one account, and it is nobody else's. */
  readonly isOneAccount: boolean
  readonly isOneWord: boolean
}

interface NameEvidence {
  readonly match: NameMatch
  readonly feature: string
  readonly weight: number
}

/** Of any two, also where nothing speaks for them: what forbids it may stand between two groups. */
export function evidence(a: Profile, b: Profile, collection: Collection): Evidence {
  return evidenceIfAny(a, b, collection) ?? nothing(a, b, collection)
}

/** Null where they have nothing in common, as most pairs of a block. */
export function evidenceIfAny(a: Profile, b: Profile, collection: Collection): Evidence | null {
  const names = nameEvidence(a, b, collection)
  if (names.length === 0 && shareNothing(a, b)) return null
  const [best] = names
  const isOneId = collection.sharedIds(a, b).length > 0
  const tie = accountTie(a, b, { collection, isNamed: names.some(({ weight }) => weight > 2) })
  const features = nameFeatures(names)
  if (tie !== null) features['exact_account'] = tieWeight(tie)
  if (isAgreed(a.domains, b.domains)) features['landing_domain'] = WEIGHTS.sameDomain
  if (isOneId) features['exact_registry_id'] = WEIGHTS.sameId
  addAgreements(features, a, b, best)
  const isConflict = !isOneId && tie !== 'one' && areTwo(a, b, best)
  if (isConflict) features['person_conflict'] = WEIGHTS.personConflict
  if (paysForOthers(a, b, best) && tie === null && !isOneId) features['pays_for_others'] = WEIGHTS.paysForOthers
  return {
    logit: Object.values(features).reduce((sum, weight) => sum + weight, 0),
    ...{ features, isConflict, isOneWord: (best?.match.shared.length ?? 0) <= 1 },
    vetoes: vetoesOf(a, b, { features, collection, isRenamed: isRenamed(a, b, tie), isNameAlone: tie === null }),
    isOneAccount: tie === 'one',
    best: best?.match.kind ?? 'none',
  }
}

function nameFeatures([best, second]: readonly NameEvidence[]): Record<string, number> {
  const features: Record<string, number> = { prior: WEIGHTS.prior }
  if (best !== undefined) features[best.feature] = best.weight
  if (second !== undefined && second.feature !== best?.feature && second.weight > 2) {
    features[`also_${second.feature}`] = WEIGHTS.secondName
  }
  return features
}

/** Two persons, or one person's office and campaign. */
function areTwo(a: Profile, b: Profile, best: NameEvidence | undefined): boolean {
  return isOfficialAndCampaign(a, b) || (!isFirm(best) && arePersonsApart(a, b))
}

function nothing(a: Profile, b: Profile, collection: Collection): Evidence {
  const vetoes = vetoesOf(a, b, { features: NOTHING.features, collection, isRenamed: false, isNameAlone: true })
  const isConflict = arePersonsApart(a, b)
  return vetoes.length === 0 && !isConflict ? NOTHING : { ...NOTHING, vetoes, isConflict }
}

/** Of two that have nothing in common. */
const NOTHING: Evidence = {
  ...{ logit: WEIGHTS.prior, features: { prior: WEIGHTS.prior }, vetoes: [], isConflict: false, best: 'none' },
  ...{ isOneAccount: false, isOneWord: true },
}

function shareNothing(a: Profile, b: Profile): boolean {
  return (
    (a.account === '' || a.account !== b.account) &&
    (a.ids.length === 0 || b.ids.length === 0) &&
    !isAgreed(a.domains, b.domains)
  )
}

const NO_NAMES: readonly NameEvidence[] = []

/** Matches of names, the strongest first. Most pairs have none: what is needed for a weight is asked behind the match. */
function nameEvidence(a: Profile, b: Profile, collection: Collection): readonly NameEvidence[] {
  const found: NameEvidence[] = []
  for (const left of a.payers) for (const right of b.payers) take(left, right, [])
  for (const page of a.pages) {
    for (const payer of b.payers) take(page, payer, [a])
    for (const other of b.pages) take(page, other, [a, b])
  }
  for (const page of b.pages) for (const payer of a.payers) take(page, payer, [b])
  if (found.length === 0) return NO_NAMES
  return found.sort((x, y) => y.weight - x.weight || (x.feature < y.feature ? -1 : 1))

  function take(left: NameReading, right: NameReading, pagesOf: readonly Profile[]): void {
    if (!mayTell(left, right)) return
    const match = nameMatch(left, right)
    if (match.kind === 'none' || match.kind === 'conflict') return
    const of = pagesOf.length === 0 ? 'payer' : 'page'
    const isBacked = isAgreed(a.offices, b.offices) || isAgreed(a.states, b.states)
    const weight = nameWeight(match, [left, right], { of, isBacked, collection })
    const extra = pagesOf.reduce((sum, one) => sum + pageWeight(one), 0)
    found.push({ match, feature: featureOf(match.kind, of), weight: weight + extra })
  }
}

/** A page whose payer has nothing to do with its name may be against whom it names. */
function pageWeight(one: Profile): number {
  if (one.isPageRelated || one.payers.length === 0) return 0
  return isSubstantial(one) ? WEIGHTS.otherPayersPage : WEIGHTS.unrelatedPage
}

const FEATURES: Partial<Record<NameMatchKind, readonly [payer: string, page: string]>> = {
  exact: ['exact_payer_n2', 'page_name_n2'],
  core: ['exact_payer_n4', 'page_name_n4'],
  glued: ['glued_name', 'glued_name'],
  fuller: ['rare_tokens', 'rare_tokens'],
  typo: ['fuzzy_name', 'fuzzy_name'],
  variant: ['fuzzy_name', 'fuzzy_name'],
}

function featureOf(kind: NameMatchKind, of: 'payer' | 'page'): string {
  const names = FEATURES[kind] ?? ['rare_tokens', 'rare_tokens']
  return of === 'payer' ? names[0] : names[1]
}

interface NameContext {
  readonly of: 'payer' | 'page'
  /** Both are for one office, or for one state. */
  readonly isBacked: boolean
  readonly collection: Collection
}

function nameWeight(match: NameMatch, names: readonly NameReading[], context: NameContext): number {
  const { kind, shared } = match
  let weight: number = WEIGHTS.name[kind]
  if (kind === 'wider') return weight
  const isLoose =
    kind !== 'exact' &&
    !names.some((name) => name.kind === 'campaign' || name.kind === 'person' || name.kind === 'official')
  if (isLoose && names.every(({ words }) => words.length < 3)) weight += WEIGHTS.looseBody
  const [left, right] = names
  if (left === undefined || right === undefined || !arePersonal(left, right)) return weight
  if (shared.length === 0) return weight + WEIGHTS.noWord
  if (shared.length > 1)
    return weight + (kind === 'exact' && context.of === 'payer' ? 0 : commonWeight(shared, context))
  return weight + oneWordWeight(match, names, context)
}

/** A name of which every word has many bearers is borne by several: half of what its rarest word counts. */
function commonWeight(shared: readonly string[], { collection }: NameContext): number {
  return Math.min(0, Math.max(...shared.map((word) => collection.rarity(word)))) / 2
}

/** One word carries as much as it is rare, and less where it is all that the phrases have in common. */
function oneWordWeight({ kind, shared }: NameMatch, names: readonly NameReading[], context: NameContext): number {
  const [word = ''] = shared
  let weight = WEIGHTS.oneWord + context.collection.rarity(word)
  if (context.of === 'page') weight += WEIGHTS.oneWordOfPage
  if ((kind === 'core' || kind === 'glued') && !context.isBacked) weight += WEIGHTS.oneWordElsewhere
  if (kind === 'typo') weight += names.some(({ core }) => isDoubled(core, names)) ? 0 : WEIGHTS.oneWordMisspelt
  return weight
}

/** The two words are one but for a letter written twice. */
function isDoubled(core: readonly string[], names: readonly NameReading[]): boolean {
  const single = (words: readonly string[]) => words.map((word) => word.replace(/(.)\1/g, '$1')).join(' ')
  return names.every((name) => single(name.core) === single(core))
}

function addAgreements(features: Record<string, number>, a: Profile, b: Profile, best: NameEvidence | undefined): void {
  if (best === undefined || best.weight <= 0) return
  if (isAgreed(a.offices, b.offices)) features['same_office'] = WEIGHTS.sameOffice
  if (isAgreed(a.states, b.states)) features['same_state'] = WEIGHTS.sameState
  if (isAgreed(a.numbers, b.numbers)) features['same_number'] = WEIGHTS.sameNumber
}

function isAgreed(a: readonly string[], b: readonly string[]): boolean {
  return a.some((value) => b.includes(value))
}

/** Two words or more of one name are the other's: whatever else either is called, they speak of one person. */
function isFirm(best: NameEvidence | undefined): boolean {
  return best !== undefined && best.match.shared.length > 1 && FIRM.has(best.match.kind)
}

const FIRM: ReadonlySet<NameMatchKind> = new Set(['exact', 'core', 'glued', 'fuller', 'variant'])

function arePersonsApart(a: Profile, b: Profile): boolean {
  if (a.person === null || b.person === null) return false
  if (!arePersonal(a.person, b.person)) return false
  return nameMatch(a.person, b.person).kind === 'conflict'
}

/** One agency's or private person's name where it is not known to advertise for itself; the same page is another matter. */
function paysForOthers(a: Profile, b: Profile, best: NameEvidence | undefined): boolean {
  if (best === undefined || !(isHiredPayer(a) || isHiredPayer(b))) return false
  return !a.pages.some((page) => b.pages.some((other) => page.forms.n2 === other.forms.n2))
}
