import { disclosureId, sourceId } from '../../src/domain/ids.ts'
import { currency } from '../../src/domain/money.ts'
import { parseSearchTerms } from '../../src/domain/search-terms.ts'
import { rawRecord } from '../../src/pipeline/raw-record.ts'
import { sources } from '../../src/sources/registry.ts'
import { recordReader } from '../../src/sources/shared/record-reader.ts'
import { openTestArchive, reportOf, type TestArchive } from '../support/archive.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

/** Read this first: one ad, from the file that a platform published to what pages are made of. */
let opened: TestArchive
beforeAll(async () => {
  opened = await openTestArchive()
})
afterAll(() => opened.close())

test('an ad is kept, understood, found, followed through its changes, and traced to the bytes it came in', async () => {
  const ad = {
    ADID: snapAdId(7),
    PayingAdvertiserName: 'Amis de l’Élection',
    BillingAddress: '1 Example Street,X,1,FR',
  }

  // Monday's file shows it for the first time, Tuesday's with more spend.
  const [monday] = await opened.importText('snap', '2024-10-14_2024.csv', snapCsv([{ ...ad, Spend: '100' }]))
  const [tuesday] = await opened.importText('snap', '2024-10-15_2024.csv', snapCsv([{ ...ad, Spend: '140' }, {}]))
  expect(reportOf(monday)).toMatchObject({ rows: 1, loaded: 1, changed: 0, unchanged: 0, quarantined: 0 })
  expect(reportOf(tuesday)).toMatchObject({ rows: 2, loaded: 1, changed: 1, unchanged: 0, quarantined: 0 })

  // A reader finds it without the accent, and sees the newest word on it.
  const terms = parseSearchTerms('election')
  if ('refusal' in terms) throw new Error(terms.refusal)
  const found = await opened.archive.search({ terms, filters: {}, sort: 'relevance' }, null, 10)
  expect(found.total).toBe(1)
  expect(found.sums).toEqual([{ currency: 'USD', ads: 1, lower: 14_000n, upper: 14_000n, openTops: 0 }])
  expect(found.hits[0]).toMatchObject({ id: `snap/${ad.ADID}`, firstSeenAt: '2024-10-14T00:00:00Z' })

  // Its page shows both versions, newest first.
  const history = await opened.archive.history(disclosureId(sourceId('snap'), ad.ADID))
  expect(history?.versions.map(({ fields }) => fields.spend)).toEqual([
    { lower: 14_000n, upper: 14_000n, currency: 'USD' },
    { lower: 10_000n, upper: 10_000n, currency: 'USD' },
  ])

  // Each version leads to its record in a kept file; what may be a private address stays masked.
  const pointer = history?.versions[1]?.record
  if (pointer === undefined) throw new Error('the first version has a record')
  expect(pointer).toMatchObject({ fileName: '2024-10-14_2024.csv', recordNumber: 2, parser: 'snap-csv/1' })
  const view = await rawRecord({ rawArchive: opened.rawArchive, reader: recordReader, sources }, pointer)
  expect(view?.fields).toContainEqual({ name: 'Spend', value: '100' })
  expect(view?.fields).toContainEqual({ name: 'BillingAddress', value: null })

  // And the ranking counts it once, at its newest figure.
  const everywhere = {
    by: 'advertiser' as const,
    place: null,
    platform: null,
    currency: currency('USD'),
    from: null,
    to: null,
  }
  const { rows } = await opened.archive.spending(everywhere, null, 10)
  expect(rows.map(({ name, lower, upper, ads }) => [name, lower, upper, ads?.count])).toEqual([
    ['Harbour Lane', 24_000n, 24_000n, 2],
  ])
})
