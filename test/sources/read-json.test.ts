import { Readable } from 'node:stream'
import { recordReader } from '../../src/sources/shared/record-reader.ts'

async function records(text: string | Buffer, size = 7) {
  const bytes = Buffer.from(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    bytes.subarray(n * size, (n + 1) * size),
  )
  const found = []
  for await (const record of recordReader.records({ shape: 'json' }, Readable.from(chunks))) found.push(record)
  return found
}

async function read(text: string | Buffer) {
  return (await records(text)).map((record) => ('problem' in record ? record.problem.message : record.value))
}

test.each([
  ['an answer with data', '{"data":[{"id":"1"},{"id":"2"}],"paging":{}}'],
  ['an array', '[{"id":"1"},{"id":"2"}]'],
  ['one ad a line', '{"id":"1"}\n{"id":"2"}\n'],
  ['one answer a line', '{"data":[{"id":"1"}]}\n{"data":[{"id":"2"}]}'],
  ['an answer laid out over lines', '{"data":[\n{"id":"1"},\n{"id":"2"}\n]}\n'],
  ['an array laid out over lines', '[\n{"id":"1"},\n{"id":"2"}\n]'],
  ['an answer whose texts look like marks', '{"a":"\\"data\\":[","data":[{"id":"1"},{"id":"2"}],"z":{"data":[9]}}'],
])('%s gives its ads in order', async (_what, text) => {
  expect(await read(text)).toEqual([{ id: '1' }, { id: '2' }])
})

test('`*` is any key, and of all paths with it the records are taken, in the order of the document', async () => {
  const items = [
    ['of', '*'],
    ['of', '*', 'list'],
  ]
  const text = '{"of":{"1":[{"id":"1"}],"2":{"list":[{"id":"2"}],"more":[{"id":"9"}]},"3":[{"id":"3"}],"4":null}}'
  const found = []
  for await (const record of recordReader.records({ shape: 'json', items }, Readable.from([Buffer.from(text)]))) {
    found.push('problem' in record ? null : record.value['id'])
  }
  expect(found).toEqual(['1', '2', '3'])
})

test('one ad alone is one record', async () => expect(await read('{\n "id": "1"\n}')).toEqual([{ id: '1' }]))

test('what is no object, or holds what no database may hold, is put aside', async () => {
  expect(await read('[1, {"id":"a\\u0000b"}, {"id":"\\ud800"}, {"id":"\\\\u0000 \\ud83d\\ude00"}]')).toEqual([
    'the record is not a JSON object',
    'the record holds a NUL character or half a character',
    'the record holds a NUL character or half a character',
    { id: '\\u0000 😀' },
  ])
  expect(await read(`[${'['.repeat(9_000)}${']'.repeat(9_000)},{"id":"2"}]`)).toEqual([
    'the record is not a JSON object',
    { id: '2' },
  ])
  expect(await read(`[{"id":${'['.repeat(9_000)}${']'.repeat(9_000)}},{"id":"2"}]`)).toHaveLength(2)
})

test.each([
  ['the first', '{"id":\n{"id":"2"}\n{"id":"3"}\n', [null, '2', '3']],
  ['a later', '{"id":"1"}\n{"id":\n{"id":"3"}', ['1', null, '3']],
  ['an odd', '{"id":"1"}\ngarbage\n{"id":"3"}', ['1', null, '3']],
])('%s broken line of many costs that line', async (_which, text, ids) => {
  const found = await records(`\ufeff${text}`)
  expect(found.map((record) => ('problem' in record ? null : record.value['id']))).toEqual(ids)
})

test('a record that cannot be read is kept as the bytes that it stood on', async () => {
  const item = Buffer.concat([
    Buffer.from('{ "id" : 12345678901234567890, "n": "Caf'),
    Buffer.from([0xe9]),
    Buffer.from('" }'),
  ])
  const [first, second] = await records(
    Buffer.concat([Buffer.from('{"data": [ '), item, Buffer.from(',{"id":"2"}],"x":[3]}')]),
  )
  expect(first).toMatchObject({ number: 1, problem: { code: 'record.unreadable_text' } })
  expect(Buffer.from(first?.raw ?? [])).toEqual(item)
  expect(second).toMatchObject({ number: 2, value: { id: '2' } })
})

test('a document that was cut is refused as a whole', async () => {
  await expect(read('{"data":[{"id":"1"}')).rejects.toMatchObject({ code: 'file.unreadable' })
})
