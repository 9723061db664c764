import { headerDrift } from '../../src/sources/shared/header-drift.ts'
import { recordKeys } from '../../src/sources/shared/json-keys.ts'

const isKnown = (key: string) => ['id', 'spend'].includes(key)
const record = { id: '1', spend: { lower_bound: '1', id: 'inner' }, note: [{ deep: 1 }] }

test('the keys of records are found in an answer, in an array, in lines, and in one ad by itself', () => {
  const other = { id: '2', late: '{"id":1}' }
  const paging = { cursors: { after: 'x' } }
  for (const text of [
    JSON.stringify({ data: [record, other], paging }),
    JSON.stringify([record, other], null, 2),
    `${JSON.stringify(record)}\n${JSON.stringify(other)}\n`,
  ]) {
    expect(recordKeys(text, isKnown)).toEqual(['id', 'spend', 'note', 'late'])
  }
  expect(recordKeys(JSON.stringify(record), isKnown)).toEqual(['id', 'spend', 'note'])
})

test('text that breaks off tells the keys before the break, and text without a known key none', () => {
  const text = JSON.stringify({ data: [record] })
  for (let length = 0; length < text.length; length++) {
    const keys = recordKeys(text.slice(0, length), isKnown)
    expect(['id', 'spend', 'note'].slice(0, keys.length)).toEqual(keys)
  }
  expect(recordKeys('{"name":"x"}', isKnown)).toEqual([])
  expect(recordKeys('"', isKnown)).toEqual([])
})

const usual = {
  nameOf: (column: string) => column.toLowerCase(),
  isKnown: (name: string) => ['a', 'b', 'c'].includes(name),
  usual: ['a', 'b'],
  order: ['a', 'b', 'c'],
}
const driftOf = (...header: string[]) => headerDrift({ shape: 'csv', header }, usual)

test('of a header it is told what is new, repeated, gone and out of order, each by name', () => {
  expect(driftOf('A', 'b', 'C')).toEqual([])
  expect(driftOf('a', 'b', 'column_3', 'Unnamed: 0')).toEqual([])
  expect(driftOf('a', 'b', 'D')).toEqual(['the column “D” is new'])
  expect(driftOf('a')).toEqual(['the column “b” is gone'])
  expect(driftOf('b', 'a')).toEqual(['the columns stand in another order: “b” before “a”'])
})

test('a column that comes twice is told once, in whichever spelling, and is not new', () => {
  expect(driftOf('a', 'b', 'b#2')).toEqual(['the column “b” stands there more than once: one of them is read'])
  expect(driftOf('a', 'b', 'B')).toContainEqual('the column “B” stands there more than once: one of them is read')
  expect(driftOf('a', 'b', 'Choice #2')).toEqual(['the column “Choice #2” is new'])
})

test('the marks of a file are told where its source has never borne them', () => {
  const head = { shape: 'csv' as const, header: ['a', 'b'], marks: ['byte_order_mark', 'crlf'] as const }
  expect(headerDrift(head, usual)).toHaveLength(2)
  expect(headerDrift(head, { ...usual, marks: ['byte_order_mark', 'crlf'] })).toEqual([])
})
