import type { QueryRunner } from 'typeorm'
import type { LoadReport, SourceFile } from '../../ports/disclosure-store.ts'
import { judgeNewFile } from './absences/judge-series.ts'
import { boundSql } from './bound-sql.ts'
import * as counting from './counts-sql.ts'
import { EVER_CHANGE, EVER_TOTALS } from './ever-sql.ts'
import { COUNT_PLACES } from './file-places-sql.ts'
import { type Counts, completeFile, insertFile } from './insert-file.ts'
import { moneyOf, type StoredMoney } from './known-file.ts'
import { copyParts } from './load-transaction.ts'
import { MENTIONED } from './mentions-sql.ts'
import * as sql from './merge-sql.ts'
import { nextRevision } from './next-revision.ts'
import { STAGING } from './staging.ts'
import * as state from './state-sql.ts'
import { tellPlanner } from './tell-planner.ts'
import { TOTALS } from './totals.ts'

const FILLED = ['disclosure_state', 'observation', 'advertiser', 'mention', 'ad_spend', 'ad_spend_ever'] as const
const NO_ROWS: Counts = { rows: 0, loaded: 0, changed: 0, unchanged: 0, quarantined: 0, repeated: 0 }

const TABLES = [
  STAGING,
  sql.SIGHTING,
  counting.TALLY,
  state.STATE_CHANGE,
  EVER_CHANGE,
  MENTIONED,
  'CREATE TEMP TABLE touched (disclosure_id bigint NOT NULL) ON COMMIT DROP',
  `CREATE TEMP TABLE composed ON COMMIT DROP AS ${sql.COMPOSED} LIMIT 0`,
].join('\n;\n')

/**
 * Takes the lines of a file that is new into the archive, part by part, in sets, within one transaction that holds the
 * load lock: the server merges one part while the next is read.
 */
export async function loadParts(
  runner: QueryRunner,
  file: SourceFile,
  lines: AsyncIterable<string>,
): Promise<LoadReport> {
  const fileId = await insertFile(runner, file, NO_ROWS, {}, 'ads')
  await runner.query(TABLES)
  const revision = await nextRevision(runner, fileId, false)
  const [{ floor }] = await runner.query('SELECT coalesce(max(disclosure.id), 0)::text AS floor FROM disclosure')
  const load = { source: file.source, fileId, revision, floor }
  await copyParts(runner, 'staged', lines, () => mergePart(runner, load))
  await runner.query(EVER_TOTALS)
  const counts = await countRows(runner)
  const money: StoredMoney = (await runner.query(counting.MONEY))[0].money
  await completeFile(runner, fileId, counts, money)
  const held = await judgeNewFile(runner, fileId)
  await tellPlanner(runner, counts, FILLED)
  return { ...counts, money: moneyOf(money), observedOn: file.observedOn, held }
}

async function countRows(runner: QueryRunner): Promise<Counts> {
  const [{ rows, quarantined, loaded, changed }] = await runner.query(counting.COUNTS)
  return { rows, loaded, changed, unchanged: rows - quarantined - loaded - changed, quarantined, repeated: 0 }
}

interface Load {
  readonly source: string
  readonly fileId: string
  readonly revision: string
  /** The greatest id of a disclosure before the load. */
  readonly floor: string
}

/** Parts know of each other only through the archive. */
async function mergePart(runner: QueryRunner, { source, fileId, revision, floor }: Load): Promise<void> {
  const [{ reached }] = await runner.query('SELECT coalesce(max(disclosure.id), 0)::text AS reached FROM disclosure')
  const statements = [
    'ANALYZE staged (record_number, ad_id)',
    BY_INDEX,
    boundSql(sql.NEW_DISCLOSURES, [source]),
    boundSql(sql.STAGED_ADVERTISERS, [source]),
    boundSql(sql.SIGHTINGS, [source, fileId, floor, reached]),
    BY_ANY_WAY,
    'ANALYZE sighting (record_number, disclosure_id, is_fresh)',
    sql.SIGHTED_NAMES,
    boundSql(counting.COUNT_PART, [reached]),
    boundSql(COUNT_PLACES, [fileId]),
    sql.FRESH_CONTENT,
    sql.NEW_CONTENT,
    boundSql(sql.NEW_QUARANTINE, [fileId]),
    boundSql(sql.NEW_OBSERVATIONS, [fileId]),
    sql.TOUCHED,
    BY_INDEX,
    `INSERT INTO composed ${sql.COMPOSED}`,
    BY_ANY_WAY,
    sql.COMPOSED_LINES('sighting'),
    BY_INDEX,
    sql.NEW_ADVERTISERS,
    boundSql(state.FORGET_STATES, [revision]),
    boundSql(state.CLOSE_STATES, [revision]),
    boundSql(state.OPEN_STATES, [revision]),
    BY_ANY_WAY,
    boundSql(state.OPEN_FRESH_STATES, [revision, source]),
    ...TOTALS,
    'TRUNCATE staged, sighting, touched, composed, state_change, mentioned',
  ]
  await runner.query(statements.join('\n;\n'))
}

/**
 * A part is small and the archive is not, but of a table that grows in this very transaction the planner knows next to
 * nothing: it must not read all of it for each part.
 */
const WAYS = ['hashjoin', 'mergejoin', 'seqscan', 'bitmapscan', 'material']
const BY_INDEX = WAYS.map((way) => `SET LOCAL enable_${way} = off`).join(';')
const BY_ANY_WAY = WAYS.map((way) => `SET LOCAL enable_${way} = on`).join(';')
