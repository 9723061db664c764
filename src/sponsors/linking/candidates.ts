import type { Campaign } from './campaigns.ts'
import type { MentionClaims } from './mention-claims.ts'
import { PART, personLikeness } from './person-likeness.ts'
import type { RegistryIndex } from './registry-index.ts'

/** How a text meets a registered name: as a whole, or but for words that come and go. */
type NameMatch = 'exact' | 'key' | null

/** A campaign or body that a mention may be, with what they share. */
export interface Candidate {
  readonly campaign: Campaign
  readonly payer: NameMatch
  readonly page: NameMatch
  readonly isGlued: boolean
  /** Likeness of persons' names, the best of each side. */
  readonly payerPerson: number
  readonly pagePerson: number
}

/** Words that more campaigns share tell nobody. */
const MOST_CAMPAIGNS = 400
const LEAST_KEY = 4
const LEAST_GLUED = 8

/** All that share a name or, with a candidate, a part of the candidate's name. */
export function candidatesFor(index: RegistryIndex, { payers, pages }: MentionClaims): readonly Candidate[] {
  const found = {
    exact: campaignsBy(
      index.byExact,
      payers.map(({ exact }) => exact),
    ),
    key: campaignsBy(
      index.byKey,
      longer(
        payers.map(({ key }) => key),
        LEAST_KEY,
      ),
    ),
    glued: campaignsBy(
      index.byGlued,
      longer(
        payers.map(({ glued }) => glued),
        LEAST_GLUED,
      ),
    ),
    pageExact: campaignsBy(
      index.byExact,
      pages.map(({ exact }) => exact),
    ),
    pageKey: campaignsBy(
      index.byKey,
      longer(
        pages.map(({ key }) => key),
        LEAST_KEY,
      ),
    ),
    word: campaignsBy(
      index.byWord,
      [...payers, ...pages].flatMap(({ person }) => person),
      MOST_CAMPAIGNS,
    ),
  }
  const candidates: Candidate[] = []
  for (const campaign of new Set(Object.values(found).flatMap((campaigns) => [...campaigns]))) {
    const people = campaign.hasCandidate ? campaign.people : []
    candidates.push({
      campaign,
      payer: found.exact.has(campaign) ? 'exact' : found.key.has(campaign) ? 'key' : null,
      page: found.pageExact.has(campaign) ? 'exact' : found.pageKey.has(campaign) ? 'key' : null,
      isGlued: found.glued.has(campaign),
      payerPerson: mostAlike(
        payers.map(({ person }) => person),
        people,
      ),
      pagePerson: mostAlike(
        pages.map(({ person }) => person),
        people,
      ),
    })
  }
  return candidates.filter(isNamed)
}

/** Something of its name is there. */
function isNamed({ campaign, payer, page, isGlued, payerPerson, pagePerson }: Candidate): boolean {
  if (payer !== null || isGlued) return true
  return campaign.hasCandidate && (page !== null || payerPerson >= PART || pagePerson >= PART)
}

function campaignsBy(map: RegistryIndex['byExact'], keys: readonly string[], most = Infinity): ReadonlySet<Campaign> {
  const campaigns = new Set<Campaign>()
  for (const key of new Set(keys)) {
    const sharing = map.get(key)
    if (sharing === undefined || sharing.size > most) continue
    for (const campaign of sharing) campaigns.add(campaign)
  }
  return campaigns
}

function longer(keys: readonly string[], least: number): readonly string[] {
  return keys.filter((key) => key.length >= least)
}

function mostAlike(names: readonly (readonly string[])[], people: readonly (readonly string[])[]): number {
  const likenesses = names.flatMap((name) => people.map((person) => personLikeness(name, person)))
  return likenesses.length === 0 ? 0 : Math.max(...likenesses)
}
