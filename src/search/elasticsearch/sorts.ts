import { calendarDateOrNull } from '../../domain/calendar.ts'
import { dayNumber } from '../../domain/days.ts'
import { type Sort, strangePosition } from '../../domain/search.ts'
import type { EnginePage } from '../../ports/search-engine.ts'

type Direction = 'asc' | 'desc'
type SortValue = string | number

interface SortKey {
  readonly field: string
  readonly direction: Direction
  /** What an ad without a value counts as; undefined where there is none. */
  readonly missing?: SortValue
  /** The engine's value of PostgreSQL's text of the key; null where it is none. */
  readonly valueOfKey: (key: string) => SortValue | null
}

interface Order {
  readonly keys: readonly SortKey[]
  /** Of the last key, the ad's own. */
  readonly id: Direction
}

/** Days lie between 1990 and 2100. */
const BEFORE_ALL = -1_000_000
const AFTER_ALL = 1_000_000
const LARGEST = '9223372036854775807'

const day = (direction: Direction, missing: number): SortKey => ({
  field: 'starts',
  direction,
  missing,
  valueOfKey: (key) => {
    if (key === '-infinity') return BEFORE_ALL
    if (key === 'infinity') return AFTER_ALL
    return calendarDateOrNull(key) === null ? null : dayNumber(key)
  },
})

/** PostgreSQL orders by the negative of it; -1, so that it counts as less than nothing, is then `1`. */
const mostFirst = (field: string): SortKey => ({
  field,
  direction: 'desc',
  missing: -1,
  valueOfKey: (key) => (isWhole(key) ? (-BigInt(key)).toString() : null),
})

const CURRENCY: SortKey = { field: 'currency', direction: 'asc', valueOfKey: (key) => key }
const LEAST_SPENT: SortKey = {
  field: 'spend_lower',
  direction: 'asc',
  missing: LARGEST,
  valueOfKey: (key) => (isWhole(key) ? key : null),
}
const SCORE: SortKey = {
  field: '_score',
  direction: 'desc',
  valueOfKey: (key) => (/^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(key) ? Number(key) : null),
}

/** Those of `store/postgres/search/sorts.ts`, to the letter. */
const ORDERS: Readonly<Record<Sort, Order>> = {
  newest: { keys: [day('desc', BEFORE_ALL)], id: 'desc' },
  oldest: { keys: [day('asc', AFTER_ALL)], id: 'asc' },
  'most-spent': { keys: [CURRENCY, mostFirst('spend_lower')], id: 'asc' },
  'least-spent': { keys: [CURRENCY, LEAST_SPENT], id: 'asc' },
  'most-shown': { keys: [mostFirst('impressions_lower')], id: 'asc' },
  relevance: { keys: [SCORE], id: 'asc' },
}

/** The part of a search that puts hits in order, and begins behind a position. @throws {Problem} `request.invalid` */
export function sorted(sort: Sort, after: EnginePage['after']) {
  const { keys, id } = ORDERS[sort]
  return {
    sort: [...keys.map(clause), { id }],
    ...(after === null ? {} : { search_after: [...valuesOf(keys, after.keys), idOf(after.id)] }),
  }
}

function clause({ field, direction, missing }: SortKey) {
  return { [field]: missing === undefined ? { order: direction } : { order: direction, missing } }
}

function valuesOf(keys: readonly SortKey[], given: readonly (string | null)[]): SortValue[] {
  if (given.length !== keys.length) throw strangePosition()
  return keys.map(({ valueOfKey }, index) => {
    const key = given[index]
    const value = key == null ? null : valueOfKey(key)
    if (value === null) throw strangePosition()
    return value
  })
}

function idOf(id: string): string {
  if (!isWhole(id) || id.startsWith('-')) throw strangePosition()
  return id
}

function isWhole(key: string): boolean {
  return /^-?\d{1,19}$/.test(key) && BigInt(key) <= BigInt(LARGEST) && BigInt(key) >= -BigInt(LARGEST)
}
