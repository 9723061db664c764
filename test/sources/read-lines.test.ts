import { Readable } from 'node:stream'
import fc from 'fast-check'
import { recordReader } from '../../src/sources/shared/record-reader.ts'

async function read(content: Buffer | string, chunkSize = 1 << 16) {
  const bytes = Buffer.from(content)
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkSize) }, (_, n) =>
    bytes.subarray(n * chunkSize, (n + 1) * chunkSize),
  )
  const records = []
  for await (const record of recordReader.records({ shape: 'csv-lines' }, Readable.from(chunks))) records.push(record)
  return records
}

const values = async (content: Buffer | string, chunkSize?: number) =>
  (await read(content, chunkSize)).map((record) =>
    'problem' in record ? record.problem.code : Object.values(record.value),
  )

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

test('any table of text without line feeds is read cell by cell, however the bytes are cut into chunks', async () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/[\0\n]/.test(text))
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 40 }), async (rows, eol, size) => {
      const csv = ['a,b,c', ...rows.map((row) => row.map(quoted).join(','))].join(eol) + eol
      expect(await values(csv, size)).toEqual(rows)
    }),
  )
})

test('no line of quotation marks and commas costs another: each is a record, with its number and bytes', async () => {
  const line = fc.string({ unit: fc.constantFrom('"', ',', 'x', 'é') }).filter((text) => text !== '')
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1 }), async (lines) => {
      const records = await read(['a,b', ...lines].join('\n'))
      expect(records.map(({ number }) => number)).toEqual(lines.map((_, n) => n + 2))
      expect(records.map(({ raw }) => Buffer.from(raw).toString()).join('')).toBe(lines.join('\n'))
    }),
  )
})

test('a mark within a bare cell stands; marks that cannot be balanced are dropped; what then fits not is put aside', async () => {
  expect(await values('a,b\n1,x"\n"y" z,2\n"never,3\n"p","q",4\n5,ok')).toEqual([
    ['1', 'x"'],
    ['y z', '2'],
    ['never', '3'],
    'record.malformed',
    ['5', 'ok'],
  ])
})

test('byte-order marks at the start of any line, CRLF, blank lines and a missing last end make no difference', async () => {
  expect(await values('\ufeffa,b\r\n\ufeff1,x\r\n\r\n\ufeff\ufeff"2",y')).toEqual([
    ['1', 'x'],
    ['2', 'y'],
  ])
})

test('a separator of lines other than the line feed is a letter', async () => {
  expect(await values('a,b\n1,x\u2028y\r\rz\n')).toEqual([['1', 'x\u2028y\r\rz']])
})

test.each([
  ['bytes that are not UTF-8', Buffer.from([0x31, 0x2c, 0xff, 0xfe, 0x0a])],
  ['a NUL character', Buffer.from('1,x\0y\n')],
])('%s put the record aside, byte for byte', async (_what, bytes) => {
  const [record, next] = await read(Buffer.concat([Buffer.from('a,b\n'), bytes, Buffer.from('2,ok\n')]))
  expect(record).toMatchObject({ number: 2, problem: { code: 'record.unreadable_text' } })
  expect(Buffer.from(record?.raw ?? [])).toEqual(bytes)
  expect(next).toMatchObject({ number: 3, value: { a: '2', b: 'ok' } })
})

test('a line without end is one record put aside by its start, and the one behind it is read', async () => {
  const records = await read(`a,b\n1,${'x'.repeat(5 * 1024 * 1024)}\n2,ok\n`)
  expect(records).toMatchObject([{ number: 2, problem: { code: 'record.malformed' } }, { number: 3 }])
  expect(records[0]?.raw).toHaveLength(1024 * 1024)
})

test('a header alone is a file without records', async () => {
  expect(await read('\ufeffa,b')).toEqual([])
})
