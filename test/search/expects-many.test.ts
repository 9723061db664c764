import { parseSearchTerms } from '../../src/domain/search-terms.ts'
import { expectsMany } from '../../src/store/postgres/search/expects-many.ts'
import { newestRevision } from '../../src/store/postgres/search/search.ts'
import { openTestArchive } from '../support/archive.ts'
import { snapAdId, snapCsv } from '../support/snap-csv.ts'

test('the planner tells a word that stands in too many ads to be counted from one that does not', async () => {
  const opened = await openTestArchive()
  try {
    const ads = Array.from({ length: 4_000 }, (_, n) => ({
      ADID: snapAdId(n),
      PayingAdvertiserName: n % 100 === 0 ? 'Common rare payer' : 'Common payer',
    }))
    await opened.importText('snap', '2024-10-14_2024.csv', snapCsv(ads))
    const revision = await newestRevision(opened.database)
    const expects = async (text: string) => {
      const terms = parseSearchTerms(text)
      if ('refusal' in terms) throw new Error(terms.refusal)
      return expectsMany(opened.database, { revision, isLasting: false, filters: {}, terms }, 3_000)
    }
    expect(await expects('common')).toBe(true)
    expect(await expects('rare')).toBe(false)
  } finally {
    await opened.close()
  }
}, 120_000)
