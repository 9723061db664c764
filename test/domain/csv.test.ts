import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { type Cell, csvHeader, csvRow, unguarded } from '../../src/domain/csv.ts'

const HOSTILE = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
  '＋1',
  '－1',
  '＠1',
  "'=1",
  "''=1",
  ' =1',
]

test('a text that a spreadsheet would run is written as a text', () => {
  for (const text of HOSTILE) {
    const [[cell]] = parse(csvRow([aText(text), aText('end')]), { record_delimiter: '\r\n' }) as [[string]]
    expect(cell.startsWith("'")).toBe(true)
    expect(unguarded(cell)).toBe(text)
  }
})

test('numbers and dates stay bare, also below zero', () => {
  expect(
    csvRow([
      { kind: 'number', value: '-5' },
      { kind: 'date', value: '2024-11-05' },
    ]),
  ).toBe('-5,2024-11-05\r\n')
})

test('an ordinary text is written as it is, and an absent one as nothing', () => {
  expect(csvRow([aText("O'Brien"), aText(null), aText('a-b')])).toBe("O'Brien,,a-b\r\n")
  expect(csvHeader(['id', 'paid_for_by'])).toBe('id,paid_for_by\r\n')
})

test('NUL is dropped, and hides no formula', () => {
  expect(csvRow([aText('\0=1\0')])).toBe("'=1\r\n")
})

test('write, read and un-escape gives back every text, letter by letter', () => {
  const hostile = fc.constantFrom(...HOSTILE, '"', ',', '\r\n', "'", ' ', '“', '\u2028', '\ufeff')
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(hostile).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 8 }), (rows) => {
      const written = csvHeader(['a', 'b', 'c']) + rows.map((row) => csvRow(row.map(aText))).join('')
      const [, ...read] = parse(written, { record_delimiter: '\r\n' }) as string[][]
      expect(read.map((row) => row.map(unguarded))).toEqual(rows.map((row) => row.map(withoutNul)))
    }),
    { numRuns: 2000 },
  )
})

function aText(value: string | null): Cell {
  return { kind: 'text', value }
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '')
}
