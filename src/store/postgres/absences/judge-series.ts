import type { QueryRunner } from 'typeorm'
import * as sql from './absence-sql.ts'
import { relist } from './relist.ts'

/** More than this share of a series, and at least so many, vanishing at once wait for a person. */
const HELD_ABOVE_SHARE = 0.05
const HELD_FROM = 20
/** A running series changes by nature: only a collapse by more than this share waits. */
const COLLAPSE_SHARE = 1 / 3

/** What a file would mean if its absences counted. */
export interface MassAbsence {
  readonly listed: number
  readonly absent: number
}

interface SeriesFile {
  readonly id: string
  readonly of: 'ads' | 'advertisers'
  readonly kind: 'standing' | 'running'
  readonly isComplete: boolean
  readonly decision: 'held' | 'accepted' | 'rejected' | null
}

/** Judges who is absent from a file that has just been loaded. What it holds back, or null. */
export async function judgeNewFile(runner: QueryRunner, fileId: string): Promise<MassAbsence | null> {
  const series = await seriesOf(runner, fileId)
  if (series === null) return backInSight(runner, fileId)
  const files = await filesOf(runner, series)
  const isLast = files.at(-1)?.id === fileId
  if (!isLast) return judgeAll(runner, series, fileId)
  await runner.query(sql.AFFECTED)
  const held = await judge(runner, files.slice(0, -1), files.at(-1))
  await runner.query(sql.BACK_IN_SIGHT, [fileId])
  await relist(runner, fileId)
  return held
}

/** Judges the whole series of a file anew: when a file came late, a record was understood after all, or a person decided. */
export async function judgeSeriesAgain(runner: QueryRunner, fileId: string): Promise<void> {
  const series = await seriesOf(runner, fileId)
  if (series !== null) await judgeAll(runner, series, fileId)
}

interface SeriesName {
  readonly source: string
  readonly series: string
}

async function seriesOf(runner: QueryRunner, fileId: string): Promise<SeriesName | null> {
  const [row] = await runner.query(
    'SELECT file.source, file.series FROM source_file file WHERE file.id = $1 AND file.series IS NOT NULL',
    [fileId],
  )
  return row ?? null
}

async function backInSight(runner: QueryRunner, fileId: string): Promise<null> {
  await runner.query(sql.AFFECTED)
  await runner.query(sql.BACK_IN_SIGHT, [fileId])
  await relist(runner, fileId)
  return null
}

function filesOf(runner: QueryRunner, { source, series }: SeriesName): Promise<SeriesFile[]> {
  return runner.query(sql.SERIES_FILES, [source, series])
}

async function judgeAll(runner: QueryRunner, name: SeriesName, fileId: string): Promise<MassAbsence | null> {
  await runner.query(sql.AFFECTED)
  await runner.query(sql.AFFECTED_BY_SERIES, [name.source, name.series])
  for (const statement of sql.FORGET_JUDGEMENT) await runner.query(statement, [name.source, name.series])
  const judged: SeriesFile[] = []
  let held: MassAbsence | null = null
  for (const file of await filesOf(runner, name)) {
    const mass = await judge(runner, judged, file)
    const isDecided = file.decision === 'accepted' || file.decision === 'rejected'
    judged.push(isDecided ? file : { ...file, decision: mass === null ? null : 'held' })
    if (file.id === fileId) held = mass
  }
  await runner.query(sql.BACK_IN_SIGHT, [fileId])
  await relist(runner, fileId)
  return held
}

/** One file, given how those before it were judged. */
async function judge(
  runner: QueryRunner,
  before: readonly SeriesFile[],
  file: SeriesFile | undefined,
): Promise<MassAbsence | null> {
  if (file === undefined) return null
  const expectedFrom = filesSinceCounted(before, file.kind)
  await runner.query('DROP TABLE IF EXISTS present, vanished')
  await runner.query(sql.PRESENT(file.of), [file.id])
  await runner.query(sql.RESTORED(file.of), [file.id])
  if (!file.isComplete || expectedFrom.length === 0) return notHeld(runner, file)
  await runner.query(sql.VANISHED(file.of), [file.id, expectedFrom])
  const [counts]: [{ listed: number; absent: number; present: number }] = await runner.query(
    sql.COUNT_VANISHED(file.of),
    [expectedFrom, file.id],
  )
  const isMass = file.kind === 'standing' ? isMassAbsence(counts) : isCollapse(counts)
  if (isMass && file.decision !== 'accepted') {
    await runner.query(sql.HOLD, [file.id, file.of, counts.listed, counts.absent])
    await runner.query(sql.HOLD_MEMBERS, [file.id])
    return file.decision === 'rejected' ? null : counts
  }
  if (isMass) await runner.query(sql.HOLD_MEMBERS, [file.id])
  await notHeld(runner, file)
  if (file.decision !== 'rejected' && file.kind === 'standing') await count(runner, file)
  return null
}

async function notHeld(runner: QueryRunner, { id }: SeriesFile): Promise<null> {
  await runner.query(sql.UNHOLD, [id])
  return null
}

/** The last file whose absences counted, and those after it: what they list is expected of the next one. */
function filesSinceCounted(files: readonly SeriesFile[], kind: SeriesFile['kind']): string[] {
  const counts = ({ isComplete, decision }: SeriesFile) => isComplete && (decision === null || decision === 'accepted')
  const last = files.findLastIndex(counts)
  if (last < 0) return []
  const since = kind === 'standing' ? files.slice(last) : files.slice(last, last + 1)
  return since.map(({ id }) => id)
}

function isMassAbsence({ listed, absent }: { listed: number; absent: number }): boolean {
  return absent >= HELD_FROM && absent > listed * HELD_ABOVE_SHARE
}

function isCollapse({ listed, present }: { listed: number; present: number }): boolean {
  return listed - present >= HELD_FROM && listed - present > listed * COLLAPSE_SHARE
}

async function count(runner: QueryRunner, { id, of }: SeriesFile): Promise<void> {
  await runner.query(sql.WITHDRAWN, [id])
  await runner.query(sql.MISSING(of), [id])
}
