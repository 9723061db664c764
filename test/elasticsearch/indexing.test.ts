import { parseSearchTerms } from '../../src/domain/search-terms.ts'
import { openTestArchive } from '../support/archive.ts'
import { testElasticsearch } from '../support/elasticsearch/for-tests.ts'
import { indexedArchive } from '../support/indexed.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

const elasticsearch = await testElasticsearch()
const suite = elasticsearch === null ? describe.skip : describe

const ALL = { terms: { include: [], exclude: [] }, filters: {}, sort: 'newest' } as const

suite('an archive that Elasticsearch searches', () => {
  test('is indexed as it stands, and again as it changes; each answer is of one revision', async () => {
    const opened = await openTestArchive()
    const indexed = indexedArchive(opened, elasticsearch?.url ?? '')
    const before = await indexed.archive.search(ALL, null, 20)
    expect(before).toMatchObject({ engine: 'postgres', absence: 'building', total: 0 })
    const ads = (spend: number) =>
      snapCsv(Array.from({ length: 50 }, (_, n) => ({ ADID: snapAdId(n), Spend: String(n + spend) })))
    await opened.importText('snap', '2024-10-14_2024.csv', ads(0))
    await indexed.catchUp()
    const found = await indexed.archive.search({ ...ALL, sort: 'most-spent' }, null, 20)
    expect(found).toMatchObject({ engine: 'elasticsearch', absence: null, total: 50 })
    await opened.importText('snap', '2024-10-15_2024.csv', ads(100))
    const stale = await indexed.archive.search(ALL, null, 20)
    expect(stale).toMatchObject({ engine: 'elasticsearch', revision: found.revision, sums: found.sums })
    await indexed.catchUp()
    const later = await indexed.archive.search(ALL, null, 20)
    expect(later.revision).toBeGreaterThan(found.revision)
    expect(later.sums[0]?.lower).not.toBe(found.sums[0]?.lower)
    const terms = parseSearchTerms('nothing says that')
    if ('refusal' in terms) throw new Error(terms.refusal)
    expect(await indexed.archive.search({ ...ALL, terms }, null, 20)).toMatchObject({
      total: 0,
      engine: 'elasticsearch',
    })
    await indexed.close()
    await opened.close()
  })
})
