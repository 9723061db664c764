import { randomBytes } from 'node:crypto'
import { REDACTED } from '../../src/log/redact-text.ts'
import { secretsOf } from '../../src/log.ts'
import { keptLog } from './kept-log.ts'

const planted: string[] = []
/** A secret that can be told from all else. */
function canary(beginning = ''): string {
  const made = `${beginning}c4n4ry${randomBytes(16).toString('hex')}`
  planted.push(made)
  return made
}

const databasePassword = canary()
const address = `postgres://archive:${databasePassword}@db.example:5432/paidfor`
const circular: Record<string, unknown> = { note: 'round and round', password: canary() }
circular['self'] = circular

/** Each plants at least one secret, in an object or in text. */
const events: readonly Record<string, unknown>[] = [
  { password: canary() },
  { Password: canary(), pgpassword: canary() },
  { headers: { authorization: canary(), Cookie: canary(), 'set-cookie': [canary()] } },
  { a: { b: { c: { d: { access_token: canary() } } } } },
  { list: [{ token: canary() }, { 'api-key': canary() }, { apiKey: canary() }] },
  { env: { DATABASE_URL: canary(), SESSION_SECRET: canary() } },
  { session: canary(), totpSeed: canary(), otp: canary() },
  { kept: new Map([['client_secret', canary()]]), mail: canary() },
  { where: new URL(`https://user:${canary()}@example.org/x?access_token=${canary()}`) },
  { error: new Error(`connect to postgres://archive:${canary()}@db.example/x failed`) },
  { error: new Error('outer', { cause: new Error(`fetch of https://x.example/?access_token=${canary()} failed`) }) },
  { error: new AggregateError([new Error(`token=${canary()}`)], 'all tries failed') },
  { error: Object.assign(new Error('refused'), { config: { headers: { 'x-auth-token': canary() } } }) },
  { error: Object.assign(new Error('bad statement'), { parameters: [canary()], query: canary() }) },
  circular,
  { raw: Buffer.from(canary()) },
]

const sentences: readonly string[] = [
  `Authorization: Bearer ${canary()}`,
  `Authorization: Basic ${Buffer.from(`user:${canary()}`).toString('base64')}`,
  `GET /x?access_token=${canary()}&limit=1`,
  `see https%3A%2F%2Fx.example%2F%3Faccess_token%3D${canary()}`,
  `{"password":"${canary()}","note":"a"}`,
  `said: ${JSON.stringify(JSON.stringify({ client_secret: canary(), secret: `two words ${canary()}` }))}`,
  `Cookie: theme=dark; sid=${canary()}; other=${canary()}`,
  `PGPASSWORD='${canary()}' psql`,
  `https://${canary()}@git.example/repository.git`,
  `postgres://archive:${canary()}@localhost:5432/paidfor and amqp://u:${canary()}@10.0.0.7`,
  `https://${canary()}@git/repository.git`,
  `postgres://archive:p@ss/${canary()}@db.example/paidfor`,
  `the mail of ${canary('some.one.')}@mail.example bounced`,
  `web token eyJhbGciOiJIUzI1NiJ9.${canary('eyJ')}.${canary()}`,
  `Meta said no to ${canary('EAA').replace(/c4n4ry/, 'C4N4RY')}`,
  `-----BEGIN PRIVATE KEY-----\n${canary()}\n-----END PRIVATE KEY-----`,
  `the server said: password authentication failed with ${databasePassword}`,
]
planted.push(...sentences.flatMap((text) => /Basic (\S+)/.exec(text)?.[1] ?? []), 'C4N4RY')

test.each([
  ['lines of JSON', false],
  ['lines for people', true],
])('of more than 40 planted secrets none is in %s', (_name, isTerminal) => {
  const log = keptLog({
    isTerminal,
    secrets: secretsOf({ databaseUrl: address, elasticsearch: null, platforms: { secrets: [] } }),
  })
  for (const event of events) log.event({ level: 'error', message: 'it happened', ...event })
  for (const text of sentences) {
    log.say(text)
    log.say('it failed', new Error(text))
    log.event({ level: 'warn', message: 'nested', deep: { in: [text] }, [text]: 1 })
  }
  expect(planted.length).toBeGreaterThan(40)
  const written = log.written()
  expect(planted.filter((secret) => written.includes(secret))).toEqual([])
  expect(written.match(/c4n4ry/gi) ?? []).toEqual([])
  expect(written.split('\n')).toHaveLength(events.length + 3 * sentences.length + 1)
})

test('what is no secret stays readable', () => {
  const log = keptLog({
    secrets: secretsOf({
      databaseUrl: 'postgres://paidfor:paidfor@localhost/paidfor',
      elasticsearch: null,
      platforms: { secrets: [] },
    }),
  })
  const sentence =
    'Paidfor is at http://127.0.0.1:3000/. See paidfor holds list; node_modules/@swc/core, typeorm@1.1.1.'
  log.say(sentence)
  log.event({ level: 'info', message: 'request', path: '/ads/snap:1', passed: 3, key: '2026', status: 200 })
  expect(log.written()).toContain(sentence)
  expect(log.written()).not.toContain(REDACTED)
})

test('the password of the database is known in all its spellings', () => {
  const log = keptLog({
    secrets: secretsOf({
      databaseUrl: 'postgres://archive:p%40ss%2Fw%20ord@db.example/paidfor',
      elasticsearch: null,
      platforms: { secrets: [] },
    }),
  })
  log.say('tried p@ss/w ord, then p%40ss%2Fw%20ord')
  expect(log.written()).toContain(`tried ${REDACTED}, then ${REDACTED}`)
})

test('a secret is known as it is and as it stands in an address', () => {
  const log = keptLog({ secrets: ['p@ss w/rd'] })
  log.say('p@ss w/rd p%40ss%20w%2Frd p@ss%20w/rd')
  expect(JSON.parse(log.written()).message).toBe(`${REDACTED} ${REDACTED} ${REDACTED}`)
})

test('a long text is cut between two words, and quickly', () => {
  const log = keptLog()
  const startedAt = performance.now()
  for (const word of ['a', 'x://a:', 'token="', 'eyJaaaaaaaa.', '@', 'a@a.', ' \n', '-----BEGIN '])
    log.say(word.repeat(200_000))
  log.say(`${'word '.repeat(4_000)}`)
  expect(performance.now() - startedAt).toBeLessThan(5_000)
  expect(log.written()).toContain('word … [cut]')
})
