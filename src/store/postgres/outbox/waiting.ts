import type { DataSource } from 'typeorm'
import type { SearchOutbox } from '../../../ports/search-outbox.ts'
import { asInstant } from '../rows/held.ts'
import { newestRevision } from '../search/search.ts'
import { adsAfter, adsOf, versionsAfter } from './ads.ts'

type Waiting = Pick<
  SearchOutbox,
  | 'newestRevision'
  | 'claim'
  | 'isWaiting'
  | 'done'
  | 'postpone'
  | 'bury'
  | 'deadLetters'
  | 'revive'
  | 'adsAfter'
  | 'versionsAfter'
  | 'adsOf'
>

/** The oldest first. An ad that changed several times is written once, as it stands at the end. */
const CLAIM = `
SELECT change.disclosure_id AS id, max(change.revision) AS revision, max(change.attempts) AS attempts
FROM (
  SELECT * FROM search_outbox
  WHERE search_outbox.revision <= $1 AND search_outbox.not_before <= clock_timestamp()
  ORDER BY search_outbox.revision, search_outbox.disclosure_id LIMIT $2
) change
GROUP BY change.disclosure_id`

const POSTPONE = `
UPDATE search_outbox change
SET attempts = change.attempts + 1, not_before = clock_timestamp() + later.seconds * interval '1 second'
FROM unnest($1::bigint[], $2::float8[]) AS later (id, seconds)
WHERE change.disclosure_id = later.id AND change.revision <= $3`

const BURY = `
INSERT INTO search_dead_letter (index_name, disclosure_id, revision, reason)
SELECT letter.* FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[]) AS letter
ON CONFLICT (index_name, disclosure_id)
DO UPDATE SET revision = excluded.revision, reason = excluded.reason, at = now()`

/** Changes that wait to be indexed, and the ads that they are about. */
export function outboxWaiting(dataSource: DataSource): Waiting {
  return {
    newestRevision: () => newestRevision(dataSource),
    claim: async (upTo, most) => {
      const rows: ClaimRow[] = await dataSource.query(CLAIM, [upTo, most])
      const found = await adsOf(
        dataSource,
        rows.map(({ id }) => id),
        upTo,
      )
      const ads = new Map(found.map((ad) => [ad.id, ad]))
      return rows.map(({ id, revision, attempts }) => ({
        id,
        revision: Number(revision),
        attempts,
        ad: ads.get(id) ?? null,
      }))
    },
    isWaiting: async (upTo) => {
      const sql = 'SELECT EXISTS (SELECT FROM search_outbox WHERE search_outbox.revision <= $1) AS found'
      const [{ found }] = await dataSource.query(sql, [upTo])
      return found
    },
    done: async (ids, upTo) => {
      const sql = 'DELETE FROM search_outbox WHERE disclosure_id = ANY ($1::bigint[]) AND revision <= $2'
      await dataSource.query(sql, [ids, upTo])
    },
    postpone: async (later, upTo) => {
      await dataSource.query(POSTPONE, [later.map(({ id }) => id), later.map(({ seconds }) => seconds), upTo])
    },
    bury: async (letters) => {
      const columns = (['index', 'id', 'revision', 'reason'] as const).map((name) => letters.map((each) => each[name]))
      await dataSource.query(BURY, columns)
    },
    deadLetters: async (most) => {
      const rows: LetterRow[] = await dataSource.query(
        'SELECT * FROM search_dead_letter ORDER BY at DESC, index_name, disclosure_id LIMIT $1',
        [most],
      )
      return rows.map(({ index_name, disclosure_id, revision, reason, at }) => ({
        index: index_name,
        id: disclosure_id,
        revision: Number(revision),
        reason,
        at: asInstant(at),
      }))
    },
    revive: async (index, ids) => {
      const sql = 'DELETE FROM search_dead_letter WHERE index_name = $1 AND disclosure_id = ANY ($2::bigint[])'
      await dataSource.query(sql, [index, ids])
    },
    adsAfter: (from, upTo, most) => adsAfter(dataSource, from, upTo, most),
    versionsAfter: (from, upTo, most) => versionsAfter(dataSource, from, upTo, most),
    adsOf: (ids, upTo) => adsOf(dataSource, ids, upTo),
  }
}

interface ClaimRow {
  readonly id: string
  readonly revision: string
  readonly attempts: number
}

interface LetterRow {
  readonly index_name: string
  readonly disclosure_id: string
  readonly revision: string
  readonly reason: string
  readonly at: Date
}
