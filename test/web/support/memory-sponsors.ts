import { lowerReason, upperReason } from '../../../src/domain/bound-reasons.ts'
import { toldValue } from '../../../src/domain/disclosure.ts'
import type { HeldDisclosure } from '../../../src/domain/held-disclosure.ts'
import { type AdvertiserRef, type PlatformId, platformId, type SponsorId } from '../../../src/domain/ids.ts'
import type { Currency } from '../../../src/domain/money.ts'
import type { CountryCode, RegionCode } from '../../../src/domain/place.ts'
import type { SpendingRow, SpendReport, SpendWeek, SponsorMoney } from '../../../src/ports/spending.ts'
import type { SpendReasons, WhyAccount } from '../../../src/ports/spending-why.ts'
import type { SponsorAds } from '../../../src/ports/sponsor-ads.ts'
import type { Page, SponsorProfile, Sponsors } from '../../../src/ports/sponsors.ts'
import { counted, type Kept, places, plusDays, rowOf } from './memory-spending.ts'
import { type KeptSponsor, membersOf } from './sample-sponsors.ts'
import { added, NOTHING } from './spend-arithmetic.ts'

/** Sponsors in memory, over the ads of the twin: small, slow and obvious. */
export function memorySponsors(kept: readonly KeptSponsor[], ads: readonly HeldDisclosure[]): Sponsors {
  const own: Sponsors = {
    sponsor: async (id) => {
      const known = kept.find((each) => each.id === id)
      if (known !== undefined) return profileOf(known, ads)
      const later = kept.find(({ referents }) => referents.includes(id))
      return later === undefined ? null : { movedTo: later.id }
    },
    members: async (id, after, size) => {
      const known = kept.find((each) => each.id === id)
      return pageOf(known === undefined ? [] : membersOf(known, ads), after, size)
    },
    find: async (text, after, size) => pageOf(found(kept, ads, text), after, size),
    ofAd: async (id) => kept.find(({ isMember }) => ads.some((held) => held.id === id && isMember(held))) ?? null,
    ofAdvertiser: async (ref) =>
      kept
        .filter((sponsor) =>
          membersOf(sponsor, ads).some(
            ({ advertiser: { platform, key } }) => platform === ref.platform && key === ref.key,
          ),
        )
        .map(({ id, name }) => ({ id, name })),
    asOf: () => own,
  }
  return own
}

function profileOf(known: KeptSponsor, ads: readonly HeldDisclosure[]): SponsorProfile {
  const { isMember, accounts: _accounts, ...plain } = known
  const own = ads.filter(isMember)
  const members = membersOf(known, ads)
  const withdrawnAds = own.filter(({ listing }) => listing.withdrawnAt !== null).length
  return { ...plain, members, memberCount: members.length, ads: own.length, withdrawnAds }
}

/** By the beginning of a word of any name; a misspelt one is taken from the names. */
function found(kept: readonly KeptSponsor[], ads: readonly HeldDisclosure[], text: string) {
  return kept.flatMap((sponsor) => {
    const names = sponsor.names.map(({ name }) => name)
    const answers = names.find((name) => name.toLowerCase().includes(text.toLowerCase()))
    if (answers === undefined) return []
    const { id, name, type, members, ads: count } = profileOf(sponsor, ads)
    const platforms = [...new Set(members.map(({ platform }) => platform))]
    return [{ id, name, type, platforms, ads: count, foundAs: answers === name ? null : answers }]
  })
}

function pageOf<Row>(rows: readonly Row[], after: string | null, size: number): Page<Row> {
  const start = after === null ? 0 : Number(after)
  return { rows: rows.slice(start, start + size), next: start + size < rows.length ? String(start + size) : null }
}

export function memorySponsorAds(kept: readonly KeptSponsor[], ads: readonly HeldDisclosure[]): SponsorAds {
  const ofSponsor = (id: SponsorId) => {
    const known = kept.find((each) => each.id === id)
    const dayOf = ({ fields }: HeldDisclosure) => toldValue(fields.startsOn) ?? ''
    return known === undefined ? [] : ads.filter(known.isMember).sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : -1))
  }
  const own: SponsorAds = {
    ads: async (id, { listing, after, size }) => {
      const all = ofSponsor(id).filter((held) => listing === null || held.listing.withdrawnAt !== null)
      const { rows, next } = pageOf(all, after === null ? null : (after.split('.').at(-1) ?? null), size)
      return { rows, next: next === null ? null : `7.2024-10-01.${next}`, revision: 7, total: all.length }
    },
    sharedCreatives: async (id) => {
      const said = ofSponsor(id)
      const [newest] = said
      if (newest === undefined || said.length < 2) return { rows: [], total: 0, isCut: false }
      const text = (toldValue(newest.fields.texts) ?? []).map((each) => each.text).join('\n')
      const platforms = [...new Set(said.map(({ source }) => platformId(source)))]
      const days = { firstDay: toldValue(newest.fields.startsOn), lastDay: toldValue(newest.fields.endsOn) }
      const how = { text, isSame: false, wordings: said.length, ads: said.length, platforms, ...days }
      return { rows: [{ ...how, examples: said.slice(0, 8).map((held) => held.id) }], total: 1, isCut: false }
    },
    ofAds: async (ids) => {
      const known = ids.flatMap((ad) => {
        const held = ads.find(({ id }) => id === ad)
        const sponsor = held === undefined ? undefined : kept.find(({ isMember }) => isMember(held))
        if (sponsor === undefined) return []
        const { id, name } = sponsor
        return [[ad, { id, name, reason: 'exact_payer_n2', method: 'auto' }] as const]
      })
      return new Map(known)
    },
    asOf: () => own,
  }
  return own
}

/** The twin tells no rows that count: what they are is for the tests of the archive. */
function takenApart(advertiser: AdvertiserRef, row: SpendingRow): WhyAccount {
  const { name, ads, statements, lower, upper, undivided } = row
  return {
    ...{ advertiser, name, ads, statements, lower, upper, undivided },
    ...{ holdsAllAds: false, lowerReason: lowerReason(row), upperReason: upperReason(row, false) },
    ...{ usedAds: [], usedAdsCount: 0, usedStatements: [], usedStatementCount: 0, isSharedStatement: false },
  }
}

const ALL = { by: 'advertiser', place: null, from: null, to: null, platform: null } as const

/** The part of the twin that tells what a sponsor spent: the sum over its accounts. */
export function memorySponsorSpending(
  kept: Kept,
  sponsors: readonly KeptSponsor[],
): Pick<SpendReport, 'sponsorMoney' | 'sponsorBounds' | 'sponsorSpending'> & SpendReasons {
  const accountsOf = (id: SponsorId) => {
    const known = sponsors.find((each) => each.id === id)
    const refs = known === undefined ? [] : membersOf(known, kept.ads).map(({ advertiser }) => advertiser)
    return [...new Map(refs.map((ref) => [`${ref.platform}/${ref.key}`, ref])).values()]
  }
  const sum = (id: SponsorId, asked: Parameters<typeof rowOf>[2], platform: PlatformId | null = null) => {
    const refs = accountsOf(id).filter((ref) => platform === null || ref.platform === platform)
    const rows = refs.flatMap((ref) => rowOf(kept, ref, asked) ?? [])
    const ads = rows.flatMap((row) => row.ads ?? [])
    const stated = rows.flatMap((row) => row.statements ?? [])
    const count = ads.reduce((total, each) => total + each.count, 0)
    return {
      ...rows.reduce(added, NOTHING),
      ads: ads.length === 0 ? null : { ...ads.reduce(added, NOTHING), count },
      statements:
        stated.length === 0 ? null : stated.map((each) => ({ ...each, undivided: 0n })).reduce(added, NOTHING),
      accounts: rows.length,
    }
  }
  const currenciesOf = (id: SponsorId): Currency[] => {
    const keys = new Set(accountsOf(id).map(({ key }) => key))
    const told = [
      ...kept.ads
        .filter(({ advertiser }) => advertiser !== null && keys.has(advertiser.key))
        .flatMap(({ fields }) => toldValue(fields.spend)?.currency ?? []),
      ...kept.statements
        .filter(({ about }) => typeof about === 'object' && keys.has(about.key))
        .map(({ view }) => view.currency),
    ]
    return counted(told).map(([currency]) => currency)
  }
  const platformsOf = (id: SponsorId) => [...new Set(accountsOf(id).map(({ platform }) => platform))]
  return {
    sponsorMoney: async (id) =>
      currenciesOf(id).map((currency): SponsorMoney => {
        const { accounts: _accounts, ...whole } = sum(id, { ...ALL, currency })
        const platforms = platformsOf(id)
          .map((platform) => ({ platform, ...sum(id, { ...ALL, currency }, platform) }))
          .filter(({ accounts }) => accounts > 0)
        return { currency, ...whole, platforms }
      }),
    why: async (whose, query) => {
      const refs = whose.kind === 'sponsor' ? accountsOf(whose.id) : [whose.ref]
      const accounts = refs.flatMap((ref) => {
        const row = rowOf(kept, ref, query)
        return row === null ? [] : [takenApart(ref, row)]
      })
      if (accounts.length === 0) return null
      const name = sponsors.find(({ id }) => whose.kind === 'sponsor' && id === whose.id)?.name
      return {
        name: name ?? accounts[0]?.name ?? null,
        ...{ ...accounts.reduce(added, NOTHING), ads: null, statements: null },
        accounts,
        accountCount: accounts.length,
        effective: [],
      }
    },
    sponsorBounds: async (id, query) => {
      const { accounts, ...whole } = sum(id, query)
      const platforms = platformsOf(id)
        .map((platform) => ({ platform, ...sum(id, query, platform) }))
        .filter((each) => each.accounts > 0)
      return accounts === 0 ? null : { ...whole, platforms }
    },
    sponsorSpending: async (id, currency) => {
      const own = kept.ads.filter(({ advertiser }) => accountsOf(id).some(({ key }) => key === advertiser?.key))
      const codes = [...new Set(own.flatMap(places))]
      const weeksOf = (platform: PlatformId | null): SpendWeek[] =>
        Array.from({ length: 20 }, (_, index) => plusDays('2024-07-07', 7 * index)).flatMap((from) => {
          const to = plusDays(from, 6)
          const { lower, upper } = sum(id, { ...ALL, currency, from, to }, platform)
          return lower === 0n && upper === 0n ? [] : [{ from, to, lower, upper }]
        })
      const of = (place: CountryCode | RegionCode) => {
        const { lower, upper, undivided } = sum(id, { ...ALL, currency, place })
        return { lower, upper, undivided }
      }
      const statements = kept.statements.flatMap(({ about, name, view }) =>
        typeof about === 'object' && view.currency === currency && accountsOf(id).some(({ key }) => key === about.key)
          ? [{ ...view, advertiser: about, advertiserName: name }]
          : [],
      )
      return {
        currency,
        weeks: weeksOf(null).reverse(),
        countries: codes
          .filter((code): code is CountryCode => !code.includes('-'))
          .map((country) => ({ country, ...of(country) })),
        regions: codes
          .filter((code): code is RegionCode => code.includes('-'))
          .map((region) => ({ region, ...of(region) })),
        platforms: platformsOf(id).map((platform) => {
          const { lower, upper, undivided } = sum(id, { ...ALL, currency }, platform)
          return { platform, lower, upper, undivided, weeks: weeksOf(platform).reverse() }
        }),
        statements,
        statementCount: statements.length,
      }
    },
  }
}
