import { Readable } from 'node:stream'
import { text as wholeText } from 'node:stream/consumers'
import { cutTokens } from '../../src/store/blobs/tokens.ts'

test.each([
  'access_token=TOKEN&x=1',
  'access_token%3DTOKEN%26x',
  'access_token%253DTOKEN%2526x',
  '"access_token":"TOKEN"',
  '\\"access_token\\": \\"TOKEN\\"',
  '%22access_token%22%3A%22TOKEN%22',
  'access_token\\u003dTOKEN',
  'a TOKEN alone',
  'a line feed\\nTOKEN before it',
  'input\\u003dTOKEN',
  'access_token\\\\u003dTOKEN',
  "'access_token': 'TOKEN'",
  'ACCESS_TOKEN=TOKEN',
  'accessToken=TOKEN',
  'access%5Ftoken=TOKEN',
  'access_token&#61;TOKEN',
  '"access_token":["TOKEN"]',
])('MA-12: the token in “%s” is cut out, at whatever edge of a chunk it stands', async (form) => {
  const token = `EAAB${'9aZ'.repeat(300)}`
  const text = `before ${form.replace('TOKEN', token)} after`
  for (const size of [1, 3, 64, 5_000]) {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
      Buffer.from(text.slice(n * size, (n + 1) * size)),
    )
    const cleaned = await wholeText(cutTokens(Readable.from(chunks), () => undefined))
    expect(cleaned).toBe(`before ${form.replace('TOKEN', 'REDACTED')} after`)
  }
})

test('text without a token passes byte for byte', async () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * 31) % 256))
  const chunks = [bytes.subarray(0, 65_000), bytes.subarray(65_000)]
  const passed: Buffer[] = []
  for await (const chunk of cutTokens(Readable.from(chunks), () => undefined)) passed.push(chunk)
  expect(Buffer.concat(passed)).toEqual(bytes)
})

test('MA-12: both halves of an app’s token go', async () => {
  const cleaned = await wholeText(
    cutTokens(Readable.from([Buffer.from('access_token=1234567890123%7CaSecretHalf&x')]), () => undefined),
  )
  expect(cleaned).toBe('access_token=REDACTED&x')
})

test('words about tokens are not tokens', async () => {
  const prose = 'The access_token parameter, ["access_token","page_id"], EAA and access to tokens.'
  expect(await wholeText(cutTokens(Readable.from([Buffer.from(prose)]), () => undefined))).toBe(prose)
})
