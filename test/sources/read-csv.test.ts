import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { recordReader } from '../../src/sources/shared/record-reader.ts'

async function read(content: Buffer | string, chunkSize = 1 << 16) {
  const bytes = Buffer.from(content)
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkSize) }, (_, n) =>
    bytes.subarray(n * chunkSize, (n + 1) * chunkSize),
  )
  const records = []
  for await (const record of recordReader.records({ shape: 'csv' }, Readable.from(chunks))) records.push(record)
  return records
}

const values = async (content: Buffer | string, chunkSize?: number) =>
  (await read(content, chunkSize)).map((record) =>
    'problem' in record ? record.problem.code : Object.values(record.value),
  )

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

test('any table of text is read as a CSV library reads it, however the bytes are cut into chunks', async () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 40 }), async (rows, eol, size) => {
      const csv = ['a,b,c', ...rows.map((row) => row.map(quoted).join(','))].join(eol) + eol
      expect(await values(csv, size)).toEqual(parse(csv, { fromLine: 2 }).map((row: unknown) => row))
    }),
  )
})

test('a byte-order mark, CRLF and a missing last line end make no difference', async () => {
  expect(await values('\ufeffa,b\r\n1,"x\r\ny"\r\n2,z')).toEqual([
    ['1', 'x\r\ny'],
    ['2', 'z'],
  ])
})

test('a lost quotation mark costs its own line, and the records behind it are read', async () => {
  const records = await read('a,b\n1,"never closed\n2,fine\n3,"also" broken\n4,fine\n')
  expect(records.map((record) => ('problem' in record ? record.problem.code : record.value['a']))).toEqual([
    'record.malformed',
    '2',
    'record.malformed',
    '4',
  ])
  expect(records.map(({ number }) => number)).toEqual([2, 3, 4, 5])
  expect(Buffer.from(records[0]?.raw ?? []).toString()).toBe('1,"never closed\n')
})

test('a record of the wrong width is put aside with its bytes', async () => {
  const [record] = await read('a,b\n1,2,3\n')
  expect(record).toMatchObject({ number: 2, problem: { message: 'the record has 3 cells, the header 2' } })
})

test.each([
  ['bytes that are not UTF-8', Buffer.from([0x31, 0x2c, 0xff, 0xfe, 0x0a])],
  ['a NUL character', Buffer.from('1,x\0y\n')],
])('%s put the record aside, byte for byte', async (_what, bytes) => {
  const [record, next] = await read(Buffer.concat([Buffer.from('a,b\n'), bytes, Buffer.from('2,ok\n')]))
  expect(record).toMatchObject({ problem: { code: 'record.unreadable_text' } })
  expect(Buffer.from(record?.raw ?? [])).toEqual(bytes)
  expect(next).toMatchObject({ value: { a: '2', b: 'ok' } })
})

test('columns without a name, or with the same name twice, hide no cell', async () => {
  const [record] = await read('a,,a\n1,2,3\n')
  expect(record).toMatchObject({ value: { a: '1', column_2: '2', 'a#2': '3' } })
})

test('a quote that is never closed in a file of megabytes does not eat the file', async () => {
  const lines = Array.from({ length: 50_000 }, (_, n) => `${n},a line of ordinary length ${n}`)
  const records = await read(`a,b\nbad,"oops\n${lines.join('\n')}\n`)
  expect(records).toHaveLength(50_001)
  expect(records.filter((record) => 'problem' in record)).toHaveLength(1)
})
