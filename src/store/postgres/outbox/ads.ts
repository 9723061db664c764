import type { PoolClient } from 'pg'
import type { DataSource, QueryRunner } from 'typeorm'
import type { IndexedAd } from '../../../ports/search-engine.ts'
import { wasShown } from '../as-of.ts'
import { type TextRow, textRows } from '../read-ahead.ts'
import { unseenFromText } from '../rows/held-text.ts'

/** What `unseenFromText` takes: no engine is told of sightings. */
const COLUMNS = `state.disclosure_id, state.source, state.ad_id, state.content, state.text_language, state.missing_since,
  state.withdrawn_at, state.recorded_abroad, NULL, advertiser.platform, advertiser.key,
  state.from_revision, (
    SELECT string_agg(lexeme, ' ') FROM unnest(tsvector_to_array(state.search)) AS lexeme WHERE lexeme ^@ '@'
  )`
const ADVERTISER = 'LEFT JOIN advertiser ON advertiser.id = state.advertiser_id'
const [FROM_REVISION, STEMS] = [11, 12] as const

/** Ads behind a key, by key ascending, as of a revision. */
export function adsAfter(dataSource: DataSource, from: string, upTo: number, most: number): Promise<IndexedAd[]> {
  return adsWhere(
    dataSource,
    `state.disclosure_id > $1::bigint AND ${wasShown(upTo)} ORDER BY state.disclosure_id LIMIT ${Math.trunc(most)}`,
    [from],
  )
}

export function adsOf(dataSource: DataSource, ids: readonly string[], upTo: number): Promise<IndexedAd[]> {
  return adsWhere(dataSource, `state.disclosure_id = ANY ($1::bigint[]) AND ${wasShown(upTo)}`, [ids])
}

/** The same as keys and versions alone. */
export async function versionsAfter(
  dataSource: DataSource,
  from: string,
  upTo: number,
  most: number,
): Promise<Pick<IndexedAd, 'id' | 'revision'>[]> {
  const rows: { id: string; revision: string }[] = await dataSource.query(
    `SELECT state.disclosure_id AS id, state.from_revision AS revision FROM disclosure_state state
     WHERE state.disclosure_id > $1::bigint AND ${wasShown(upTo)} ORDER BY state.disclosure_id LIMIT $2`,
    [from, most],
  )
  return rows.map(({ id, revision }) => ({ id, revision: Number(revision) }))
}

/** A row read as text costs a fraction of one that the driver takes apart: an index is built of all of them. */
async function adsWhere(dataSource: DataSource, where: string, values: readonly unknown[]): Promise<IndexedAd[]> {
  const rows = await onConnection(dataSource, async (runner) => {
    const client: PoolClient = await runner.connect()
    return textRows(client, `SELECT ${COLUMNS} FROM disclosure_state state ${ADVERTISER} WHERE ${where}`, values)
  })
  return rows.map(indexedAd)
}

async function onConnection<Result>(
  dataSource: DataSource,
  act: (runner: QueryRunner) => Promise<Result>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner()
  try {
    return await act(runner)
  } finally {
    await runner.release()
  }
}

function indexedAd(row: TextRow): IndexedAd {
  const { source, adId, fields, listing, recordedAbroad, advertiser } = unseenFromText(row)
  return {
    id: row[0] ?? '',
    revision: Number(row[FROM_REVISION]),
    source,
    adId,
    fields,
    stems: row[STEMS] ?? '',
    listing,
    recordedAbroad,
    advertiser,
  }
}
