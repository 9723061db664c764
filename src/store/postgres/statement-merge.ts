import type { QueryRunner } from 'typeorm'
import type { LoadReport, ReplayReport, SourceFile } from '../../ports/disclosure-store.ts'
import { judgeNewFile, judgeSeriesAgain } from './absences/judge-series.ts'
import { COUNT_STATED_PLACES, FORGET_PLACES } from './file-places-sql.ts'
import { type Counts, insertFile } from './insert-file.ts'
import { moneyOf, type StoredMoney } from './known-file.ts'
import { takeLoadLock } from './load-transaction.ts'
import { findMentions, MENTIONED, newMentions } from './mentions-sql.ts'
import { NEW_QUARANTINE } from './merge-sql.ts'
import { expectRevision, nextRevision } from './next-revision.ts'
import { recordReplay, requireKnown, settleQuarantine } from './replay-file.ts'
import { STATEMENT_EVER } from './statement-ever-sql.ts'
import * as replaySql from './statement-replay-sql.ts'
import * as sql from './statement-sql.ts'
import { COUNTRIES, FORMER_ID } from './statement-staging.ts'
import { tellPlanner } from './tell-planner.ts'

/** Takes staged statements of a new file into the archive, in sets, within the transaction that staged them and holds the lock. */
export async function mergeStatements(runner: QueryRunner, file: SourceFile): Promise<LoadReport> {
  await understandStaged(runner, file)
  const counts = await countRows(runner, file)
  const money: StoredMoney = (await runner.query(sql.MONEY))[0].money
  const fileId = await insertFile(runner, file, counts, money, 'advertisers')
  await nextRevision(runner, fileId, false)
  await takeIn(runner, file, fileId, false)
  await runner.query(COUNT_STATED_PLACES, [fileId])
  await runner.query(NEW_QUARANTINE, [fileId])
  await runner.query('SET LOCAL enable_seqscan = on')
  const held = await judgeNewFile(runner, fileId)
  await tellPlanner(runner, counts, FILLED)
  return { ...counts, money: moneyOf(money), observedOn: file.observedOn, held }
}

const FILLED = [
  'spend_statement',
  'statement_observation',
  'statement_ever',
  'advertiser',
  'advertiser_name',
  'mention',
] as const

/** Puts what a loaded file is now read to say in the place of what it was read to say. */
export async function replayStatements(runner: QueryRunner, file: SourceFile): Promise<ReplayReport> {
  await takeLoadLock(runner)
  await understandStaged(runner, file)
  const known = await requireKnown(runner, file)
  await runner.query(replaySql.OLD_WORDS, [known.id])
  const [{ changed }] = await runner.query(replaySql.REREAD)
  const counts = await countRows(runner, file)
  if (changed + (await countRecovered(runner, known.id)) > 0) {
    await nextRevision(runner, known.id, true)
    await runner.query(replaySql.FORGET_WORDS, [known.id])
    await takeIn(runner, file, known.id, true)
    await runner.query(FORGET_PLACES, [known.id])
    await runner.query(COUNT_STATED_PLACES, [known.id])
  }
  const recovered = await settleQuarantine(runner, known.id)
  await recordReplay(runner, file, known, { changed, recovered })
  if (recovered > 0) await judgeSeriesAgain(runner, known.id)
  return { rows: counts.rows, changed, recovered, quarantined: counts.quarantined }
}

async function countRecovered(runner: QueryRunner, fileId: string): Promise<number> {
  const [{ recovered }] = await runner.query(replaySql.RECOVERED, [fileId])
  return recovered
}

async function understandStaged(runner: QueryRunner, { source }: SourceFile): Promise<void> {
  await expectRevision(runner)
  await runner.query(sql.NEW_ADVERTISERS, [source])
  await runner.query(sql.STATED, [source])
  await runner.query(sql.FACTS_TOLD, [source])
  await runner.query('ANALYZE stated, fact_told')
  // A file is small and the archive is not: the planner must not read all statements to find those of the file.
  await runner.query('SET LOCAL enable_seqscan = off')
}

async function countRows(runner: QueryRunner, { source }: SourceFile): Promise<Counts> {
  const [{ rows, quarantined, loaded, changed, repeated }] = await runner.query(sql.COUNTS, [source])
  return { rows, loaded, changed, unchanged: rows - quarantined - loaded - changed, quarantined, repeated }
}

async function takeIn(runner: QueryRunner, { source }: SourceFile, fileId: string, isReplay: boolean): Promise<void> {
  await runner.query(sql.TOUCHED_KEYS)
  if (isReplay) await runner.query(replaySql.TOUCH_OLD_KEYS)
  await runner.query(sql.CONTESTED_SCOPES)
  await runner.query('ANALYZE touched_key, contested_scope')
  await runner.query(`CREATE TEMP TABLE statement_change ON COMMIT DROP AS ${sql.CURRENT(-1)}`)
  await runner.query(MENTIONED)
  await runner.query(newMentions('stated'))
  await runner.query(findMentions('stated'))
  await runner.query(sql.NEW_STATEMENTS, [source])
  await runner.query(sql.NEW_OBSERVATIONS, [fileId])
  await runner.query(sql.WHICH_IS_CURRENT, [isReplay])
  await runner.query(sql.WITHIN_SCOPES)
  await runner.query(`INSERT INTO statement_change ${sql.CURRENT(1)}`)
  await runner.query(sql.PERIODS)
  await runner.query(STATEMENT_EVER)
  await runner.query(sql.NAMES)
  await runner.query(sql.FACTS, [source])
  await runner.query(sql.ALIASES, [source, FORMER_ID])
  await runner.query(sql.ONLY_COUNTRIES, [COUNTRIES])
}
