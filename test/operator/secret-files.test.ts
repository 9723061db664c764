import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readConfig } from '../../src/config.ts'
import { secretsOf } from '../../src/log.ts'
import { keptLog } from './kept-log.ts'
import { diagnosis } from './patient.ts'

const folder = mkdtempSync(join(tmpdir(), 'paidfor-secrets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function file(content: string): string {
  const path = join(folder, `secret-${++files}.txt`)
  writeFileSync(path, content)
  return path
}

const refusal = (settings: Record<string, string>): string => {
  try {
    readConfig(settings)
  } catch (problem) {
    return (problem as Error).message
  }
  throw new Error('it was not refused')
}

/** What the driver of the database takes for the password. */
const passwordIn = (url: string | null) => new pg.Client(url ?? '').password

test.each([
  ['without a line break', 'w0rd', 'w0rd'],
  ['with one', 'w0rd\n', 'w0rd'],
  ['with that of Windows', 'w0rd\r\n', 'w0rd'],
  ['with blanks, which count', ' w0rd ', ' w0rd '],
  ['with what an address would take for its own', 'p@ss/w:o#r?d%25 ä+&', 'p@ss/w:o#r?d%25 ä+&'],
])('the password of the database may stand in a file %s', (_name, content, password) => {
  const DATABASE_PASSWORD_FILE = file(content)
  const over = readConfig({ DATABASE_URL: 'postgres://paidfor@db:5432/ads?sslmode=disable', DATABASE_PASSWORD_FILE })
  expect(passwordIn(over.databaseUrl)).toBe(password)
  expect(new URL(over.databaseUrl ?? '')).toMatchObject({ username: 'paidfor', host: 'db:5432', pathname: '/ads' })
  const local = readConfig({ DATABASE_URL: 'postgres:///ads?host=/run/postgresql', DATABASE_PASSWORD_FILE })
  expect(passwordIn(local.databaseUrl)).toBe(password)
})

test('the password may stand in the environment, and the whole address in a file', () => {
  const DATABASE_URL = 'postgres://paidfor@db/ads'
  expect(passwordIn(readConfig({ DATABASE_URL, DATABASE_PASSWORD: 'w0rd' }).databaseUrl)).toBe('w0rd')
  const DATABASE_URL_FILE = file('postgres://paidfor:w0rd@db/ads\n')
  expect(readConfig({ DATABASE_URL_FILE, ROLE: 'web' }).databaseUrl).toBe('postgres://paidfor:w0rd@db/ads')
})

test('so may the password and the key of Elasticsearch', () => {
  const ELASTICSEARCH_URL = 'http://es:9200'
  const ELASTICSEARCH_PASSWORD_FILE = file('w0rd\n')
  const named = readConfig({ ELASTICSEARCH_URL, ELASTICSEARCH_USER: 'elastic', ELASTICSEARCH_PASSWORD_FILE })
  expect(named.elasticsearch?.auth).toEqual({ user: 'elastic', password: 'w0rd' })
  const keyed = readConfig({ ELASTICSEARCH_URL, ELASTICSEARCH_API_KEY_FILE: file('aWQ6a2V5\n') })
  expect(keyed.elasticsearch?.auth).toEqual({ apiKey: 'aWQ6a2V5' })
})

const NAMES = ['DATABASE_URL', 'DATABASE_PASSWORD', 'ELASTICSEARCH_PASSWORD', 'ELASTICSEARCH_API_KEY']

test.each(NAMES)('%s_FILE: a file that is missing or empty is refused by the names of both', (name) => {
  const missing = join(folder, 'none.txt')
  const said = refusal({ [`${name}_FILE`]: missing })
  expect(said).toBe(`A setting cannot be used: ${name}_FILE names ${missing}, which cannot be read (ENOENT).`)
  for (const content of ['', '\n']) {
    const empty = file(content)
    expect(refusal({ [`${name}_FILE`]: empty })).toContain(`${name}_FILE names ${empty}, which is empty`)
  }
  expect(refusal({ [`${name}_FILE`]: folder })).toContain('which cannot be read (EISDIR)')
})

test.each(NAMES)('%s and its file cannot both be made', (name) => {
  const said = refusal({ [name]: 'postgres://a:s3cr3t@db/ads', [`${name}_FILE`]: file('postgres://a:s3cr3t@db/ads') })
  expect(said).toContain(`${name}_FILE and ${name} are both made: leave one out`)
  expect(said).not.toContain('s3cr3t')
})

test('what is wrong in a file is told by the name of its setting, and the secret is not told', () => {
  expect(refusal({ DATABASE_URL_FILE: file('mysql://a:s3cr3t@db/ads') })).toMatch(/: DATABASE_URL_FILE is no address/)
  const wrong = refusal({ ELASTICSEARCH_URL: 'http://es:9200', ELASTICSEARCH_API_KEY_FILE: file('s3cr3t one\n') })
  expect(wrong).toContain('ELASTICSEARCH_API_KEY_FILE is no key')
  const both = refusal({ DATABASE_URL: 'postgres://a:s3cr3t@db/ads', DATABASE_PASSWORD_FILE: file('s3cr3t') })
  expect(both).toContain('DATABASE_PASSWORD_FILE is made, and DATABASE_URL holds a password too')
  const alone = refusal({ DATABASE_PASSWORD: 's3cr3t' })
  expect(alone).toContain('DATABASE_PASSWORD has no effect without DATABASE_URL')
  for (const said of [wrong, both, alone]) expect(said).not.toContain('s3cr3t')
})

test('no secret of a configuration reaches the log, in whatever form a client sends it', () => {
  const base = { ELASTICSEARCH_URL: 'http://es:9200' }
  const ELASTICSEARCH_API_KEY = Buffer.from('kX8yT:ins1deTheKey').toString('base64')
  const cases = [
    readConfig({
      ...base,
      DATABASE_URL: 'postgres://paidfor@db/ads',
      DATABASE_PASSWORD_FILE: file('s3cr3t/One'),
      ELASTICSEARCH_USER: 'elastic',
      ELASTICSEARCH_PASSWORD_FILE: file('s3cr3t-Two'),
    }),
    readConfig({ ...base, ELASTICSEARCH_API_KEY }),
  ]
  const forms = [
    ...['s3cr3t/One', 's3cr3t%2FOne', 's3cr3t-Two', Buffer.from('elastic:s3cr3t-Two').toString('base64')],
    ...[ELASTICSEARCH_API_KEY, 'ins1deTheKey'],
  ]
  const log = keptLog({ secrets: cases.flatMap((config) => secretsOf(config)) })
  for (const form of forms) {
    log.say(`the server said ${form} twice`, new Error(`refused: ${form}`))
    log.event({ level: 'warn', message: 'asked', headers: { note: form }, at: `Authorization: ApiKey ${form}` })
  }
  expect(forms.filter((form) => log.written().includes(form))).toEqual([])
  const unknown = keptLog()
  unknown.say('Authorization: ApiKey bm90Omtub3du and authorization: ApiKey bm90Omtub3du')
  expect(unknown.written()).not.toContain('bm90Omtub3du')
})

test('what everybody would guess is no secret, so that lines stay readable', () => {
  const guessed = { user: 'elastic', password: 'elastic' }
  const databaseUrl = 'postgres://paidfor:paidfor@db/paidfor'
  const secrets = secretsOf({ databaseUrl, elasticsearch: { auth: guessed }, platforms: { secrets: [] } })
  const log = keptLog({ secrets })
  log.say('elastic of paidfor answers')
  expect(log.written()).toContain('elastic of paidfor answers')
})

test('the doctor names a file that cannot be read, opens no other database for it, and checks the rest', async () => {
  const DATA_DIR = join(folder, 'data')
  const bad = { DATABASE_URL_FILE: join(folder, 'gone.txt'), ELASTICSEARCH_URL: 'es', ELASTICSEARCH_SHARDS: '3' }
  const { of, checks } = await diagnosis({ DATA_DIR, ...bad, PORT: '70000' })
  expect(checks.filter(({ state }) => state === 'fail').map(({ name }) => name)).toEqual([
    ...['DATABASE_URL_FILE', 'ELASTICSEARCH_URL', 'PORT'],
  ])
  expect(of('database')).toBeUndefined()
})

test('the doctor tells no password that stands in a file', async () => {
  const DATABASE_PASSWORD_FILE = file('s3cr3tw0rd')
  const DATABASE_URL = 'postgres://archive@127.0.0.1:1/paidfor'
  const { of, lines } = await diagnosis({ DATA_DIR: join(folder, 'data'), DATABASE_URL, DATABASE_PASSWORD_FILE })
  expect(of('database')?.state).toBe('fail')
  expect(lines.join('\n')).not.toContain('s3cr3tw0rd')
})
