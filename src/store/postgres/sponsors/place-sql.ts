import { counted } from './stage-sql.ts'

/** Sponsors come, go and come back; mentions are put where the run puts them. Rows that say the same already are not written. */

export const NEW_SPONSORS = counted(`
INSERT INTO sponsor (id, type, name, split_from)
SELECT made.id, told.type, told.name, made.split_from
FROM staged_new made JOIN staged_sponsor told ON told.id = made.id
ORDER BY made.position`)

export const REVIVE = `
DELETE FROM sponsor_redirect redirect USING staged_revival revival WHERE redirect.former = revival.id;
UPDATE sponsor SET status = 'active', redirect_to = NULL
FROM staged_revival revival WHERE sponsor.id = revival.id AND sponsor.status <> 'active'`

export const MERGE = `
INSERT INTO sponsor_redirect (former, into_sponsor)
SELECT merge.former, merge.into_sponsor FROM staged_merge merge`

/** Where every former id leads by now, whatever it was merged into on the way. */
export const LEAD_ON = counted(`
UPDATE sponsor SET status = 'tombstone', redirect_to = lead.leads_to
FROM (
  WITH RECURSIVE lead AS (
    SELECT redirect.former AS id, redirect.into_sponsor AS leads_to FROM sponsor_redirect redirect
    WHERE NOT EXISTS (SELECT FROM sponsor_redirect further WHERE further.former = redirect.into_sponsor)
    UNION ALL
    SELECT redirect.former, lead.leads_to FROM lead
    JOIN sponsor_redirect redirect ON redirect.into_sponsor = lead.id -- sponsor_redirect_by_into
  )
  SELECT lead.id, lead.leads_to FROM lead
) lead
WHERE sponsor.id = lead.id AND sponsor.redirect_to IS DISTINCT FROM lead.leads_to`)

/** Sponsors that get a mention or lose one; those whose words alone change are none of them. */
export const TOUCHED = `
CREATE TEMP TABLE touched_sponsor ON COMMIT DROP AS
SELECT staged.sponsor_id AS id
FROM staged_place staged LEFT JOIN mention_sponsor held ON held.mention_id = staged.mention_id
WHERE held.sponsor_id IS DISTINCT FROM staged.sponsor_id
UNION
SELECT held.sponsor_id
FROM staged_place staged JOIN mention_sponsor held ON held.mention_id = staged.mention_id
WHERE held.sponsor_id <> staged.sponsor_id
UNION SELECT merge.former FROM staged_merge merge
UNION SELECT merge.into_sponsor FROM staged_merge merge
UNION SELECT revival.id FROM staged_revival revival`

/** A hundredth more or less of confidence is no news. $1: version of the rules. */
export const PLACE = counted(`
INSERT INTO mention_sponsor AS held (mention_id, sponsor_id, method, confidence, reason, rule_version)
SELECT staged.mention_id, staged.sponsor_id, staged.method, staged.confidence, staged.reason, $1
FROM staged_place staged
ON CONFLICT (mention_id) DO UPDATE SET sponsor_id = excluded.sponsor_id, method = excluded.method,
  confidence = excluded.confidence, reason = excluded.reason, rule_version = excluded.rule_version
WHERE (held.sponsor_id, held.method, held.reason) IS DISTINCT FROM (excluded.sponsor_id, excluded.method, excluded.reason)
  OR abs(held.confidence - excluded.confidence) >= 0.01`)

/** A mention of which nothing is told any more is no part of a run, and goes where its sponsor went. */
export const FOLLOW_MERGES = counted(`
UPDATE mention_sponsor held SET sponsor_id = sponsor.redirect_to
FROM staged_merge merge JOIN sponsor ON sponsor.id = merge.former
WHERE held.sponsor_id = merge.former`)

export const NOTE_RENAMES = `
INSERT INTO staged_event (position, kind, sponsors, actor, reason, evidence)
SELECT 2000000000, 'rename', ARRAY[sponsor.id], 'paidfor', 'most_money_by_this_name',
  jsonb_build_object('from', sponsor.name, 'to', told.name)
FROM staged_sponsor told JOIN sponsor ON sponsor.id = told.id
WHERE sponsor.name <> told.name`

export const DESCRIBE = counted(`
UPDATE sponsor SET name = told.name, type = told.type
FROM staged_sponsor told
WHERE sponsor.id = told.id AND (sponsor.name, sponsor.type) IS DISTINCT FROM (told.name, told.type)`)

/** $1: version of the rules. */
export const NOTE_EVENTS = `
INSERT INTO sponsor_event (kind, sponsors, actor, reason, evidence, rule_version, revision)
SELECT event.kind, event.sponsors, event.actor, event.reason, event.evidence, $1, current_revision()
FROM staged_event event ORDER BY event.position, event.sponsors`

/** Persons are sponsors without a mention; they are found by the name that a registry has of them. */
export const NEW_PERSONS: readonly string[] = [
  counted(`
INSERT INTO sponsor (id, type, name)
SELECT DISTINCT ON (told.id) told.id, 'person', told.name FROM staged_person told ORDER BY told.id, told.value
ON CONFLICT DO NOTHING`),
  counted(`
INSERT INTO sponsor_person (scheme, value, sponsor_id)
SELECT told.scheme, told.value, told.id FROM staged_person told
ON CONFLICT DO NOTHING`),
  counted(`
INSERT INTO sponsor_name (sponsor_id, kind, told, name_hash, name, folded)
SELECT DISTINCT told.id, 'registry', told.scheme, md5(told.name)::uuid, told.name, sponsor_fold(left(told.name, 300))
FROM staged_person told
ON CONFLICT DO NOTHING`),
]
