import { majorBounds } from '../domain/money.ts'
import type { SponsorMoney, SponsorSpending } from '../ports/spending.ts'
import type { SharedCreatives } from '../ports/sponsor-ads.ts'
import type { FoundSponsor, RegistryClaim, SponsorMember, SponsorProfile } from '../ports/sponsors.ts'
import { advertiserUrl } from './advertiser-url.ts'
import type { Json } from './disclosure-json.ts'
import { boundsJson, methodOf } from './spending-file.ts'
import { type SponsorInOne, sponsorInOneJson } from './sponsor-one-currency.ts'
import { registryRecordUrl, sponsorAdsUrl, sponsorUrl } from './sponsor-url.ts'
import { reasonText } from './sponsor-words.ts'
import { statementJson } from './statement-file.ts'

export interface SponsorKnown {
  readonly profile: SponsorProfile
  readonly money: readonly SponsorMoney[]
  /** All currencies in the one that was asked for; null: none was. */
  readonly inOne: SponsorInOne | null
  readonly spending: SponsorSpending | null
  readonly creatives: SharedCreatives
}

/** All that the page of a sponsor says. @param asOf the moment that was asked for; null: now */
export function sponsorJson({ profile, money, inOne, spending, creatives }: SponsorKnown, asOf: string | null): Json {
  const { id, type, name, referents, splitFrom, createdAt, memberCount, ads, withdrawnAds } = profile
  return {
    id,
    page: sponsorUrl(id),
    asOf,
    type,
    name,
    referents: [...referents],
    splitFrom,
    createdAt,
    ads,
    withdrawnAds,
    adsPage: sponsorAdsUrl(id),
    names: profile.names.map((each) => ({ ...each })),
    memberCount,
    members: profile.members.map(memberJson),
    related: profile.related.map((each) => ({ ...each, page: sponsorUrl(each.sponsor) })),
    claims: profile.claims.map(claimJson),
    events: profile.events.map((each) => ({ ...each, sponsors: [...each.sponsors] })),
    money: money.map(moneyJson),
    inOne: sponsorInOneJson(inOne),
    spending: spending === null ? null : spendingJson(spending),
    sharedCreatives: {
      total: creatives.total,
      isCut: creatives.isCut,
      rows: creatives.rows.map((each) => ({
        ...each,
        platforms: [...each.platforms],
        examples: each.examples.map((ad) => ({ ad, page: `/ads/${ad}` })),
      })),
    },
  }
}

function memberJson({ advertiser, id, reason, platform, key: _key, ...member }: SponsorMember): Json {
  return {
    mention: id,
    platform,
    advertiser: { ...advertiser, page: advertiserUrl(advertiser) },
    ...member,
    reason,
    reasonInWords: reasonText(reason),
  }
}

function claimJson(claim: RegistryClaim): Json {
  return { ...claim, page: registryRecordUrl(claim.scheme, claim.value) }
}

function moneyJson({ currency, platforms, ads, statements, ...bounds }: SponsorMoney): Json {
  const told = (each: Pick<SponsorMoney, 'ads' | 'statements'>) => ({
    ads: each.ads === null ? null : { count: each.ads.count, ...boundsJson(each.ads, currency) },
    stated: each.statements === null ? null : majorBounds(each.statements, currency),
    method: methodOf(each),
  })
  return {
    currency,
    ...boundsJson(bounds, currency),
    ...told({ ads, statements }),
    platforms: platforms.map((each) => ({
      platform: each.platform,
      accounts: each.accounts,
      ...boundsJson(each, currency),
      ...told(each),
    })),
  }
}

function spendingJson(spending: SponsorSpending): Json {
  const { currency, weeks, platforms, countries, regions, statements, statementCount } = spending
  const week = (each: SponsorSpending['weeks'][number]) => ({
    from: each.from,
    to: each.to,
    ...majorBounds(each, currency),
  })
  return {
    currency,
    weeks: weeks.map(week),
    platforms: platforms.map((each) => ({
      platform: each.platform,
      ...boundsJson(each, currency),
      weeks: each.weeks.map(week),
    })),
    countries: countries.map((each) => ({ country: each.country, ...boundsJson(each, currency) })),
    regions: regions.map((each) => ({ region: each.region, ...boundsJson(each, currency) })),
    statementCount,
    statements: statements.map((each) => ({
      advertiser: { ...each.advertiser, name: each.advertiserName, page: advertiserUrl(each.advertiser) },
      statement: statementJson(each),
    })),
  }
}

/** A row of the list of sponsors. */
export function foundJson({ id, name, type, platforms, ads, foundAs }: FoundSponsor): Json {
  return { id, name, page: sponsorUrl(id), type, platforms: [...platforms], ads, foundAs }
}
