import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { elasticsearchEngine } from '../../../src/search/elasticsearch/engine.ts'
import type { ElasticsearchSettings } from '../../../src/search/elasticsearch/settings.ts'
import { aServer } from './a-server.ts'
import { settingsFor } from './open-engine.ts'

describe('Signing in to Elasticsearch', () => {
  const headerOf = async (auth: ElasticsearchSettings['auth']) => {
    await using server = await aServer(() => ({ body: { indices: [] } }))
    await elasticsearchEngine({ ...settingsFor(server.url), auth }).indexes()
    return server.seen.map(({ headers }) => headers.authorization)
  }

  test('user and password are sent as they are, whatever letters they have', async () => {
    const [header] = await headerOf({ user: 'paidfor', password: 'p@ss:wörd/?#' })
    expect(header).toBe(`Basic ${Buffer.from('paidfor:p@ss:wörd/?#').toString('base64')}`)
  })

  test('a key is sent as a key', async () => {
    expect(await headerOf({ apiKey: 'VnVhQ2ZHY0JDZGJrUW0=' })).toEqual(['ApiKey VnVhQ2ZHY0JDZGJrUW0='])
  })

  test('nothing is sent where nothing is asked for', async () => {
    expect(await headerOf(null)).toEqual([undefined])
  })

  test('no error of ours holds a secret', async () => {
    const error = { type: 'security_exception', reason: 'no' }
    await using server = await aServer(() => ({ status: 401, body: { error, status: 401 } }))
    const auth = { user: 'paidfor', password: 'open sesame' }
    const problem: unknown = await elasticsearchEngine({ ...settingsFor(server.url), auth })
      .indexes()
      .catch((failure: unknown) => failure)
    const said = inspect(problem, { depth: 10, showHidden: true })
    expect(said).toContain('search.unavailable')
    expect(said).not.toContain('sesame')
    expect(said).not.toContain(Buffer.from('paidfor:open sesame').toString('base64'))
  })
})

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const tls = hasOpenssl ? describe : describe.skip

tls('An Elasticsearch with a certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paidfor-certificate-'))
  const [keyFile, caFile] = [join(folder, 'key.pem'), join(folder, 'ca.pem')]
  beforeAll(() => {
    const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
    const names = ['-subj', '/CN=paidfor test', '-addext', 'subjectAltName=IP:127.0.0.1']
    execFileSync('openssl', [...kind, ...names, '-keyout', keyFile, '-out', caFile], { stdio: 'pipe' })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const indexes = async (file: string | null) => {
    const certificate = { key: readFileSync(keyFile), cert: readFileSync(caFile) }
    await using server = await aServer(() => ({ body: { indices: [] } }), certificate)
    return await elasticsearchEngine({ ...settingsFor(server.url), caFile: file }).indexes()
  }

  test('is trusted when its authority is given', async () => {
    expect(await indexes(caFile)).toEqual([])
  })

  test('is not trusted without it, and this is said', async () => {
    await expect(indexes(null)).rejects.toMatchObject({
      code: 'search.unavailable',
      message: expect.stringMatching(/self.signed certificate/),
    })
  })

  test('is not asked while the file cannot be read, and is when it can', async () => {
    await expect(indexes(join(folder, 'none.pem'))).rejects.toMatchObject({
      code: 'search.unavailable',
      message: expect.stringMatching(/none\.pem cannot be read/),
    })
  })
})
