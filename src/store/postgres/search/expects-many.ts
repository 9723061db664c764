import type { DataSource } from 'typeorm'
import { conditions, Parameters, type Wanted } from './conditions.ts'
import { MOST_COUNTED } from './counts.ts'

/** The planner's guess about several words may be out by as much. */
const SURELY_MANY = 3 * MOST_COUNTED

/** Whether surely more match than are counted: the planner is asked for its guess, and nothing is read. */
export async function expectsMany(
  dataSource: Pick<DataSource, 'query'>,
  wanted: Wanted,
  many = SURELY_MANY,
): Promise<boolean> {
  const parameters = new Parameters()
  const [row]: [{ 'QUERY PLAN': readonly [{ Plan: { 'Plan Rows': number } }] }] = await dataSource.query(
    `EXPLAIN (FORMAT JSON) SELECT FROM disclosure_state state WHERE ${conditions(wanted, parameters)}`,
    parameters.values,
  )
  return row['QUERY PLAN'][0].Plan['Plan Rows'] > many
}
