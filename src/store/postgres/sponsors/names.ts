import type { DataSource } from 'typeorm'
import { calendarDate } from '../../../domain/calendar.ts'
import type { SponsorId } from '../../../domain/ids.ts'
import type { SponsorName } from '../../../ports/sponsors.ts'
import { type At, kept } from '../as-of.ts'

interface NameRow {
  readonly name: string
  readonly kind: SponsorName['kind']
  readonly told: string
  readonly first_seen_on: string | null
  readonly last_seen_on: string | null
}

/** Newest first, at most 500. */
export async function namesOf(dataSource: DataSource, id: SponsorId, at: At): Promise<SponsorName[]> {
  const rows: NameRow[] = await dataSource.query(namesSql(at), [id])
  return rows.map((row) => ({
    name: row.name,
    kind: row.kind,
    told: row.told,
    firstSeenOn: row.first_seen_on === null ? null : calendarDate(row.first_seen_on),
    lastSeenOn: row.last_seen_on === null ? null : calendarDate(row.last_seen_on),
  }))
}

const namesSql = (at: At) => `
WITH member AS MATERIALIZED (
  SELECT mention.advertiser_id, mention.payer, mention.payer_hash, mention.id, advertiser.platform
  FROM ${kept('mention_sponsor', at)} placed -- mention_sponsor_by_sponsor
  JOIN mention ON mention.id = placed.mention_id
  JOIN advertiser ON advertiser.id = mention.advertiser_id
  WHERE placed.sponsor_id = $1
)
SELECT told.name, told.kind, told.told, min(told.first_seen_at)::date::text AS first_seen_on,
  max(told.last_seen_at)::date::text AS last_seen_on
FROM (
  SELECT member.payer AS name, 'payer' AS kind, member.platform AS told, said.first_seen_at, said.last_seen_at
  FROM member
  LEFT JOIN ${kept('advertiser_name', at)} said ON said.advertiser_id = member.advertiser_id
    AND said.kind = 'disclaimer' AND said.text_hash = member.payer_hash -- advertiser_name_pkey
  WHERE member.payer IS NOT NULL
  UNION ALL
  SELECT said.text, 'account', member.platform, said.first_seen_at, said.last_seen_at
  FROM member
  JOIN ${kept('advertiser_name', at)} said ON said.advertiser_id = member.advertiser_id AND said.kind = 'name'
  UNION ALL
  SELECT claim.name, 'registry', claim.scheme, NULL, NULL
  FROM member
  JOIN ${kept('external_id', at)} claim ON claim.mention_id = member.id AND claim.relation = 'same_as'
  WHERE claim.name IS NOT NULL
) told
GROUP BY 1, 2, 3
ORDER BY max(told.last_seen_at) DESC NULLS LAST, told.name COLLATE "C", told.kind, told.told LIMIT 500`
