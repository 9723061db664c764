import { documentItems } from '../../src/sources/shared/cut-json.ts'
import { withIdsAsText } from '../../src/sources/shared/ids-as-text.ts'
import { recordKeys } from '../../src/sources/shared/json-keys.ts'

// A file kept within an answer is one string with an escape at each quotation mark and each line end.
const long = '\\"a\\\\\\n'.repeat(5_000_000)

test('a string of tens of millions of characters is stepped over whole, with all its escapes', () => {
  const item = `{"id":12345678901234567,"text":"${long}"}`
  const [found, ...others] = documentItems(`{"data":[${item}]}`)
  expect(found === item).toBe(true)
  expect(others).toEqual([])
  expect(withIdsAsText(item) === `{"id":"12345678901234567","text":"${long}"}`).toBe(true)
  expect(recordKeys(item, (key) => key === 'id')).toEqual(['id', 'text'])
})

test('a string ends at the first mark before which the backslashes are in pairs', () => {
  const items = ['"\\\\"', '"\\\\\\""', '""', '"]"', '"\\"]"', '"\\n"']
  expect(documentItems(`[${items.join(',')}]`)).toEqual(items)
})
