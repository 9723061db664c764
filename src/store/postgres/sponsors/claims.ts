import type { DataSource } from 'typeorm'
import { calendarDate } from '../../../domain/calendar.ts'
import type { SponsorId } from '../../../domain/ids.ts'
import type { RegistryClaim } from '../../../ports/sponsors.ts'
import { type At, kept } from '../as-of.ts'

interface ClaimRow extends Omit<RegistryClaim, 'firstSeenOn' | 'lastSeenOn'> {
  readonly first_seen_on: string | null
  readonly last_seen_on: string | null
}

/** Of all mentions of a sponsor: an id once for each method, at its best, the surest first; at most 200. */
export async function claimsOf(
  dataSource: Pick<DataSource, 'query'>,
  of: { readonly sponsor: SponsorId } | { readonly mention: string },
  at: At,
): Promise<RegistryClaim[]> {
  const [which, id] = 'sponsor' in of ? ['placed.sponsor_id', of.sponsor] : ['placed.mention_id', of.mention]
  const rows: ClaimRow[] = await dataSource.query(claimsSql(which, at), [id])
  return rows.map(({ first_seen_on: first, last_seen_on: last, ...claim }) => ({
    ...claim,
    firstSeenOn: first === null ? null : calendarDate(first),
    lastSeenOn: last === null ? null : calendarDate(last),
  }))
}

/** When an account declared what: by the facts that say it, in whatever spelling. */
const claimsSql = (which: string, at: At) => `
SELECT claim.scheme, claim.value, claim.method, max(claim.name) AS name, min(claim.relation) AS relation,
  max(claim.confidence) AS confidence, (array_agg(claim.reason ORDER BY claim.confidence DESC, claim.reason))[1] AS reason,
  min(claim.source) AS source, min(fact.first_seen_at)::date::text AS first_seen_on,
  max(fact.last_seen_at)::date::text AS last_seen_on
FROM ${kept('mention_sponsor', at)} placed
JOIN ${kept('external_id', at)} claim ON claim.mention_id = placed.mention_id -- external_id_pkey
JOIN mention ON mention.id = placed.mention_id
LEFT JOIN ${kept('advertiser_fact', at)} fact ON claim.method = 'declared' -- advertiser_fact_pkey
  AND fact.advertiser_id = mention.advertiser_id
  AND position(claim.value IN CASE claim.scheme WHEN 'us-ein' THEN replace(fact.value, '-', '') ELSE fact.value END) > 0
WHERE ${which} = $1
GROUP BY 1, 2, 3
ORDER BY max(claim.confidence) DESC, 1, 2, 3 LIMIT 200`
