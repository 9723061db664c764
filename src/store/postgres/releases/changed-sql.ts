import type { Between } from '../../../ports/releases.ts'
import { wasThere } from '../as-of.ts'

/** Who may be told otherwise at the later moment: never too few; those that are not are left out when they are compared. */

const inside = (column: string, { since, until }: Between) =>
  `${column} > ${Math.trunc(since.revision)} AND ${column} <= ${Math.trunc(until.revision)}`

/** Files that were read otherwise between the moments. */
const rereadFiles = (between: Between) =>
  `SELECT ours.file_id FROM revision ours WHERE ours.is_ours AND ${inside('ours.id', between)}`

const isNewFile = ({ since, until }: Between) =>
  `NOT ${wasThere('o.file_id', since.revision)} AND ${wasThere('o.file_id', until.revision)}`

/**
 * Ads of source $1: those with news (disclosure_state_from); those that a file which came late shows earlier than they were
 * known to be; and those of which a record was read otherwise.
 */
export function changedAdsSql(between: Between): string {
  return `
SELECT state.disclosure_id AS id FROM disclosure_state state
WHERE state.source = $1 AND ${inside('state.from_revision', between)}
UNION
SELECT o.disclosure_id FROM observation o
JOIN source_file file ON file.id = o.file_id
WHERE file.source = $1 AND ${isNewFile(between)}
  AND o.observed_at < (
    SELECT max(known.observed_on) + 1 FROM source_file known
    WHERE known.source = $1 AND ${wasThere('known.id', between.since.revision)}
  )
  AND NOT EXISTS (
    SELECT FROM observation earlier -- observation_by_disclosure
    WHERE earlier.disclosure_id = o.disclosure_id AND earlier.observed_at <= o.observed_at
      AND ${wasThere('earlier.file_id', between.since.revision)}
  )
UNION
SELECT reread.disclosure_id FROM reread_record reread
JOIN replay ON replay.id = reread.replay_id
WHERE replay.file_id IN (${rereadFiles(between)})`
}

/** Statements of source $1 (spend_statement_from, spend_statement_was_until); all of them where a file of theirs was read otherwise. */
export function changedStatementsSql(between: Between): string {
  const since = Math.trunc(between.since.revision)
  return `
SELECT held.id FROM spend_statement held WHERE held.source = $1 AND held.from_revision > ${since}
UNION
SELECT was.id FROM spend_statement_was was WHERE was.source = $1 AND was.to_revision > ${since}
UNION
SELECT held.id FROM spend_statement held
WHERE held.source = $1 AND EXISTS (
  SELECT FROM source_file file
  JOIN replay ON replay.file_id = file.id
  WHERE file.source = $1 AND file.id IN (${rereadFiles(between)})
    AND EXISTS (SELECT FROM statement_observation o WHERE o.file_id = file.id)
)`
}

/** Advertisers whose ads, statements, names or former ids are not the same. */
export function changedAdvertisersSql(between: Between): string {
  const since = Math.trunc(between.since.revision)
  const kept = (table: string, id: string) => `
SELECT held.${id} FROM ${table} held WHERE held.from_revision > ${since}
UNION SELECT was.${id} FROM ${table}_was was WHERE was.to_revision > ${since}`
  return `
SELECT changed.id FROM (
  SELECT state.advertiser_id AS id FROM disclosure_state state WHERE ${inside('state.from_revision', between)}
  UNION
  SELECT before.advertiser_id FROM disclosure_state state
  JOIN disclosure_state before
    ON before.disclosure_id = state.disclosure_id AND before.to_revision = state.from_revision
  WHERE ${inside('state.from_revision', between)}
  UNION ${kept('spend_statement', 'advertiser_id')}
  UNION ${changedNames(since)}
  UNION ${kept('advertiser', 'id')}
  UNION
  SELECT advertiser.id FROM advertiser
  JOIN (
    SELECT alias.platform, alias.key FROM advertiser_alias alias WHERE alias.from_revision > ${since}
    UNION SELECT was.platform, was.key FROM advertiser_alias_was was WHERE was.to_revision > ${since}
  ) renamed ON renamed.platform = advertiser.platform AND renamed.key = advertiser.key
) changed WHERE changed.id IS NOT NULL ORDER BY changed.id`
}

/**
 * With every file the spans of names move, of nearly all advertisers: only a name that is new or gone is news, and a longer
 * span where there is more than one name, since the newest is told.
 */
const changedNames = (since: number) => `
SELECT held.advertiser_id FROM advertiser_name held
WHERE held.from_revision > ${since} AND (
  NOT EXISTS (
    SELECT FROM advertiser_name_was was
    WHERE was.advertiser_id = held.advertiser_id AND was.kind = held.kind AND was.text_hash = held.text_hash
      AND was.from_revision <= ${since} AND was.to_revision > ${since}
  )
  OR held.kind = 'name' AND EXISTS (
    SELECT FROM advertiser_name other
    WHERE other.advertiser_id = held.advertiser_id AND other.kind = held.kind AND other.text_hash <> held.text_hash
  )
)
UNION SELECT was.advertiser_id FROM advertiser_name_was was
WHERE was.to_revision > ${since} AND NOT EXISTS (
  SELECT FROM advertiser_name held
  WHERE held.advertiser_id = was.advertiser_id AND held.kind = was.kind AND held.text_hash = was.text_hash
)`
