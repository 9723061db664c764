import type { DataSource } from 'typeorm'
import { type DisclosureId, sponsorId } from '../../../domain/ids.ts'
import type { AdSponsor } from '../../../ports/sponsor-ads.ts'
import { type At, kept, wasShown } from '../as-of.ts'

interface OwnerRow {
  readonly ad: DisclosureId
  readonly sponsor: string
  readonly name: string
  readonly reason: string
  readonly method: AdSponsor['method']
}

/** In one question for a whole page of ads. */
export async function sponsorsOfAds(
  dataSource: DataSource,
  ids: readonly DisclosureId[],
  at: At,
): Promise<ReadonlyMap<DisclosureId, AdSponsor>> {
  if (ids.length === 0) return new Map()
  const rows: OwnerRow[] = await dataSource.query(ownersSql(at), [ids])
  return new Map(
    rows.map(({ ad, sponsor, name, reason, method }) => [ad, { id: sponsorId(sponsor), name, reason, method }]),
  )
}

const ownersSql = (at: At) => `
SELECT asked.id AS ad, sponsor.id AS sponsor, sponsor.name, member.reason, member.method
FROM unnest($1::text[]) AS asked (id)
JOIN disclosure ON disclosure.source = split_part(asked.id, '/', 1)
  AND disclosure.ad_id = substr(asked.id, strpos(asked.id, '/') + 1) -- disclosure_identity
JOIN disclosure_state state ON state.disclosure_id = disclosure.id AND ${wasShown(at)}
JOIN mention ON mention.advertiser_id = state.advertiser_id
  AND mention.payer_hash = md5(coalesce(state.disclaimer, ''))::uuid -- mention_identity
JOIN ${kept('mention_sponsor', at)} member ON member.mention_id = mention.id
JOIN ${kept('sponsor', at)} sponsor ON sponsor.id = member.sponsor_id`
