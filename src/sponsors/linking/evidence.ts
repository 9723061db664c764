import type { Candidate } from './candidates.ts'
import type { MentionClaims } from './mention-claims.ts'
import { FULL, PART, personLikeness } from './person-likeness.ts'
import { type Cycle, campaignStanding, wasOverBeforeAds } from './race.ts'
import { type Feature, NONE, NONE_HOUSE, WEIGHTS } from './weights.ts'

/** What speaks for a candidate and against it, by feature, in log weights. */
export type Evidence = Partial<Record<Feature, number>>

export function evidenceFor(candidate: Candidate, claims: MentionClaims, cycle: Cycle | null): Evidence {
  return {
    ...ofPayer(candidate, claims, cycle),
    ...(candidate.campaign.hasCandidate
      ? { ...ofPage(candidate, claims), ...ofRace(candidate, claims, cycle) }
      : ofBody(candidate, claims)),
    ...ofGround(candidate, claims),
    ...ofTime(candidate, claims, cycle),
  }
}

/** What “none of them” starts with. */
export function evidenceForNone({ ground, saysHouse }: MentionClaims): number {
  return NONE[ground] + (saysHouse && ground !== 'federal' ? NONE_HOUSE : 0)
}

export function total(evidence: Evidence): number {
  return Object.values(evidence).reduce((sum, weight) => sum + weight, 0)
}

function weigh(feature: Feature, factor = 1): Evidence {
  return { [feature]: WEIGHTS[feature] * factor }
}

function ofPayer(candidate: Candidate, claims: MentionClaims, cycle: Cycle | null): Evidence {
  const { payer, isGlued, payerPerson, pagePerson, campaign } = candidate
  const withoutOffice = claims.ground === 'federal' ? {} : weigh('exactWithoutOffice')
  if (payer !== null) return { ...weigh('exact'), ...withoutOffice, ...nameWeakness(candidate, claims, cycle) }
  if (isGlued) return { ...weigh('glued'), ...withoutOffice }
  if (!campaign.hasCandidate) return {}
  if (payerPerson >= FULL) return weigh('person', payerPerson / 4)
  if (payerPerson < 0) return weigh('otherPerson')
  if (payerPerson < PART) return {}
  const hasPage = claims.pages.some(({ person }) => person.length > 0)
  return { ...weigh('part', payerPerson / 2), ...(hasPage && pagePerson < PART ? weigh('nobodyOnPage') : {}) }
}

function nameWeakness(
  { payer, campaign }: Candidate,
  { payers, ground }: MentionClaims,
  cycle: Cycle | null,
): Evidence {
  const hasYear = payers.some(({ years }) => years.size > 0)
  const loose = payer === 'exact' ? {} : weigh(cycle === null || hasYear ? 'looseNameBesideYears' : 'looseName')
  const isOneWord = campaign.hasCandidate && payers.every(({ person }) => person.length <= 1)
  return { ...loose, ...(isOneWord ? weigh(ground === 'federal' ? 'oneWordWithOffice' : 'oneWord') : {}) }
}

function ofPage({ page, pagePerson, payerPerson }: Candidate, { pages }: MentionClaims): Evidence {
  if (page !== null && pages.some(({ person }) => person.length > 1)) {
    return { ...weigh('pageExact'), ...(page === 'key' ? weigh('pageLooseName') : {}) }
  }
  if (pagePerson >= FULL) return weigh('pagePerson', pagePerson / 4)
  if (pagePerson >= PART) return weigh('pagePart', pagePerson / 2)
  return pagePerson < 0 ? weigh('otherPersonOnPage', payerPerson >= FULL ? 0.5 : 1) : {}
}

function ofRace({ campaign, payer }: Candidate, claims: MentionClaims, cycle: Cycle | null): Evidence {
  const { offices, states, hasClash } = claims
  const isOver = cycle !== null && campaignStanding(campaign, cycle) !== 'running'
  const isStateBound = states.size > 0 && !campaign.offices.has('P')
  return {
    ...(offices.size === 0
      ? {}
      : weigh([...offices].some((each) => campaign.offices.has(each)) ? 'office' : 'otherOffice')),
    ...(isStateBound ? weigh([...states].some((each) => campaign.states.has(each)) ? 'state' : 'otherState') : {}),
    ...(hasClash && (payer === null || isOver) ? weigh('officesClash') : {}),
  }
}

/** A body without a candidate that bears a campaign's name, on a page of the same person or a campaign's text. */
function ofBody({ payer }: Candidate, { payers, pages, isAmongCampaigns }: MentionClaims): Evidence {
  if (payer === null || pages.length === 0 || !isAmongCampaigns) return {}
  const isCampaigns = payers.some(({ isRunning, person }) => isRunning && person.length > 0)
  const isPersons = pages.some((page) => {
    return page.person.length > 1 && payers.some(({ person }) => personLikeness(page.person, person) >= PART)
  })
  return isCampaigns || isPersons ? weigh('noCandidate') : {}
}

/** State and local office speaks against the federation's registry, the more where the name is all there is. */
function ofGround({ payer, isGlued }: Candidate, claims: MentionClaims): Evidence {
  const { ground, payerIsLocal, pageIsLocal, payerIsFederal, isAmongCampaigns } = claims
  if (!isAmongCampaigns) return {}
  if (ground === 'federal') {
    if (payerIsLocal && !payerIsFederal) return weigh('localPayer')
    return pageIsLocal ? weigh('localPage') : {}
  }
  if (payer !== null || isGlued) return pageIsLocal ? weigh('localBesideExact') : {}
  return payerIsLocal || pageIsLocal ? weigh('local') : {}
}

function ofTime({ campaign }: Candidate, { ground }: MentionClaims, cycle: Cycle | null): Evidence {
  if (cycle === null) return wasOverBeforeAds(campaign) ? weigh('over') : {}
  const standing = campaignStanding(campaign, cycle)
  if (standing === 'running') return weigh('running')
  const hasOffice = ground === 'federal'
  return weigh(
    standing === 'over' ? (hasOffice ? 'over' : 'overWithoutOffice') : hasOffice ? 'absent' : 'absentWithoutOffice',
  )
}
