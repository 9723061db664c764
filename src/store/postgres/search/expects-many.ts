import type { DataSource } from 'typeorm'
import { MOST_COUNTED } from '../../../domain/search.ts'
import type { SearchTerms } from '../../../domain/search-terms.ts'
import { conditions, Parameters, type Wanted } from './conditions.ts'
import { tsqueryText } from './tsquery.ts'

/** The planner takes words for independent of each other, which they are not. */
const SURELY_MANY = 2 * MOST_COUNTED

/**
 * Whether surely more match than are counted: the planner is asked for its guess, and nothing is read. It is asked about the
 * words alone, without their stems: of a stem that is rare in all languages but one it guesses far too much.
 */
export async function expectsMany(
  dataSource: Pick<DataSource, 'query'>,
  { terms, ...wanted }: Omit<Wanted, 'tsquery'> & { readonly terms: SearchTerms },
  many = SURELY_MANY,
): Promise<boolean> {
  const parameters = new Parameters()
  const words = { ...wanted, tsquery: tsqueryText(terms, () => []) }
  const [row]: [{ 'QUERY PLAN': readonly [{ Plan: { 'Plan Rows': number } }] }] = await dataSource.query(
    `EXPLAIN (FORMAT JSON) SELECT FROM disclosure_state state WHERE ${conditions(words, parameters)}`,
    parameters.values,
  )
  return row['QUERY PLAN'][0].Plan['Plan Rows'] > many
}
