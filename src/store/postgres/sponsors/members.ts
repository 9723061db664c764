import type { DataSource } from 'typeorm'
import { calendarDate } from '../../../domain/calendar.ts'
import { platformId, type SponsorId } from '../../../domain/ids.ts'
import { strangePosition } from '../../../domain/search.ts'
import type { Page, SponsorMember } from '../../../ports/sponsors.ts'
import { type At, kept } from '../as-of.ts'

interface MemberRow {
  readonly id: string
  readonly platform: string
  readonly key: string
  readonly account_id: string | null
  readonly account_name: string | null
  readonly payer: string | null
  readonly first_seen_on: string | null
  readonly last_seen_on: string | null
  readonly method: SponsorMember['method']
  readonly confidence: number
  readonly reason: string
  readonly ads: string
}

/** The most ads first. */
export async function membersOf(dataSource: DataSource, id: SponsorId, at: At, size = 500): Promise<SponsorMember[]> {
  const rows: MemberRow[] = await dataSource.query(membersSql(OF_SPONSOR, at), [id, null, null, size])
  return rows.map(memberOf)
}

/** The same, page by page. @throws {Problem} `request.invalid` */
export async function membersPage(
  dataSource: DataSource,
  id: SponsorId,
  { after, size }: { readonly after: string | null; readonly size: number },
  at: At,
): Promise<Page<SponsorMember>> {
  const [, ads, mention] = /^(\d{1,18})-(\d{1,18})$/.exec(after ?? '') ?? []
  if (after !== null && mention === undefined) throw strangePosition()
  const rows: MemberRow[] = await dataSource.query(membersSql(OF_SPONSOR, at), [id, ads, mention, size + 1])
  const last = rows.length > size ? rows[size - 1] : undefined
  return { rows: rows.slice(0, size).map(memberOf), next: last === undefined ? null : `${last.ads}-${last.id}` }
}

/** $2 and $3: ads and number of the last one before. */
const OF_SPONSOR = `placed.sponsor_id = $1 -- mention_sponsor_by_sponsor
  AND ($2::bigint IS NULL OR (coalesce(total.ads, 0), -mention.id) < ($2::bigint, -$3::bigint))
  ORDER BY coalesce(total.ads, 0) DESC, mention.id LIMIT $4`

/** The same of one mention. @throws {Error} where it is placed nowhere */
export async function memberOfMention(dataSource: Pick<DataSource, 'query'>, id: string): Promise<SponsorMember> {
  const [row]: MemberRow[] = await dataSource.query(membersSql('placed.mention_id = $1', null), [id])
  if (row === undefined) throw new Error(`mention ${id} has no sponsor`)
  return memberOf(row)
}

const membersSql = (which: string, at: At) => `
SELECT member.*, name.text AS account_name,
  coalesce(payer.first_seen_at, spans.first_seen_at)::date::text AS first_seen_on,
  coalesce(payer.last_seen_at, spans.last_seen_at)::date::text AS last_seen_on
FROM (
  SELECT mention.id, mention.advertiser_id, mention.payer, mention.payer_hash, advertiser.platform, advertiser.key,
    advertiser.account_id, placed.method, placed.confidence, placed.reason, coalesce(total.ads, 0) AS ads
  FROM ${kept('mention_sponsor', at)} placed
  JOIN mention ON mention.id = placed.mention_id
  JOIN advertiser ON advertiser.id = mention.advertiser_id
  LEFT JOIN ${kept('mention_total', at)} total ON total.mention_id = mention.id
  WHERE ${which}
) member
LEFT JOIN LATERAL (
  SELECT said.text FROM ${kept('advertiser_name', at)} said -- advertiser_name_pkey
  WHERE said.advertiser_id = member.advertiser_id AND said.kind = 'name'
  ORDER BY said.last_seen_at DESC, said.text COLLATE "C" LIMIT 1
) name ON true
LEFT JOIN LATERAL (
  SELECT min(said.first_seen_at) AS first_seen_at, max(said.last_seen_at) AS last_seen_at
  FROM ${kept('advertiser_name', at)} said WHERE said.advertiser_id = member.advertiser_id AND said.kind = 'name'
) spans ON true
LEFT JOIN ${kept('advertiser_name', at)} payer ON payer.advertiser_id = member.advertiser_id
  AND payer.kind = 'disclaimer' AND payer.text_hash = member.payer_hash AND member.payer IS NOT NULL
ORDER BY member.ads DESC, member.id`

function memberOf(row: MemberRow): SponsorMember {
  const platform = platformId(row.platform)
  return {
    id: row.id,
    platform,
    key: row.key,
    advertiser: { platform, key: row.key },
    accountId: row.account_id,
    accountName: row.account_name,
    payer: row.payer,
    firstSeenOn: row.first_seen_on === null ? null : calendarDate(row.first_seen_on),
    lastSeenOn: row.last_seen_on === null ? null : calendarDate(row.last_seen_on),
    method: row.method,
    confidence: row.confidence,
    reason: row.reason,
    ads: Number(row.ads),
  }
}
