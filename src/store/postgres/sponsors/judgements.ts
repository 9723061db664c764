import type { DataSource } from 'typeorm'
import type { TwoWords } from '../../../domain/review.ts'
import { strangePosition } from '../../../domain/search.ts'
import type { ReviewVerdict } from '../../../domain/sponsor.ts'
import type { Pair } from '../../../ports/sponsor-store.ts'
import type { Page, ReviewJudgement } from '../../../ports/sponsors.ts'
import { asInstant, instantOrNull } from '../rows/held.ts'

interface JudgementRow {
  readonly id: string
  readonly a: string
  readonly b: string
  readonly verdict: ReviewVerdict
  readonly actor: string
  readonly why: string
  readonly needs_two: boolean
  readonly state: ReviewJudgement['state']
  readonly made_at: Date
  readonly undone_at: Date | null
  readonly undone_by: string | null
  readonly name_a: string
  readonly name_b: string
}

/** Names as the two go by on their own: their payer, else the newest name of their account. */
const nameOf = (mention: string) => `coalesce(
    (SELECT own.payer FROM mention own WHERE own.id = said.${mention}),
    (SELECT named.text FROM mention own JOIN advertiser_name named ON named.advertiser_id = own.advertiser_id
       AND named.kind = 'name' -- advertiser_name_pkey
     WHERE own.id = said.${mention} ORDER BY named.last_seen_at DESC, named.text COLLATE "C" LIMIT 1),
    ''
  )`

const judgementsSql = (which: string) => `
SELECT said.id, said.a, said.b, said.verdict, said.actor, said.why, said.needs_two, said.state, said.made_at, said.undone_at,
  said.undone_by, ${nameOf('a')} AS name_a, ${nameOf('b')} AS name_b
FROM sponsor_judgement said WHERE ${which}`

/** Newest first. @throws {Problem} `request.invalid` */
export async function judgementsPage(
  dataSource: DataSource,
  after: string | null,
  size: number,
): Promise<Page<ReviewJudgement>> {
  if (after !== null && !/^\d{1,18}$/.test(after)) throw strangePosition()
  const sql = `${judgementsSql('($1::bigint IS NULL OR said.id < $1)')} ORDER BY said.id DESC LIMIT $2`
  const rows: JudgementRow[] = await dataSource.query(sql, [after, size + 1])
  const shown = rows.slice(0, size)
  return { rows: shown.map(judgementOf), next: rows.length > size ? (shown.at(-1)?.id ?? null) : null }
}

export async function judgementNamed(dataSource: DataSource, id: string): Promise<(ReviewJudgement & Pair) | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  const [row]: JudgementRow[] = await dataSource.query(judgementsSql('said.id = $1'), [id])
  return row === undefined ? null : judgementOf(row)
}

/** What was said of a pair and not taken back, the first first. */
export async function saidOf(
  dataSource: Pick<DataSource, 'query'>,
  { a, b }: Pair,
): Promise<(ReviewJudgement & { readonly needsTwo: boolean })[]> {
  const sql = `${judgementsSql("said.a = $1 AND said.b = $2 AND said.state <> 'undone'")} ORDER BY said.id`
  const rows: JudgementRow[] = await dataSource.query(sql, [a, b])
  return rows.map((row) => ({ ...judgementOf(row), needsTwo: row.needs_two }))
}

function judgementOf(row: JudgementRow): ReviewJudgement & Pair {
  return {
    id: row.id,
    a: row.a,
    b: row.b,
    pair: `${row.a}-${row.b}`,
    verdict: row.verdict,
    actor: row.actor,
    why: row.why,
    at: asInstant(row.made_at),
    undoneAt: instantOrNull(row.undone_at),
    undoneBy: row.undone_by,
    state: row.state,
    names: [row.name_a, row.name_b],
  }
}

const CODED_TWICE = `
SELECT spoken.first, spoken.second
FROM (
  SELECT said.a, said.b, (array_agg(said.verdict ORDER BY said.id))[1] AS first,
    (array_agg(said.verdict ORDER BY said.id))[2] AS second
  FROM (
    SELECT DISTINCT ON (one.a, one.b, lower(btrim(one.actor))) one.* FROM sponsor_judgement one
    WHERE one.is_coded_twice AND one.state <> 'undone'
    ORDER BY one.a, one.b, lower(btrim(one.actor)), one.id
  ) said
  GROUP BY 1, 2
) spoken
WHERE spoken.second IS NOT NULL`

export async function codedTwice(dataSource: DataSource): Promise<TwoWords[]> {
  const rows: { first: ReviewVerdict; second: ReviewVerdict }[] = await dataSource.query(CODED_TWICE)
  return rows.map(({ first, second }) => [first, second])
}
