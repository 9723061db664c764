import { toldValue } from '../../../src/domain/disclosure.ts'
import type { HeldDisclosure } from '../../../src/domain/held-disclosure.ts'
import { type AdvertiserRef, platformId, sponsorId } from '../../../src/domain/ids.ts'
import type { SponsorMember, SponsorProfile } from '../../../src/ports/sponsors.ts'
import { day, moment } from './builders.ts'

export const DAM = sponsorId('sp-damdamdamdamdamd')
export const LABOUR = sponsorId('sp-labourlabourlabo')
/** Was merged into that of the dam. */
export const FORMER_DAM = sponsorId('sp-formerformerform')

/** Which ads a sponsor of the twin has: by account, and by payer where one is given. */
export interface KeptSponsor extends Omit<SponsorProfile, 'members' | 'memberCount' | 'ads' | 'withdrawnAds'> {
  readonly isMember: (held: HeldDisclosure) => boolean
  /** Accounts that are known from totals alone. */
  readonly accounts: readonly AdvertiserRef[]
}

const GOOGLE_DAM = { platform: platformId('google'), key: 'AR0001' }

export function sampleSponsors(): KeptSponsor[] {
  return [dam(), labour()]
}

function dam(): KeptSponsor {
  const seen = { firstSeenOn: day('2024-10-22'), lastSeenOn: day('2024-11-06') }
  return {
    id: DAM,
    type: 'committee',
    name: 'Friends of the Dam PAC',
    referents: [FORMER_DAM],
    splitFrom: null,
    createdAt: moment('2024-11-07'),
    names: [
      { name: 'Friends of the Dam PAC', kind: 'payer', told: 'meta', ...seen },
      { name: 'Friends of the Dam', kind: 'account', told: 'meta', ...seen },
      { name: 'Committee to Re-open the Dam', kind: 'account', told: 'google', ...seen },
      { name: 'Friends of the Damn PAC', kind: 'payer', told: 'meta', ...seen, lastSeenOn: day('2024-10-22') },
      { name: 'FRIENDS OF THE DAM', kind: 'registry', told: 'us-fec', firstSeenOn: null, lastSeenOn: null },
    ],
    related: [
      {
        sponsor: LABOUR,
        name: 'North Shore Labour',
        kind: 'pays_for',
        direction: 'from',
        source: 'disclaimer of 3 ads',
        confidence: 0.91,
      },
    ],
    claims: [
      {
        ...{
          scheme: 'us-fec',
          value: 'C00000011',
          name: 'FRIENDS OF THE DAM',
          relation: 'same_as',
          method: 'declared',
        },
        ...{ confidence: 0.99, reason: 'exact_registry_id', source: 'Google Ad Library', ...seen },
      },
      {
        ...{ scheme: 'us-fec', value: 'C00000043', name: null, relation: 'affiliated_with', method: 'matched' },
        ...{ confidence: 0.8, reason: 'registry_alias', source: 'paidfor', firstSeenOn: null, lastSeenOn: null },
      },
    ],
    events: [
      {
        ...{ id: '3', kind: 'judge', at: moment('2024-11-10'), actor: 'Ana Example', ruleVersion: '1' },
        ...{ reason: 'The same treasurer signs both pages.', sponsors: [DAM, FORMER_DAM] },
      },
      {
        ...{ id: '2', kind: 'merge', at: moment('2024-11-10'), actor: 'paidfor', ruleVersion: '1' },
        ...{ reason: 'review_same', sponsors: [DAM, FORMER_DAM] },
      },
      {
        ...{ id: '1', kind: 'create', at: moment('2024-11-07'), actor: 'paidfor', ruleVersion: '1' },
        ...{ reason: 'single', sponsors: [DAM] },
      },
    ],
    isMember: ({ advertiser }) => advertiser?.key === '104821',
    accounts: [GOOGLE_DAM],
  }
}

function labour(): KeptSponsor {
  return {
    id: LABOUR,
    type: 'party',
    name: 'North Shore Labour',
    referents: [],
    splitFrom: DAM,
    createdAt: moment('2024-11-07'),
    names: [
      {
        ...{ name: 'North Shore Labour', kind: 'payer', told: 'meta' },
        ...{ firstSeenOn: day('2024-10-03'), lastSeenOn: day('2024-11-05') },
      },
    ],
    related: [],
    claims: [],
    events: [],
    isMember: ({ fields }) => toldValue(fields.disclaimer) === 'North Shore Labour',
    accounts: [],
  }
}

/** One for each account and payer. */
export function membersOf({ isMember, accounts }: KeptSponsor, ads: readonly HeldDisclosure[]): SponsorMember[] {
  const told = ads.filter(isMember).flatMap((held): SponsorMember[] => {
    const { advertiser, fields } = held
    if (advertiser === null) return []
    return [aMember(advertiser, toldValue(fields.disclaimer), toldValue(fields.advertiserName))]
  })
  const known = accounts.map((ref) => aMember(ref, null, 'Committee to Re-open the Dam'))
  const byKey = new Map<string, SponsorMember>()
  for (const member of [...told, ...known]) {
    const before = byKey.get(member.id)
    const isOfAd = told.includes(member)
    byKey.set(member.id, { ...member, ads: (before?.ads ?? 0) + (isOfAd ? 1 : 0) })
  }
  return [...byKey.values()].sort((a, b) => b.ads - a.ads)
}

function aMember(advertiser: AdvertiserRef, payer: string | null, accountName: string | null): SponsorMember {
  return {
    id: `${advertiser.platform}/${advertiser.key}/${payer ?? ''}`,
    ...{ platform: advertiser.platform, key: advertiser.key, advertiser },
    accountId: advertiser.key.startsWith('n-') ? null : advertiser.key,
    ...{ accountName, payer, firstSeenOn: day('2024-10-22'), lastSeenOn: day('2024-11-06') },
    ...{ method: 'auto', confidence: 0.973, reason: 'exact_payer_n2;exact_account', ads: 0 },
  }
}
