import type { SchemaElement } from 'hyparquet-writer'
import type { ReleaseColumn } from '../ports/releases.ts'

/** The finest minor unit of any currency is a ten-thousandth: domain/money.ts. */
const MONEY_SCALE = 4
const MONEY_DIGITS = 38
const DAY_MS = 86_400_000

/** How a kind of column stands in Parquet, and how its text becomes that. */
interface ParquetKind {
  readonly element: Omit<SchemaElement, 'name'>
  /** Null: the text is the value. */
  readonly value: ((text: string) => bigint | number | boolean) | null
}

const TEXT: ParquetKind = { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, value: null }

const KINDS: Readonly<Record<ReleaseColumn['kind'], ParquetKind>> = {
  text: TEXT,
  json: TEXT,
  count: { element: { type: 'INT64', converted_type: 'INT_64' }, value: BigInt },
  money: {
    element: {
      type: 'FIXED_LEN_BYTE_ARRAY',
      type_length: 16,
      converted_type: 'DECIMAL',
      scale: MONEY_SCALE,
      precision: MONEY_DIGITS,
    },
    value: unscaled,
  },
  date: { element: { type: 'INT32', converted_type: 'DATE' }, value: (day) => Date.parse(`${day}T00:00:00Z`) / DAY_MS },
  instant: {
    element: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' } },
    value: (moment) => BigInt(Date.parse(moment)),
  },
  boolean: { element: { type: 'BOOLEAN' }, value: (text) => text === 'true' },
}

export function parquetSchema(columns: readonly ReleaseColumn[]): SchemaElement[] {
  const fields = columns.map(({ name, kind }) => ({
    ...KINDS[kind].element,
    name,
    repetition_type: 'OPTIONAL' as const,
  }))
  return [{ name: 'rows', num_children: columns.length }, ...fields]
}

/** What the cells of a column are in Parquet. */
export function parquetValue(kind: ReleaseColumn['kind']): (cell: string | null) => unknown {
  const { value } = KINDS[kind]
  return value === null ? (cell) => cell : (cell) => (cell === null ? null : value(cell))
}

/** “187.5” as a whole number of ten-thousandths: exactly, whatever its size. */
function unscaled(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.')
  if (!/^\d+$/.test(whole) || !/^\d{0,4}$/.test(fraction)) throw new RangeError(`“${text}” is no amount`)
  return BigInt(whole + fraction.padEnd(MONEY_SCALE, '0'))
}
