import { readConfig } from '../../src/config.ts'

test('without settings a network may make 2,000 requests a minute, and no proxy is believed', () => {
  expect(readConfig({}).limits).toEqual({ requestsPerMinute: 2_000, trustedProxies: 0 })
})

test('the limit can be moved or taken away, and proxies in front are counted', () => {
  expect(readConfig({ RATE_LIMIT: '50', TRUST_PROXY: '2' }).limits).toEqual({
    requestsPerMinute: 50,
    trustedProxies: 2,
  })
  expect(readConfig({ RATE_LIMIT: 'off' }).limits.requestsPerMinute).toBeNull()
})

test.each([
  ['RATE_LIMIT', '0'],
  ['RATE_LIMIT', '-1'],
  ['RATE_LIMIT', '1e3'],
  ['RATE_LIMIT', 'none'],
  ['TRUST_PROXY', 'true'],
  ['TRUST_PROXY', '-1'],
  ['TRUST_PROXY', '127.0.0.1'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name)
})
