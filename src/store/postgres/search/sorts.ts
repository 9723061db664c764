import { type Position, type Sort, strangePosition } from '../../../domain/search.ts'
import type { Parameters } from './conditions.ts'

interface SortKey {
  readonly expression: string
  readonly type: 'date' | 'bigint' | 'text'
}

interface SortOrder {
  readonly keys: readonly SortKey[]
  readonly direction: 'ASC' | 'DESC'
}

const CURRENCY: SortKey = { expression: "COALESCE(state.currency, '~~~')", type: 'text' }

/** Each order runs one way over expressions that are never null, so that one row comparison turns the page. */
const ORDERS: Readonly<Record<Exclude<Sort, 'relevance'>, SortOrder>> = {
  // disclosure_state_newest
  newest: { keys: [{ expression: "COALESCE(state.starts_on, '-infinity'::date)", type: 'date' }], direction: 'DESC' },
  oldest: { keys: [{ expression: "COALESCE(state.starts_on, 'infinity'::date)", type: 'date' }], direction: 'ASC' },
  // disclosure_state_spend
  'most-spent': {
    keys: [CURRENCY, { expression: '(-COALESCE(state.spend_lower_minor, -1))', type: 'bigint' }],
    direction: 'ASC',
  },
  'least-spent': {
    keys: [CURRENCY, { expression: 'COALESCE(state.spend_lower_minor, 9223372036854775807)', type: 'bigint' }],
    direction: 'ASC',
  },
  // disclosure_state_shown
  'most-shown': {
    keys: [{ expression: '(-COALESCE(state.impressions_lower, -1))', type: 'bigint' }],
    direction: 'ASC',
  },
}

/** How a statement sorts, selects its keys, and goes on behind a position. */
export interface SortSql {
  readonly selectKeys: string
  readonly orderBy: string
  /** True for all rows on the first page. */
  readonly behind: string
}

export function sortSql(sort: Sort, tsquery: string | null, after: Position | null, parameters: Parameters): SortSql {
  const { keys, direction } = sort === 'relevance' ? relevance(tsquery, parameters) : ORDERS[sort]
  const expressions = keys.map(({ expression }) => expression)
  const all = [...expressions, 'state.disclosure_id']
  return {
    selectKeys: `ARRAY[${expressions.map((expression) => `(${expression})::text`).join(', ')}] AS sort_keys`,
    orderBy: all.map((expression) => `${expression} ${direction}`).join(', '),
    behind: after === null ? 'true' : behind(keys, all, direction, after, parameters),
  }
}

/** Rank as a whole number: a floating-point one would not come back from text as it went. */
function relevance(tsquery: string | null, parameters: Parameters): SortOrder {
  if (tsquery === null) return ORDERS.newest
  const expression = `(-(ts_rank(state.search, ${parameters.add(tsquery)}::tsquery) * 1000000)::bigint)`
  return { keys: [{ expression, type: 'bigint' }], direction: 'ASC' }
}

function behind(
  keys: readonly SortKey[],
  expressions: readonly string[],
  direction: 'ASC' | 'DESC',
  after: Position,
  parameters: Parameters,
): string {
  if (after.keys.length !== keys.length || after.keys.includes(null)) {
    throw strangePosition()
  }
  const values = keys.map(({ type }, index) => `${parameters.add(after.keys[index])}::${type}`)
  const bounds = [...values, `${parameters.add(after.id)}::bigint`]
  return `(${expressions.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${bounds.join(', ')})`
}
