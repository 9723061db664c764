import { daysLater } from '../../domain/days.ts'
import type { SpendStatement, Statements } from '../../domain/spend-statement.ts'
import { type Cells, cell, factsIn, idIn, nameIn } from './cells.ts'
import { dayIn, requiredDay } from './days.ts'
import { statementFormat } from './statement-format.ts'
import { sums } from './sums.ts'

const LABELS: ReadonlyMap<string, string> = new Map([['election_cycle', 'Election cycle']])

/** `google-political-ads-advertiser-weekly-spend.csv`: Sunday to Saturday; weeks without activity have no row. */
export const weeklySpend = statementFormat({
  id: 'google-weekly-spend',
  columns: {
    required: ['advertiser_id', 'advertiser_name', 'week_start_date'],
    sometimes: ['election_cycle'],
    money: 'spend_usd',
  },
  normalise,
  latestDay: (cells) => {
    const start = dayIn(cell(cells, 'week_start_date'))
    return start === null ? null : daysLater(start, 6)
  },
})

function normalise(cells: Cells): Partial<Statements> {
  const id = idIn(cells, 'advertiser_id')
  const from = requiredDay(cell(cells, 'week_start_date'), 'Week_Start_Date')
  const cycle = factsIn(cells, LABELS)
  const statements = sums({ cells, id, regions: [] }).map(
    ({ spend, roundedTo, facts }): SpendStatement => ({
      scope: 'weeks',
      key: `week/${id}/${from}/${spend.currency}`,
      about: { kind: 'advertiser', id, name: nameIn(cells, 'advertiser_name') },
      period: { from, to: daysLater(from, 6) },
      country: null,
      region: null,
      spend,
      roundedTo,
      ads: null,
      facts: { ...cycle, ...facts },
    }),
  )
  return { statements }
}
