import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ArchiveIndex, AskedEngine } from '../../src/commands/doctor/check-search.ts'
import { instant } from '../../src/domain/calendar.ts'
import { Problem } from '../../src/domain/errors.ts'
import type { DeadLetter, IndexLag } from '../../src/ports/search-outbox.ts'
import { openTestArchive } from '../support/archive.ts'
import { anIndex, anIndexLag } from '../support/index-lag.ts'
import { diagnosis, SOUND_ENGINE } from './patient.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paidfor-doctor-search-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ELASTICSEARCH_URL = 'http://search.example:9200'
const NAMES = ['search engine', 'search index', 'search build', 'search fresh', 'search refused'] as const
const FACTS = { ...{ version: 180_004, encoding: 'UTF8', aheadMs: 0 }, missing: [], unknown: [], isEmpty: false }

interface Patient {
  readonly lag?: Partial<IndexLag>
  readonly deadLetters?: readonly DeadLetter[]
  readonly engine?: Partial<AskedEngine>
  /** Null: nothing is known of it. */
  readonly index?: null
  readonly environment?: Readonly<Record<string, string>>
}

async function diagnosed({ lag, deadLetters = [], engine, index, environment }: Patient = {}) {
  const known: ArchiveIndex = { archiveName: 'archive-1', lag: anIndexLag(lag), deadLetters }
  const examined = { facts: FACTS, contents: null, index: index === null ? null : known, standings: null }
  return diagnosis(
    { DATA_DIR: join(folder, 'data'), DATABASE_URL: 'postgres://db.example/x', ELASTICSEARCH_URL, ...environment },
    {
      examineArchive: async () => examined,
      engineOf: () => ({ ...SOUND_ENGINE, ...engine }),
      now: () => new Date('2026-11-25T12:00:00Z'),
    },
  )
}

function unavailable(says: string) {
  return async () => {
    throw new Problem('search.unavailable', says)
  }
}

test('an index that is as it should be passes every check', async () => {
  const { of } = await diagnosed()
  expect(NAMES.map((name) => of(name)?.state)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  expect(of('search engine')?.says).toBe('Elasticsearch 8.19.21 answers at search.example:9200')
  expect(of('search index')?.says).toBe('paidfor-ads-1 is there, and is searched')
  expect(of('search fresh')?.says).toBe('revision 7 of 7 is searched; nothing waits to be indexed')
})

test('where no engine is set, none is asked', async () => {
  const asked = async () => Promise.reject(new Error('asked'))
  const { checks } = await diagnosed({ environment: { ELASTICSEARCH_URL: '' }, engine: { version: asked } })
  expect(checks.filter(({ name }) => name.startsWith('search'))).toEqual([])
})

test('an engine that is away fails, and the archive’s side of it is still told', async () => {
  const says = 'Elasticsearch cannot be reached: connect ECONNREFUSED.'
  const { of, isSound } = await diagnosed({ engine: { version: unavailable(says) } })
  expect(isSound).toBe(false)
  expect(of('search engine')).toMatchObject({
    state: 'fail',
    says: `search.example:9200: ${says}`,
    todo: expect.stringContaining('PostgreSQL answers every search, and nothing is lost'),
  })
  expect(of('search index')).toBeUndefined()
  expect(of('search fresh')?.state).toBe('ok')
})

test('what is no Elasticsearch is named', async () => {
  const version = async () => {
    throw new Problem('search.unsupported', 'At the address of the search engine answers OpenSearch 2.19.')
  }
  expect((await diagnosed({ engine: { version } })).of('search engine')).toMatchObject({
    state: 'fail',
    says: expect.stringContaining('OpenSearch 2.19'),
  })
})

test('before there is an archive the engine alone is looked at', async () => {
  const { of, checks } = await diagnosed({ index: null })
  expect(of('search engine')?.state).toBe('ok')
  expect(checks.filter(({ name }) => name.startsWith('search'))).toHaveLength(1)
})

test.each([
  [{ exists: false, isSound: false, isServed: false }, 'paidfor-ads-1 is gone from Elasticsearch'],
  [{ exists: true, isSound: false, isServed: true }, 'paidfor-ads-1 is not as we made it, or of another archive'],
  [{ exists: true, isSound: true, isServed: false }, 'no alias leads to paidfor-ads-1'],
])('an index that stands as %j wants a person', async (standing, says) => {
  const { of, isSound } = await diagnosed({ engine: { standing: async () => standing } })
  expect(of('search index')).toMatchObject({ state: 'warn', says })
  expect(isSound).toBe(true)
})

test('an index that cannot be looked at fails, in the engine’s words', async () => {
  const standing = unavailable('Elasticsearch does not allow us this (403, security_exception).')
  expect((await diagnosed({ engine: { standing } })).of('search index')).toMatchObject({
    state: 'fail',
    says: expect.stringContaining('403'),
  })
})

test('how far a new index is, is told; so is that there is none', async () => {
  const building = anIndex({ name: 'paidfor-ads-2', state: 'building', isCopied: false, copiedTo: '120000' })
  const { of } = await diagnosed({ lag: { indexes: [anIndex(), building] } })
  expect(of('search build')).toMatchObject({
    state: 'warn',
    says: 'paidfor-ads-2 is copied up to ad 120000, behind the one that is searched',
  })
  const { of: ofFirst } = await diagnosed({ lag: { indexes: [building], searchable: null } })
  expect(ofFirst('search build')?.says).toMatch(/PostgreSQL searches meanwhile$/)
  const { of: ofNone } = await diagnosed({ lag: { indexes: [], searchable: null } })
  expect(ofNone('search build')).toMatchObject({ state: 'warn', says: 'there is no index yet, PostgreSQL searches' })
})

const waiting = (minutes: number) => ({
  ...{ searchable: 6, waiting: 40 },
  oldestAt: instant(new Date(Date.UTC(2026, 10, 25, 12) - minutes * 60_000).toISOString()),
})

test.each<[string, Partial<IndexLag>, 'ok' | 'warn']>([
  ['changes that wait for five minutes', waiting(5), 'ok'],
  ['changes that wait for eleven minutes', waiting(11), 'warn'],
  ['a revision that nobody opens', { newest: 8 }, 'warn'],
  ['nothing that can be searched', { searchable: null }, 'warn'],
  ['trouble', { trouble: 'Elasticsearch answers 429: cluster_block_exception.' }, 'warn'],
])('an index with %s', async (_what, lag, state) => {
  expect((await diagnosed({ lag })).of('search fresh')?.state).toBe(state)
})

test('of refused ads at most five different reasons are told, in one line, and what to do', async () => {
  const letter = (number: number): DeadLetter => ({
    ...{ index: 'paidfor-ads-1', id: String(number), revision: 3, at: instant('2026-11-25T11:00:00Z') },
    reason: `reason ${number % 7}\n${'x'.repeat(400)}`,
  })
  const deadLetters = Array.from({ length: 20 }, (_, number) => letter(number))
  const { of, lines } = await diagnosed({ lag: { deadLetters: 1_234 }, deadLetters })
  const { state, says, todo } = of('search refused') ?? {}
  expect([state, says?.match(/reason \d/g)]).toEqual(['warn', [0, 1, 2, 3, 4].map((number) => `reason ${number}`)])
  expect(says).toMatch(/^1,234 ads were refused, which no search finds: /)
  expect(todo).toContain('npx paidfor verify-index --repair')
  expect(lines.join('').length).toBeLessThan(6_000)
  expect(lines.join('')).not.toMatch(/\p{Cc}/u)
})

test('no line holds the password, also where the engine repeats it', async () => {
  const secret = 'c4n4ry-pass'
  const { lines } = await diagnosed({
    environment: { ELASTICSEARCH_USER: 'paidfor', ELASTICSEARCH_PASSWORD: secret },
    engine: { version: unavailable(`Elasticsearch answers 401: paidfor:${secret} is nobody.`) },
  })
  expect(lines.join('\n')).toContain('answers 401')
  expect(lines.join('\n')).not.toContain(secret)
})

test('an archive tells its index as it is noted in its database', async () => {
  const opened = await openTestArchive()
  try {
    const { url } = opened.database.options as { url: string }
    const { of } = await diagnosis({ DATA_DIR: join(folder, 'data'), DATABASE_URL: url, ELASTICSEARCH_URL })
    expect(of('search build')?.says).toBe('there is no index yet, PostgreSQL searches')
    expect(of('search refused')?.state).toBe('ok')
  } finally {
    await opened.close()
  }
})
