import type { DataSource } from 'typeorm'
import { calendarDate } from '../../domain/calendar.ts'
import { daysLater } from '../../domain/days.ts'
import type { AsOf, Moment } from '../../domain/moment.ts'

/** Tables that are kept in step with the archive, and whose earlier rows are kept too: migration 0007. */
type KeptTable =
  | 'ad_spend'
  | 'ad_spend_ever'
  | 'facet_total'
  | 'currency_total'
  | 'place_total'
  | 'statement_period'
  | 'spend_statement'
  | 'advertiser'
  | 'advertiser_name'
  | 'advertiser_fact'
  | 'advertiser_alias'
  | 'absence'
  | 'sponsor'
  | 'mention_sponsor'
  | 'reference_rate'
  | 'mention_total'
  | 'sponsor_name'
  | 'sponsor_relation'
  | 'external_id'

/** The revision at which the archive is asked; null: the newest there is. */
export type At = number | null

/** Where the rows of a table are read: as they are, or as they were. */
export function kept(table: KeptTable, at: At): string {
  return at === null ? table : `${table}_at(${revision(at)})`
}

/** Whether a file was there at that time: a condition on the SQL expression of its id. */
export function wasThere(fileId: string, at: At): string {
  return at === null ? 'true' : `${fileId} <= ${newestFile(at)}`
}

/** States that the archive showed then: a condition on `disclosure_state state`. */
export function wasShown(at: At): string {
  return at === null
    ? 'state.to_revision IS NULL'
    : `state.from_revision <= ${revision(at)} AND (state.to_revision IS NULL OR state.to_revision > ${revision(at)})`
}

function newestFile(at: number): string {
  return `(SELECT max(known.file_id) FROM revision known WHERE known.id <= ${revision(at)})`
}

function revision(at: number): number {
  if (!Number.isSafeInteger(at)) throw new RangeError(`${at} is no revision`)
  return at
}

interface MomentRow {
  readonly id: string
  readonly day: string
}

const COLUMNS = `revision.id, (revision.made_at AT TIME ZONE 'UTC')::date::text AS day`

export async function newestMoment(dataSource: Pick<DataSource, 'query'>): Promise<Moment | null> {
  return moment(await dataSource.query(`SELECT ${COLUMNS} FROM revision ORDER BY revision.id DESC LIMIT 1`))
}

/** Moments before the start of the history were shown once, and cannot be shown again. */
const IS_KEPT = 'revision.id >= (SELECT start.revision FROM history_start start)'

export async function momentOf(dataSource: Pick<DataSource, 'query'>, asOf: AsOf): Promise<Moment | null> {
  if ('moment' in asOf) {
    const found = await momentAt(dataSource, asOf.moment.revision)
    return found?.day === asOf.moment.day ? found : null
  }
  const sql = `SELECT ${COLUMNS} FROM revision WHERE revision.made_at < $1::timestamptz AND ${IS_KEPT}
    ORDER BY revision.id DESC LIMIT 1`
  return moment(await dataSource.query(sql, [`${daysLater(asOf.endOf, 1)}T00:00:00Z`]))
}

export async function momentAt(dataSource: Pick<DataSource, 'query'>, revisionId: number): Promise<Moment | null> {
  const sql = `SELECT ${COLUMNS} FROM revision WHERE revision.id = $1 AND ${IS_KEPT}`
  return moment(await dataSource.query(sql, [revisionId]))
}

function moment([row]: readonly MomentRow[]): Moment | null {
  return row === undefined ? null : { day: calendarDate(row.day), revision: Number(row.id) }
}
