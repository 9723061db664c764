import { Readable } from 'node:stream'
import { recordReader } from '../../src/sources/shared/record-reader.ts'

async function read(text: string) {
  const records = []
  for await (const record of recordReader.records('json', Readable.from([Buffer.from(text)]))) records.push(record)
  return records.map((record) => ('problem' in record ? record.problem.message : record.value))
}

test.each([
  ['an answer with data', '{"data":[{"id":"1"},{"id":"2"}],"paging":{}}'],
  ['an array', '[{"id":"1"},{"id":"2"}]'],
  ['one ad a line', '{"id":"1"}\n{"id":"2"}\n'],
])('%s gives its ads in order', async (_what, text) => {
  expect(await read(text)).toEqual([{ id: '1' }, { id: '2' }])
})

test('one ad alone is one record', async () => expect(await read('{\n "id": "1"\n}')).toEqual([{ id: '1' }]))

test('what is no object, or holds a NUL, is put aside', async () => {
  expect(await read('[1, {"id":"a\\u0000b"}, {"id":"2"}]')).toEqual([
    'it is not a JSON object of clean text',
    'it is not a JSON object of clean text',
    { id: '2' },
  ])
  expect(await read('{"id":"1"}\n{"id":\n{"id":"3"}\n')).toEqual([{ id: '1' }, 'the line is not JSON', { id: '3' }])
})

test('a document that was cut is refused as a whole', async () => {
  await expect(read('{"data":[{"id":"1"}')).rejects.toMatchObject({ code: 'file.unreadable' })
})
