import type { DataSource } from 'typeorm'
import { isCodedTwice } from '../../../domain/review.ts'
import { strangePosition } from '../../../domain/search.ts'
import type { Pair, WaitingReview } from '../../../ports/sponsor-store.ts'
import type { Page } from '../../../ports/sponsors.ts'
import { saidOf } from './judgements.ts'
import { reviewSide } from './sides.ts'

interface QueueRow extends Pair {
  readonly rank: number
  readonly score: number
  readonly features: Readonly<Record<string, number>>
  readonly vetoes: readonly string[]
  readonly reason: string
}

const COLUMNS = 'queued.a, queued.b, queued.rank, queued.score, queued.features, queued.vetoes, queued.reason'

/** What somebody was unsure of comes last; it may be looked at again. */
const ORDER = `(EXISTS (
  SELECT FROM sponsor_judgement said -- sponsor_judgement_of_pair
  WHERE said.a = queued.a AND said.b = queued.b AND said.verdict = 'unsure' AND said.state <> 'undone'
))::int`

const PAGE = `
SELECT ${COLUMNS}, ordered.is_unsure FROM sponsor_queue queued -- sponsor_queue_in_order
CROSS JOIN LATERAL (SELECT ${ORDER} AS is_unsure) ordered
WHERE $1::int IS NULL OR (ordered.is_unsure, queued.rank, queued.a, queued.b) > ($1::int, $2::int, $3::bigint, $4::bigint)
ORDER BY ordered.is_unsure, queued.rank, queued.a, queued.b LIMIT $5`

/** @throws {Problem} `request.invalid` */
export async function queuePage(
  dataSource: DataSource,
  after: string | null,
  size: number,
): Promise<Page<WaitingReview>> {
  const position = after === null ? [null, null, null, null] : positionIn(after)
  const rows: (QueueRow & { is_unsure: number })[] = await dataSource.query(PAGE, [...position, size + 1])
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  const next = rows.length > size && last ? [last.is_unsure, last.rank, last.a, last.b].join('~') : null
  const reviews: WaitingReview[] = []
  for (const row of shown) reviews.push(await queuedReview(dataSource, row))
  return { rows: reviews, next }
}

function positionIn(text: string): readonly string[] {
  const found = /^([01])~(\d{1,9})~(\d{1,18})~(\d{1,18})$/.exec(text)
  if (found === null) throw strangePosition()
  return found.slice(1)
}

/** Null: it does not wait, or not any more. */
export async function queuedPair(dataSource: DataSource, id: string): Promise<WaitingReview | null> {
  const pair = pairIn(id)
  if (pair === null) return null
  const sql = `SELECT ${COLUMNS} FROM sponsor_queue queued WHERE queued.a = $1 AND queued.b = $2`
  const [row]: QueueRow[] = await dataSource.query(sql, [pair.a, pair.b])
  return row === undefined ? null : queuedReview(dataSource, row)
}

function pairIn(id: string): Pair | null {
  const [, a, b] = /^(\d{1,18})-(\d{1,18})$/.exec(id) ?? []
  return a === undefined || b === undefined ? null : { a, b }
}

/** Of a pair that two people judge apart from each other, neither is told what the other said. */
async function queuedReview(dataSource: DataSource, row: QueueRow): Promise<WaitingReview> {
  const id = `${row.a}-${row.b}`
  const [a, b, said] = await Promise.all([
    reviewSide(dataSource, row.a),
    reviewSide(dataSource, row.b),
    saidOf(dataSource, row),
  ])
  const { rank, score, features, vetoes, reason } = row
  return { id, rank, score, features, vetoes, reason, a, b, said: isCodedTwice(id) ? [] : said }
}
