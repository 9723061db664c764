import { cell, csvHeader, csvRow } from '../domain/csv.ts'
import type { ReviewJudgement } from '../ports/sponsors.ts'

const COLUMNS = [
  'judgement',
  'pair',
  'name_a',
  'name_b',
  'verdict',
  'actor',
  'why',
  'at',
  'state',
  'undone_at',
  'undone_by',
]

export function judgementsCsvHeader(): string {
  return csvHeader(COLUMNS)
}

export function judgementsCsvRow(judgement: ReviewJudgement): string {
  const { id, pair, names, verdict, actor, why, at, state, undoneAt, undoneBy } = judgement
  const [one, other] = names
  return csvRow([
    ...[id, pair, one, other, verdict, actor, why].map((value) => cell('text', value)),
    cell('date', at),
    cell('text', state),
    cell('date', undoneAt),
    cell('text', undoneBy),
  ])
}
