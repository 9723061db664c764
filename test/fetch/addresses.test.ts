import type { LookupAddress } from 'node:dns'
import { isPublicAddress } from '../../src/fetch/public-address.ts'
import { aZip } from './a-zip.ts'
import { fetching, problemOf } from './fetching.ts'
import { fileListener, type Site, site } from './site.ts'

let canary: Site
beforeEach(async () => {
  canary = await site((_, response) => response.end())
})
afterEach(() => canary[Symbol.asyncDispose]())

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
]
const PUBLIC_6 = ['2606:4700:4700::1111', '2a00:1450:4001:82f::2010', '2001:4860:4860::8888', '2003::1']

test.each([...PUBLIC, ...PUBLIC_6])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

const HIDDEN = [
  '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.254',
  '169.254.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.88.99.1',
  '192.168.0.1', '192.168.255.255', '198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.7', '224.0.0.1',
  '239.255.255.255', '240.0.0.1', '255.255.255.255',
] // biome-ignore format: a list
const HIDDEN_6 = [
  '::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1', '::ffff:0:127.0.0.1', '64:ff9b::7f00:1',
  '64:ff9b::808:808', '64:ff9b:1::1', '100::1', '2001::1', '2001:0:7f00:1::', '2001:2::1', '2001:10::1', '2001:20::1',
  '2001:db8::1', '2002:7f00:1::', '2002:808:808::', '3fff::1', '4000::1', '5f00::1', 'fc00::1', 'fd12:3456::1', 'fe80::1',
  'fe80::1%eth0', '2606:4700::1%lo', 'fec0::1', 'ff02::1',
] // biome-ignore format: a list
const NONE = ['', 'localhost', '127.1', '0x7f000001', '2130706433', '[::1]', '1.1.1.1.', '01.1.1.1', '1.1.1.1/8']

test.each([...HIDDEN, ...HIDDEN_6, ...NONE])('“%s” is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

/** Every way that is known to write this machine's address in a URL, and those of its network. */
const HOSTS = [
  '127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0x7f.1', '0177.0.0.1', '017700000001',
  '0177.0.0.0x1', '127.0.0.1.', '127.000.000.001', '①②⑦.⓪.⓪.①', '127。0。0。1', '%31%32%37.0.0.1', '0', '0.0.0.0', '0x0',
  'localhost', 'LOCALHOST', 'localhost.', 'loc%61lhost', 'ｌocalhost', 'printer', 'intranet.example', '[::1]', '[::]',
  '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::127.0.0.1]',
  '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[2001:0:7f00:1::]', '[fe80::1]', '[fc00::1]', '169.254.169.254', '0xa9fea9fe',
  '2852039166', '10.0.0.1', '192.168.1.1', '172.16.0.1', '100.64.0.1', '224.0.0.1', '255.255.255.255',
] // biome-ignore format: a list

test.each(HOSTS)('nothing is asked of http://%s, unless the operator named it', async (host) => {
  const lookup = async (): Promise<LookupAddress[]> => [{ address: '127.0.0.1', family: 4 }]
  await using downloads = await fetching([], { lookup })
  const problem = await problemOf(downloads.fetch(`http://${host}:${canary.port}/a.zip?key=secret`))
  expect(problem.code).toBe('collect.refused')
  expect(problem.message).toMatch(/no public address, and nothing was asked of it: [^.]*\.$/)
  expect(problem.message).not.toContain('secret')
  expect(canary.connections()).toBe(0)
})

test.each([
  'ftp://127.0.0.1/a.zip',
  'file:///etc/passwd',
  'data:application/zip,PK',
  'javascript:alert(1)',
  'gopher://127.0.0.1/',
  'blob:http://127.0.0.1/1',
  'ws://127.0.0.1/',
  'no address',
  '//127.0.0.1/',
  'http://',
  'http://[fe80::1%25eth0]/',
  'http://user:secret@127.0.0.1/',
  'http://secret@127.0.0.1/',
  'http://127.0.0.1:99999/',
  '',
])('“%s” is never asked', async (url) => {
  // biome-ignore format: a list
  await using downloads = await fetching(['http://127.0.0.1'])
  const problem = await problemOf(downloads.fetch(url))
  expect(problem.code).toBe('collect.refused')
  expect(problem.message).not.toContain('secret')
})

test('a name of which one address is hidden is refused, though others are public', async () => {
  const found = [
    { address: '2606:4700:4700::1111', family: 6 },
    { address: '10.0.0.1', family: 4 },
  ]
  await using downloads = await fetching([], { lookup: async () => found })
  expect((await problemOf(downloads.fetch('http://example.org/a.zip'))).message).toContain(
    'example.org lies at 10.0.0.1, which is no public address',
  )
})

test('a name that is public at first and this machine afterwards is refused at the second connection', async () => {
  // The first leads to no one: nothing of 3000::/4 has been given out.
  const answers = [{ address: '3000::1', family: 6 }]
  let lookups = 0
  const lookup = async () => {
    lookups++
    return [answers.shift() ?? { address: '127.0.0.1', family: 4 }]
  }
  await using downloads = await fetching([], { lookup, limits: { connectMs: 300 } })
  const problem = await problemOf(downloads.fetch(`http://example.org:${canary.port}/a.zip`))
  expect(problem).toMatchObject({ code: 'collect.refused', message: expect.stringContaining('lies at 127.0.0.1') })
  expect([lookups, canary.connections()]).toEqual([2, 0])
})

test('an address that is another one by the time it is connected to is sent nothing', async () => {
  let reads = 0
  const flipping = {
    family: 4,
    get address() {
      return reads++ === 0 ? '1.1.1.1' : '127.0.0.1'
    },
  }
  await using downloads = await fetching([], { lookup: async () => [flipping] })
  const problem = await problemOf(downloads.fetch(`http://example.org:${canary.port}/a.zip`))
  expect(problem).toMatchObject({ code: 'collect.refused', message: expect.stringContaining('lies at 127.0.0.1') })
  expect(canary.asked).toEqual([])
})

test('what the operator named may lie on this machine, by address or by name, and nothing beside it', async () => {
  const bytes = await aZip(3_000)
  await using own = await site(fileListener(() => ({ bytes })))
  const lookup = async () => [{ address: '127.0.0.1', family: 4 }]
  const named = [`${own.origin}/{year}/a.zip`, `http://storage.internal:${own.port}/x`]
  await using downloads = await fetching(named, { lookup })
  expect((await downloads.fetch(`${own.origin}/2026/a.zip`)).kind).toBe('fetched')
  expect((await downloads.fetch(`http://storage.internal:${own.port}/a.zip`)).kind).toBe('fetched')
  for (const other of [`http://127.0.0.1:${canary.port}/`, `http://storage.internal:${canary.port}/`]) {
    expect((await problemOf(downloads.fetch(other))).code).toBe('collect.refused')
  }
  expect(canary.connections()).toBe(0)
})
