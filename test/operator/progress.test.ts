import { collectProgress } from '../../src/progress.ts'

/** What a person reads where no bar can be drawn: in a log, a pipe, a container. */
let said: string[]
const { write } = process.stderr
const terminal = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY')
beforeEach(() => {
  said = []
  Object.defineProperty(process.stderr, 'isTTY', { value: false, configurable: true })
  process.stderr.write = (text) => said.push(String(text)) > 0
})
afterEach(() => {
  process.stderr.write = write
  if (terminal === undefined) Reflect.deleteProperty(process.stderr, 'isTTY')
  else Object.defineProperty(process.stderr, 'isTTY', terminal)
})

test('a crawl says a line for each part that is done, however many pages a part has', () => {
  const { onProgress } = collectProgress()
  for (const done of [0, 1, 2]) {
    for (const pages of [1, 2, 3]) onProgress('meta', { what: `US: ${pages} pages`, done, total: 3, unit: 'parts' })
  }
  expect(said).toEqual(['meta: 0 of 3 parts done\n', 'meta: 1 of 3 parts done\n', 'meta: 2 of 3 parts done\n'])
})

test('a file says when it is begun, and many records now and then', () => {
  const { onProgress } = collectProgress()
  for (const done of [0, 500, 1_000]) onProgress('snap', { what: '2026', done, total: 1_000, unit: 'bytes' })
  for (const done of [0, 1, 50_000, 50_001]) onProgress('snap', { what: 'a.csv', done, total: null, unit: 'records' })
  expect(said).toEqual(['snap: fetching 2026\n', 'snap: 50000 records of a.csv read\n'])
})
