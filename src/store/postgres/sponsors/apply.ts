import type { DataSource, QueryRunner } from 'typeorm'
import type { AppliedChanges, SponsorChanges } from '../../../ports/sponsor-store.ts'
import { inLoadTransaction, takeLoadLock } from '../load-transaction.ts'
import { expectRevision, nextRevision } from '../next-revision.ts'
import { ADD_RELATIONS, CHANGE_CLAIMS, FORGET_RELATIONS, WANTED_RELATIONS } from './claims-sql.ts'
import { CHANGE_NAMES, PREPARE_NAMES } from './names-sql.ts'
import * as pairs from './pairs-sql.ts'
import * as place from './place-sql.ts'
import { stage } from './stage.ts'

/** @returns null where the stamp is not the newest one any more */
export function applyChanges(
  dataSource: DataSource,
  stamp: string,
  changes: SponsorChanges,
): Promise<AppliedChanges | null> {
  return inLoadTransaction(dataSource, 'who is behind the ads', async (runner) => {
    await takeLoadLock(runner)
    const [{ changes: newest }] = await runner.query(STAMP)
    if (newest !== stamp) return null
    await expectRevision(runner)
    return applyStaged(runner, changes)
  })
}

export const STAMP = 'SELECT standing.changes FROM sponsor_standing standing FOR UPDATE'

/** In a transaction that holds the load lock and expects a revision. Makes that revision only where something changes. */
export async function applyStaged(runner: QueryRunner, changes: SponsorChanges): Promise<AppliedChanges> {
  await stage(runner, changes)
  const moved = await move(runner, changes.ruleVersion)
  await comparePairs(runner, changes)
  const told = await tell(runner, changes)
  await runner.query(place.NOTE_EVENTS, [changes.ruleVersion])
  const isChanged = moved + told + changes.events.length > 0
  const revision = isChanged ? Number(await nextRevision(runner, null, true)) : null
  await runner.query(STAND, [isChanged, changes.ruleVersion, changes.queue !== null])
  const [counts] = await runner.query(COUNTS)
  return { revision, ...counts }
}

const STAND = `
UPDATE sponsor_standing standing SET changes = standing.changes + CASE WHEN $1::boolean THEN 1 ELSE 0 END,
  rule_version = $2, resolved_at = CASE WHEN $3::boolean THEN clock_timestamp() ELSE standing.resolved_at END`

const COUNTS = `
SELECT (SELECT count(*) FROM staged_sponsor)::int AS sponsors, (SELECT count(*) FROM sponsor_queue)::int AS queued`

/** Sponsors come and go, mentions get their place. @returns how many rows that changed */
async function move(runner: QueryRunner, ruleVersion: string): Promise<number> {
  await runner.query(place.TOUCHED)
  let changed = await rowsOf(runner, place.NEW_SPONSORS)
  await runner.query(place.REVIVE)
  await runner.query(place.MERGE)
  changed += await rowsOf(runner, place.LEAD_ON)
  changed += await rowsOf(runner, place.PLACE, [ruleVersion])
  changed += await rowsOf(runner, place.FOLLOW_MERGES)
  await runner.query(place.NOTE_RENAMES)
  return changed + (await rowsOf(runner, place.DESCRIBE))
}

/** What is known of them follows their mentions. @returns how many rows that changed */
async function tell(runner: QueryRunner, { claims, relations }: SponsorChanges): Promise<number> {
  let changed = 0
  if (claims !== null) for (const statement of CHANGE_CLAIMS) changed += await rowsOf(runner, statement)
  await runner.query(PREPARE_NAMES)
  for (const statement of CHANGE_NAMES) changed += await rowsOf(runner, statement)
  for (const statement of place.NEW_PERSONS) changed += await rowsOf(runner, statement)
  await runner.query(WANTED_RELATIONS)
  changed += await rowsOf(runner, FORGET_RELATIONS, [relations !== null])
  return changed + (await rowsOf(runner, ADD_RELATIONS))
}

async function comparePairs(runner: QueryRunner, { edges, queue, ruleVersion }: SponsorChanges): Promise<void> {
  await runner.query(pairs.CHANGE_KEYS)
  if (edges !== null) {
    await runner.query(pairs.FORGET_EDGES)
    await runner.query(pairs.ADD_EDGES, [ruleVersion])
  }
  if (queue === null) await runner.query(pairs.FORGET_SETTLED_HERE)
  else {
    await runner.query(pairs.FORGET_PAIRS)
    await runner.query(pairs.ADD_PAIRS)
    await runner.query(pairs.FORGET_SETTLED)
    await runner.query(ANALYZE)
  }
}

/** What comes one by one after it is looked up by index, if the planner knows what there is. */
const ANALYZE = 'ANALYZE mention_sponsor, sponsor, sponsor_edge, sponsor_queue, block_key, block_key_df'

async function rowsOf(runner: QueryRunner, sql: string, parameters: readonly unknown[] = []): Promise<number> {
  const [{ rows }] = await runner.query(sql, [...parameters])
  return rows
}
