import type { DataSource, QueryRunner } from 'typeorm'
import { Problem } from '../../../domain/errors.ts'
import type { KeptJudgement, SponsorChanges, Undoing } from '../../../ports/sponsor-store.ts'
import { inLoadTransaction, takeLoadLock } from '../load-transaction.ts'
import { expectRevision } from '../next-revision.ts'
import { applyStaged, STAMP } from './apply.ts'

/** A person waits for the answer: so long, and no longer, for a load that is under way. */
const PATIENCE = "SET LOCAL lock_timeout = '15s'"
const LOCK_NOT_AVAILABLE = '55P03'

const INSERT = `
INSERT INTO sponsor_judgement (a, b, verdict, actor, why, needs_two, is_coded_twice, state, revision)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $9::boolean THEN current_revision() END) RETURNING id`

/** The others on the pair hold or wait, as they stand now. */
const STAND = `
UPDATE sponsor_judgement said SET state = CASE WHEN said.id = ANY($3::bigint[]) THEN 'in_force' ELSE 'waiting' END
WHERE said.a = $1 AND said.b = $2 AND said.state <> 'undone' AND said.id <> $4
  AND (said.id = ANY($3::bigint[])) <> (said.state = 'in_force')`

/** A person's word with what follows of it. @returns its id; null where the stamp is not the newest one any more */
export function keepJudgement(
  dataSource: DataSource,
  stamp: string,
  word: KeptJudgement,
  changes: SponsorChanges,
): Promise<string | null> {
  return underStamp(dataSource, stamp, async (runner) => {
    const state = word.isInForce ? 'in_force' : 'waiting'
    const { a, b, verdict, actor, why, needsTwo, isCodedTwice, isDeciding } = word
    const values = [a, b, verdict, actor, why, needsTwo, isCodedTwice, state, isDeciding]
    const [{ id }] = await runner.query(INSERT, values)
    await runner.query(STAND, [a, b, [...word.inForce], id])
    await applyStaged(runner, withJudgement(changes, id))
    return id
  })
}

const TAKE_BACK = `
UPDATE sponsor_judgement said SET state = 'undone', undone_at = clock_timestamp(), undone_by = $2, undone_why = $3
WHERE said.id = $1 AND said.state <> 'undone'`

export async function takeBackJudgement(
  dataSource: DataSource,
  stamp: string,
  { id, a, b, actor, why, inForce }: Undoing,
  changes: SponsorChanges,
): Promise<boolean> {
  const done = await underStamp(dataSource, stamp, async (runner) => {
    const [, undone] = await runner.query(TAKE_BACK, [id, actor, why])
    if (undone === 0) return null
    await runner.query(STAND, [a, b, [...inForce], id])
    await applyStaged(runner, withJudgement(changes, id))
    return true
  })
  return done ?? false
}

/** What happened says by which judgement. */
function withJudgement(changes: SponsorChanges, id: string): SponsorChanges {
  const events = changes.events.map((event) => ({ ...event, evidence: { ...event.evidence, judgement: id } }))
  return { ...changes, events }
}

function underStamp<Result>(
  dataSource: DataSource,
  stamp: string,
  act: (runner: QueryRunner) => Promise<Result | null>,
): Promise<Result | null> {
  return inLoadTransaction(dataSource, 'what was judged', async (runner) => {
    await takeTurn(runner)
    const [{ changes: newest }] = await runner.query(STAMP)
    if (newest !== stamp) return null
    await expectRevision(runner)
    return act(runner)
  })
}

async function takeTurn(runner: QueryRunner): Promise<void> {
  await runner.query(PATIENCE)
  try {
    await takeLoadLock(runner)
  } catch (cause) {
    if ((cause as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw cause
    const message = 'Ads are being loaded, and nothing can be decided until they are in. Try again in a minute.'
    throw new Problem('request.busy', message, { retryAfter: 60, cause })
  }
}
