import type { DataSource } from 'typeorm'
import { sponsorId } from '../../../domain/ids.ts'
import type { NewPlacement, Pair, PairState, ReviewStore } from '../../../ports/sponsor-store.ts'
import { inWords } from '../archive.ts'
import { codedTwice, judgementNamed, judgementsPage, saidOf } from './judgements.ts'
import { keepJudgement, takeBackJudgement } from './keep.ts'
import { queuedPair, queuePage } from './queue.ts'
import { reviewSide } from './sides.ts'

/** What the review desk asks of the archive. */
export function postgresReviewStore(dataSource: DataSource): ReviewStore {
  return {
    pairState: (pair) => inWords(pairState(dataSource, pair)),
    judgement: (id) => inWords(judgementNamed(dataSource, id)),
    placementsBefore: (pair, ids) => inWords(placementsBefore(dataSource, pair, ids)),
    keep: (stamp, judgement, changes) => keepJudgement(dataSource, stamp, judgement, changes),
    takeBack: (stamp, undoing, changes) => takeBackJudgement(dataSource, stamp, undoing, changes),
    queue: (after, size) => inWords(queuePage(dataSource, after, size)),
    pair: (id) => inWords(queuedPair(dataSource, id)),
    judgements: (after, size) => inWords(judgementsPage(dataSource, after, size)),
    codedTwice: () => inWords(codedTwice(dataSource)),
  }
}

const PLACED = `
SELECT count(*)::int AS placed FROM mention_sponsor placed WHERE placed.mention_id = ANY($1::bigint[])`

async function pairState(dataSource: DataSource, pair: Pair): Promise<PairState | null> {
  const [{ placed }] = await dataSource.query(PLACED, [[pair.a, pair.b]])
  if (placed !== 2) return null
  const [said, a, b] = await Promise.all([
    saidOf(dataSource, pair),
    reviewSide(dataSource, pair.a),
    reviewSide(dataSource, pair.b),
  ])
  return { said, a, b }
}

/** The newest revision in which a word on the pair, not taken back, made its verdict hold. */
const MOVED = `
SELECT max(said.revision) AS revision FROM sponsor_judgement said
WHERE said.a = $1 AND said.b = $2 AND said.state <> 'undone'`

const SINCE = `
SELECT count(*)::int AS moved
FROM mention_sponsor placed
LEFT JOIN mention_sponsor_at($2) earlier ON earlier.mention_id = placed.mention_id
WHERE placed.mention_id = ANY($1::bigint[]) AND earlier.sponsor_id IS DISTINCT FROM placed.sponsor_id`

const BEFORE = `
SELECT was.mention_id AS "mentionId", was.sponsor_id AS sponsor, was.method, was.confidence, was.reason
FROM mention_sponsor_at($2) was
WHERE was.mention_id = ANY($1::bigint[]) ORDER BY was.mention_id`

type PlacementRow = Omit<NewPlacement, 'sponsor'> & { readonly sponsor: string }

async function placementsBefore(
  dataSource: DataSource,
  { a, b }: Pair,
  ids: readonly string[],
): Promise<readonly NewPlacement[] | null> {
  const [{ revision }] = await dataSource.query(MOVED, [a, b])
  if (revision === null) return null
  const [{ moved }] = await dataSource.query(SINCE, [ids, revision])
  if (moved > 0) return null
  const rows: PlacementRow[] = await dataSource.query(BEFORE, [ids, Number(revision) - 1])
  return rows.length === ids.length ? rows.map((row) => ({ ...row, sponsor: sponsorId(row.sponsor) })) : null
}
