import type { DataSource } from 'typeorm'
import { type SponsorId, sponsorId } from '../../../domain/ids.ts'
import type { SponsorEventKind, SponsorRelationKind, SponsorType } from '../../../domain/sponsor.ts'
import type { RelatedSponsor, SponsorEvent, SponsorProfile } from '../../../ports/sponsors.ts'
import { type At, kept } from '../as-of.ts'
import { asInstant } from '../rows/held.ts'
import { claimsOf } from './claims.ts'
import { membersOf } from './members.ts'
import { namesOf } from './names.ts'

interface SponsorRow {
  readonly id: string
  readonly type: SponsorType
  readonly name: string
  readonly redirect_to: string | null
  readonly split_from: string | null
  readonly created_at: Date
}

export async function sponsorProfile(
  dataSource: DataSource,
  id: SponsorId,
  at: At,
): Promise<SponsorProfile | { readonly movedTo: SponsorId } | null> {
  const [row]: SponsorRow[] = await dataSource.query(sponsorSql(at), [id])
  if (row === undefined) return null
  if (row.redirect_to !== null) return { movedTo: sponsorId(row.redirect_to) }
  const [referents, names, members, related, claims, events, [counts]] = await Promise.all([
    dataSource.query(referentsSql(at), [id]),
    namesOf(dataSource, id, at),
    membersOf(dataSource, id, at),
    relatedTo(dataSource, id, at),
    claimsOf(dataSource, { sponsor: id }, at),
    eventsOf(dataSource, id, at),
    dataSource.query(countsSql(at), [id]),
  ])
  return {
    id,
    type: row.type,
    name: row.name,
    referents: referents.map((referent: { id: string }) => sponsorId(referent.id)),
    splitFrom: row.split_from === null ? null : sponsorId(row.split_from),
    createdAt: asInstant(row.created_at),
    ...{ names, members, related, claims, events },
    memberCount: Number(counts.members),
    ads: Number(counts.ads),
    withdrawnAds: Number(counts.withdrawn),
  }
}

const sponsorSql = (at: At) => `
SELECT sponsor.id, sponsor.type, sponsor.name, sponsor.redirect_to, sponsor.split_from, sponsor.created_at
FROM ${kept('sponsor', at)} sponsor WHERE sponsor.id = $1`

const referentsSql = (at: At) => `
SELECT former.id FROM ${kept('sponsor', at)} former -- sponsor_redirected
WHERE former.redirect_to = $1 ORDER BY former.created_order`

/** Withdrawn ads are few, and looked for among themselves. */
const countsSql = (at: At) => `
SELECT count(*) AS members, coalesce(sum(total.ads), 0) AS ads, (
  SELECT count(*) FROM disclosure_state state -- disclosure_state_absent
  JOIN mention ON mention.advertiser_id = state.advertiser_id
    AND mention.payer_hash = md5(coalesce(state.disclaimer, ''))::uuid
  JOIN ${kept('mention_sponsor', at)} held ON held.mention_id = mention.id AND held.sponsor_id = $1
  WHERE state.missing_since IS NOT NULL AND state.withdrawn_at IS NOT NULL AND ${shownAt(at)}
) AS withdrawn
FROM ${kept('mention_sponsor', at)} placed -- mention_sponsor_by_sponsor
LEFT JOIN ${kept('mention_total', at)} total ON total.mention_id = placed.mention_id
WHERE placed.sponsor_id = $1`

function shownAt(at: At): string {
  return at === null
    ? 'state.to_revision IS NULL'
    : `state.from_revision <= ${at} AND (state.to_revision IS NULL OR state.to_revision > ${at})`
}

interface RelatedRow {
  readonly from_sponsor: string
  readonly to_sponsor: string
  readonly name: string
  readonly kind: SponsorRelationKind
  readonly source: string
  readonly confidence: number
}

/** Each way by its own index; of several cycles once. */
const relatedSql = (at: At) => `
SELECT relation.from_sponsor, relation.to_sponsor, other.name, relation.kind, relation.source,
  max(relation.confidence) AS confidence
FROM (
  SELECT own.*, own.to_sponsor AS other_id FROM ${kept('sponsor_relation', at)} own WHERE own.from_sponsor = $1
  UNION ALL
  SELECT own.*, own.from_sponsor FROM ${kept('sponsor_relation', at)} own WHERE own.to_sponsor = $1
) relation
JOIN ${kept('sponsor', at)} other ON other.id = relation.other_id
GROUP BY 1, 2, 3, 4, 5
ORDER BY relation.kind, max(relation.confidence) DESC, other.name, 1, 2 LIMIT 200`

async function relatedTo(dataSource: DataSource, id: SponsorId, at: At): Promise<RelatedSponsor[]> {
  const rows: RelatedRow[] = await dataSource.query(relatedSql(at), [id])
  return rows.map((row) => {
    const isFrom = row.from_sponsor === id
    return {
      sponsor: sponsorId(isFrom ? row.to_sponsor : row.from_sponsor),
      name: row.name,
      kind: row.kind,
      direction: isFrom ? 'from' : 'to',
      source: row.source,
      confidence: row.confidence,
    }
  })
}

interface EventRow {
  readonly id: string
  readonly kind: SponsorEventKind
  readonly at: Date
  readonly actor: string
  readonly reason: string
  readonly sponsors: readonly string[]
  readonly rule_version: string
}

/** Also what befell the ids that lead here. */
const eventsSql = (at: At) => `
SELECT event.id, event.kind, event.at, event.actor, event.reason, event.sponsors, event.rule_version
FROM sponsor_event event -- sponsor_event_of_sponsor
WHERE event.sponsors && array(
    SELECT former.id FROM ${kept('sponsor', at)} former WHERE former.redirect_to = $1 UNION ALL SELECT $1
  )
  AND ($2::bigint IS NULL OR event.revision <= $2)
ORDER BY event.id DESC LIMIT 200`

async function eventsOf(dataSource: DataSource, id: SponsorId, at: At): Promise<SponsorEvent[]> {
  const rows: EventRow[] = await dataSource.query(eventsSql(at), [id, at])
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: asInstant(row.at),
    actor: row.actor,
    reason: row.reason,
    sponsors: row.sponsors.map(sponsorId),
    ruleVersion: row.rule_version,
  }))
}
