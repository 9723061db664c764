import { currency } from '../../domain/money.ts'
import { exactly } from '../../domain/range.ts'
import type { SpendStatement } from '../../domain/spend-statement.ts'
import { type Cells, cell, factsIn, word } from './cells.ts'
import { dayIn, requiredDay } from './days.ts'
import { minorOf } from './money-columns.ts'
import { countryNamedBy } from './regions.ts'
import { statementFormat } from './statement-format.ts'
import { roundingStep } from './steps.ts'

const PLACES = [1, 2, 3, 4, 5, 6] as const
const DOLLAR = currency('USD')

const LABELS: ReadonlyMap<string, string> = new Map([
  ['election_cycle', 'Election cycle'],
  ['elections', 'Elections'],
])

/**
 * `google-political-ads-top-keywords-history.csv`: the six keywords on which most was spent; United States only, frozen
 * in December 2019. A figure is of the whole cycle up to the week of the report: figures of one keyword are not added.
 */
export const keywords = statementFormat({
  id: 'google-top-keywords',
  columns: {
    required: ['report_date', 'keyword_1', 'spend_1|spend_usd_1'],
    usual: ['election_cycle', ...PLACES.slice(1).map((place) => `keyword_${place}`)],
    sometimes: ['region', 'elections', ...PLACES.flatMap((place) => [`spend_${place}`, `spend_usd_${place}`])],
  },
  normalise: (cells) => ({ statements: keywordSums(cells) }),
  latestDay: (cells) => dayIn(cell(cells, 'report_date')),
})

function keywordSums(cells: Cells): readonly SpendStatement[] {
  const day = requiredDay(cell(cells, 'report_date'), 'Report_Date')
  const region = word(cells, 'region') ?? 'US'
  const facts = factsIn(cells, LABELS)
  return PLACES.flatMap((place): SpendStatement[] => {
    const keyword = word(cells, `keyword_${place}`)
    const spent = word(cells, `spend_usd_${place}`) ?? word(cells, `spend_${place}`)
    if (keyword === null || spent === null) return []
    return [
      {
        key: `keyword/${region}/${day}/${keyword}/${DOLLAR}`,
        about: { kind: 'keyword', keyword },
        period: { from: null, to: day },
        country: countryNamedBy(region),
        region: null,
        spend: { ...exactly(minorOf(spent, DOLLAR)), currency: DOLLAR },
        roundedTo: roundingStep(DOLLAR, 'converted'),
        ads: null,
        facts: { ...facts, 'Rank that week': String(place) },
      },
    ]
  })
}
