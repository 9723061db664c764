import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'paidfor-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const URL = 'http://127.0.0.1:9200'
const config = (settings: Record<string, string>) => readConfig({ ELASTICSEARCH_URL: URL, ...settings }).elasticsearch
const refusal = (settings: Record<string, string | undefined>): string => {
  try {
    readConfig(settings)
  } catch (problem) {
    return (problem as Error).message
  }
  throw new Error('it was not refused')
}

test('without an address there is no Elasticsearch', () => {
  expect(readConfig({}).elasticsearch).toBeNull()
  expect(readConfig({ ELASTICSEARCH_URL: '', ELASTICSEARCH_SHARDS: '' }).elasticsearch).toBeNull()
})

test('one address is enough: the rest has defaults', () => {
  expect(config({})).toEqual({ nodes: [URL], auth: null, caFile: null, index: 'paidfor', shards: 1, replicas: 0 })
})

test('several addresses stand between commas, each is taken once, and none ends in a slash', () => {
  const text = 'https://es01:9200/, https://es02:9200,https://es01:9200,https://proxy.example/search/ ,'
  const nodes = ['https://es01:9200', 'https://es02:9200', 'https://proxy.example/search']
  expect(config({ ELASTICSEARCH_URL: text })?.nodes).toEqual(nodes)
})

test('it is signed in to by user and password, or by a key', () => {
  const named = config({ ELASTICSEARCH_USER: 'elastic', ELASTICSEARCH_PASSWORD: 'p: #ä' })
  expect(named?.auth).toEqual({ user: 'elastic', password: 'p: #ä' })
  expect(config({ ELASTICSEARCH_API_KEY: 'aWQ6a2V5' })?.auth).toEqual({ apiKey: 'aWQ6a2V5' })
})

test('the layout of the index can be chosen within bounds', () => {
  const chosen = { ELASTICSEARCH_INDEX: 'ads-2', ELASTICSEARCH_SHARDS: '64', ELASTICSEARCH_REPLICAS: '5' }
  expect(config(chosen)).toMatchObject({ index: 'ads-2', shards: 64, replicas: 5 })
})

test('the authority is a file with a certificate', () => {
  const path = join(folder, 'ca.crt')
  writeFileSync(path, '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n')
  const settings = { ELASTICSEARCH_URL: 'https://es:9200', ELASTICSEARCH_CA: path }
  expect(config(settings)?.caFile).toBe(path)
  writeFileSync(path, 'no certificate')
  expect(refusal(settings)).toContain('ELASTICSEARCH_CA names no file with a certificate')
  expect(refusal({ ...settings, ELASTICSEARCH_CA: join(folder, 'none') })).toContain('ELASTICSEARCH_CA')
})

test.each([
  ['ELASTICSEARCH_URL', 'es:9200'],
  ['ELASTICSEARCH_URL', 'ftp://es:9200'],
  ['ELASTICSEARCH_URL', 'http://one:9200,two:9200'],
  ['ELASTICSEARCH_URL', 'http://one:9200 http://two:9200'],
  ['ELASTICSEARCH_URL', ' , '],
  ['ELASTICSEARCH_URL', 'http://es:9200/?pretty'],
  ['ELASTICSEARCH_INDEX', 'Paidfor'],
  ['ELASTICSEARCH_INDEX', '1ads'],
  ['ELASTICSEARCH_INDEX', '-ads'],
  ['ELASTICSEARCH_INDEX', 'ads_1'],
  ['ELASTICSEARCH_INDEX', 'ads*'],
  ['ELASTICSEARCH_INDEX', 'a'.repeat(41)],
  ['ELASTICSEARCH_SHARDS', '0'],
  ['ELASTICSEARCH_SHARDS', '65'],
  ['ELASTICSEARCH_SHARDS', '1.5'],
  ['ELASTICSEARCH_REPLICAS', '6'],
  ['ELASTICSEARCH_REPLICAS', '-1'],
  ['ELASTICSEARCH_API_KEY', 'two words'],
])('%s=%s is refused by name', (name, value) => {
  expect(refusal({ ELASTICSEARCH_URL: URL, [name]: value })).toContain(name)
})

test('a user or a password in an address is refused, with where they belong, and without telling them', () => {
  const said = refusal({ ELASTICSEARCH_URL: 'https://elastic:s3cr3t@es:9200' })
  expect(said).toContain('ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD')
  expect(said).not.toContain('s3cr3t')
})

test.each([
  ['a user without a password', { ELASTICSEARCH_USER: 'elastic' }, /ELASTICSEARCH_USER has no password/],
  ['a password without a user', { ELASTICSEARCH_PASSWORD: 's3cr3t' }, /ELASTICSEARCH_PASSWORD has no user/],
  [
    'two ways to sign in',
    { ELASTICSEARCH_USER: 'elastic', ELASTICSEARCH_PASSWORD: 's3cr3t', ELASTICSEARCH_API_KEY: 'k3y' },
    /ELASTICSEARCH_API_KEY is made, and so is a user or a password/,
  ],
  [
    'an authority where nothing is https',
    { ELASTICSEARCH_CA: join(folder, 'any.crt') },
    /ELASTICSEARCH_CA has no effect: no address in ELASTICSEARCH_URL begins with https/,
  ],
])('%s is refused in words', (_name, settings, words) => {
  writeFileSync(join(folder, 'any.crt'), '-----BEGIN CERTIFICATE-----\n')
  const said = refusal({ ELASTICSEARCH_URL: URL, ...settings })
  expect(said).toMatch(words)
  expect(said).not.toContain('s3cr3t')
})

test('what has no effect without an address is refused, each by name', () => {
  const said = refusal({ ELASTICSEARCH_INDEX: 'paidfor', ELASTICSEARCH_SHARDS: '3', ELASTICSEARCH_API_KEY: 'k3y' })
  for (const name of ['INDEX', 'SHARDS', 'API_KEY']) {
    expect(said).toContain(`ELASTICSEARCH_${name} has no effect without ELASTICSEARCH_URL`)
  }
})

test('a process has one role or all, and one role wants a database that it can share', () => {
  const DATABASE_URL = 'postgres://paidfor@db/paidfor'
  expect(readConfig({}).role).toBe('all')
  expect(readConfig({ ROLE: 'web', DATABASE_URL }).role).toBe('web')
  expect(readConfig({ ROLE: 'jobs', DATABASE_URL }).role).toBe('jobs')
  expect(refusal({ ROLE: 'worker', DATABASE_URL })).toContain('ROLE is none of web, jobs')
  expect(refusal({ ROLE: 'web' })).toContain('ROLE needs DATABASE_URL')
})
