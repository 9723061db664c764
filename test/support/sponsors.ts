import type { DisclosureFields } from '../../src/domain/disclosure.ts'
import type { SponsorId } from '../../src/domain/ids.ts'
import { newSponsorId } from '../../src/domain/new-sponsor-id.ts'
import { type ResolveDeps, resolveSponsors } from '../../src/pipeline/resolve-sponsors.ts'
import { attributeNew } from '../../src/pipeline/resolve-sponsors-new.ts'
import { reviewDesk } from '../../src/pipeline/resolve-sponsors-review.ts'
import type { ReviewDesk, Sponsors } from '../../src/ports/sponsors.ts'
import { accountsPay } from '../../src/sources/registry.ts'
import type { RegistryNames } from '../../src/sponsors/resolution.ts'
import { postgresReviewStore } from '../../src/store/postgres/sponsors/review.ts'
import { postgresSponsors } from '../../src/store/postgres/sponsors/sponsors.ts'
import { postgresSponsorStore } from '../../src/store/postgres/sponsors/store.ts'
import type { TestArchive } from './archive.ts'
import { aCountry, adRecords, aFile, aRegion, USD } from './loads.ts'

/** What a test says of one ad: who paid, under which account, and what matters beside. */
export interface PaidAd {
  readonly id: string
  /** The platform's id of the account; null: it gives none. */
  readonly account: string | null
  readonly name: string | null
  readonly payer?: string
  readonly cents?: bigint
  readonly region?: string
  readonly leadsTo?: string
}

export function loadPaidAds(
  { importDeps }: TestArchive,
  source: string,
  name: string,
  ads: readonly PaidAd[],
  observedOn = '2024-11-10',
) {
  const records = adRecords(ads.map((ad) => ({ id: ad.id, fields: fieldsOf(ad) })))
  return importDeps.store.load(aFile(source, name, observedOn), records)
}

function fieldsOf({ account, name, payer, cents, region, leadsTo }: PaidAd): DisclosureFields {
  return {
    ...(account === null ? {} : { advertiserId: account }),
    ...(name === null ? {} : { advertiserName: name }),
    ...(payer === undefined ? {} : { disclaimer: payer }),
    spend: { lower: cents ?? 10_000n, upper: cents ?? 10_000n, currency: USD },
    countries: [aCountry('US')],
    ...(region === undefined ? {} : { regions: [aRegion(region)] }),
    ...(leadsTo === undefined ? {} : { landingUrls: [leadsTo] }),
  }
}

export interface SponsorBench {
  readonly deps: ResolveDeps
  readonly sponsors: Sponsors
  readonly desk: ReviewDesk
  /** The id of the pair of the mentions of two ads. */
  readonly pairOf: (one: string, other: string) => Promise<string>
  readonly resolve: () => ReturnType<typeof resolveSponsors>
  readonly resolveUntil: (stop: AbortSignal) => ReturnType<typeof resolveSponsors>
  readonly attributeNew: () => ReturnType<typeof attributeNew>
  /** Who is behind an ad now. */
  readonly of: (source: string, ad: string) => Promise<SponsorId | null>
  /** Ads that have one sponsor, each set and all sets in order. */
  readonly partition: () => Promise<readonly (readonly string[])[]>
}

/** The resolver over a test's own archive. */
export function sponsorBench({ database, archive }: TestArchive, registry: RegistryNames | null = null): SponsorBench {
  const deps: ResolveDeps = {
    store: postgresSponsorStore(database, accountsPay),
    registry: async () => registry,
    link: () => [],
    newId: newSponsorId,
  }
  const sponsors = postgresSponsors(database)
  return {
    deps,
    sponsors,
    desk: reviewDesk({
      ...deps,
      review: postgresReviewStore(database),
      registryAround: async () => registry,
      rates: archive,
    }),
    pairOf: async (...ads) => {
      const rows: { id: string }[] = await database.query(MENTIONS, [ads])
      return rows.map(({ id }) => id).join('-')
    },
    resolve: () => resolveSponsors(deps, new AbortController().signal),
    resolveUntil: (stop) => resolveSponsors(deps, stop),
    attributeNew: () => attributeNew({ ...deps, registryAround: async () => registry }, new AbortController().signal),
    of: async (source, ad) => (await sponsors.ofAd(`${source}/${ad}` as never))?.id ?? null,
    partition: async () => {
      const rows: { ads: string[] }[] = await database.query(PARTITION)
      return rows.map(({ ads }) => ads)
    },
  }
}

const PARTITION = `
SELECT array_agg(disclosure.source || '/' || disclosure.ad_id ORDER BY disclosure.source || '/' || disclosure.ad_id) AS ads
FROM disclosure_state state JOIN disclosure ON disclosure.id = state.disclosure_id
JOIN mention ON mention.advertiser_id = state.advertiser_id
  AND mention.payer_hash = md5(coalesce(state.disclaimer, ''))::uuid
LEFT JOIN mention_sponsor placed ON placed.mention_id = mention.id
WHERE state.to_revision IS NULL GROUP BY placed.sponsor_id
ORDER BY 1`

const MENTIONS = `
SELECT DISTINCT mention.id FROM disclosure
JOIN disclosure_state state ON state.disclosure_id = disclosure.id AND state.to_revision IS NULL
JOIN mention ON mention.advertiser_id = state.advertiser_id
  AND mention.payer_hash = md5(coalesce(state.disclaimer, ''))::uuid
WHERE disclosure.source || '/' || disclosure.ad_id = ANY($1) ORDER BY 1`
