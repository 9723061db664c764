import { parseSearchTerms } from '../../src/domain/search-terms.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'

let opened: TestArchive
beforeEach(async () => {
  opened = await openTestArchive()
})
afterEach(() => opened.close())

const ad = (id: number, more: object = {}) => ({
  id: String(123_456_789_012_340 + id),
  page_id: '1',
  page_name: 'Page',
  ad_creative_bodies: ['Vote'],
  ad_delivery_start_time: '2024-01-01',
  currency: 'USD',
  spend: { lower_bound: '1', upper_bound: '9' },
  ...more,
})

test('text that no database may hold puts its record aside, whichever way it came, and the rest is loaded', async () => {
  const json = JSON.stringify([
    ad(1),
    ad(2, { ad_creative_bodies: ['a\udc00b'] }),
    ad(3, { page_name: 'a\u0000b' }),
    ad(4),
  ])
  const [first] = await opened.importText('meta', '2024-10-01.json', json)
  expect(reportOf(first)).toMatchObject({ rows: 4, loaded: 2, quarantined: 2 })
  const header = 'id,page_name,ad_creative_bodies,spend.lower_bound,spend.upper_bound'
  const rows = [
    `123456789012351,P,"['a\\ud83d b']",1,2`,
    `123456789012352,P,"['a\\x00b']",1,2`,
    `123456789012353,P,"['fine']",1,2`,
  ]
  const [second] = await opened.importText('meta', '2024-10-02.csv', [header, ...rows, ''].join('\n'))
  expect(reportOf(second)).toMatchObject({ rows: 3, loaded: 1, quarantined: 2 })
})

test('a text of a megabyte of different words is loaded, and its first words are found', async () => {
  const words = Array.from({ length: 19_000 }, (_, n) => `w${n}`.padEnd(60, 'x'))
  const [outcome] = await opened.importText(
    'meta',
    '2024-10-01.json',
    JSON.stringify([ad(1, { ad_creative_bodies: [words.join(' ')] }), ad(2)]),
  )
  expect(reportOf(outcome)).toMatchObject({ rows: 2, loaded: 2, quarantined: 0 })
  const terms = parseSearchTerms(words[5] ?? '')
  if ('refusal' in terms) throw new Error(terms.refusal)
  expect((await opened.archive.search({ terms, filters: {}, sort: 'newest' }, null, 10)).total).toBe(1)
})

test('a sighting in the future would outrank all that come: it is put aside', async () => {
  const header = 'id,page_name,ad_creative_body,spend.lower_bound,spend.upper_bound,crawl_timestamp'
  const rows = ['123456789012351,P,x,1,2,2099-01-01T00:00:00Z', '123456789012352,P,x,1,2,2024-09-01T00:00:00Z']
  const [outcome] = await opened.importText('meta', '2024-10-01.csv', [header, ...rows, ''].join('\n'))
  expect(reportOf(outcome)).toMatchObject({ rows: 2, loaded: 1, quarantined: 1 })
})

test('a database that is lost in the middle of a load is a sentence, and nothing of the file is in', async () => {
  const file = {
    ...{ source: 'snap', name: 'x.csv', blob: 'a'.repeat(64), blobBytes: 1, member: null, format: 'snap-csv' },
    ...{ formatVersion: 1, cutTokens: 0, observedOn: '2024-10-01', observedBy: 'name' },
    ...{ folder: '', series: null, drift: [] },
  } as unknown as Parameters<typeof opened.importDeps.store.load>[0]
  async function* records() {
    for (let n = 0; n < 5_000; n++) {
      if (n === 4_500)
        await opened.database.query(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
        )
      yield { recordNumber: n, code: 'record.malformed', reason: 'x'.repeat(200), raw: Buffer.from('x') }
    }
  }
  await expect(opened.importDeps.store.load(file, records())).rejects.toMatchObject({ code: 'database.unavailable' })
  expect(await opened.database.query('SELECT FROM source_file')).toEqual([])
})
