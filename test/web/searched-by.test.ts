import request from 'supertest'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import type { Moment } from '../../src/domain/moment.ts'
import { createServer } from '../../src/web/server.ts'
import { hrefs, tags, textOf } from './support/html.ts'
import { MOMENT, memoryArchive, type TwinFaults } from './support/memory-archive.ts'
import { sampleAds } from './support/sample-ads.ts'
import { testApp, testDeps } from './support/test-app.ts'

const searched = (by: TwinFaults['searched'], more: TwinFaults = {}) =>
  testApp({ isSample: false, faults: { ...more, searched: by ?? {} } })
const BY_INDEX = { engine: 'elasticsearch' } as const

/** The address of the next page of a list. */
async function nextOf(url: string): Promise<string> {
  const { text } = await testApp().get(url).expect(200)
  return hrefs(tags(text).find((tag) => tag.includes('rel="next"')) ?? '')[0] ?? ''
}

test.each(['/search?q=vote', '/search?q=vote&format=json&size=10', '/recorded-abroad', '/search?cite=text'])(
  '%s says in a field who searched',
  async (url) => {
    await searched(BY_INDEX).get(url).expect(200).expect('X-Search-Backend', 'elasticsearch')
    await testApp().get(url).expect(200).expect('X-Search-Backend', 'postgres')
  },
)

test('a file of everything is not searched by an index, and says nothing of one', async () => {
  for (const format of ['csv', 'json']) {
    const { headers } = await searched(BY_INDEX).get(`/search?format=${format}`).expect(200)
    expect(headers).not.toHaveProperty('x-search-backend')
  }
})

test('a request that is refused was answered by no search', async () => {
  const { headers } = await testApp({ faults: { throws: new Error('gone') } })
    .get('/search')
    .expect(500)
  expect(headers).not.toHaveProperty('x-search-backend')
})

test('without the index a reader learns who answers instead, what differs, and that nothing is missing', async () => {
  const away = searched({ absence: 'unavailable' })
  const { text } = await away.get('/search?q=vote').expect(200)
  expect(textOf(text)).toContain(
    'The search index does not answer just now. These results come from the archive’s own database: nothing is missing, but the order by relevance differs. How the search index stands',
  )
  expect(hrefs(text)).toContain('/sources#search-index')
  const newest = textOf((await away.get('/search?q=vote&sort=newest')).text)
  expect(newest).toContain('the archive’s own database: nothing is missing. How')
})

test('of so many matches that only the newest are ranked, nobody is told that nothing is missing', async () => {
  const text = textOf((await searched({ absence: 'unavailable' }, { countsTo: 20 }).get('/search?q=vote')).text)
  expect(text).toContain('of so many matches the newest alone are ranked and listed')
  expect(text).not.toContain('nothing is missing')
})

test('an index that is being built is told; one that only lost an old list is not', async () => {
  const building = textOf((await searched({ absence: 'building' }).get('/search')).text)
  expect(building).toContain('The search index is being built, or brought up to date. These results come from')
  for (const by of [{ absence: 'behind' }, BY_INDEX, {}] as const) {
    expect((await searched(by).get('/search')).text).not.toContain('How the search index stands')
  }
})

test.each(['unavailable', 'building'] as const)(
  'what is answered while the index is %s is kept by nobody',
  async (absence) => {
    const app = searched({ absence })
    await app.get('/search?size=10&format=json').expect('Cache-Control', 'no-store')
    await app.get('/search').expect('Cache-Control', 'no-cache')
    const { headers } = await searched(BY_INDEX).get('/search?size=10&format=json')
    expect(headers['cache-control']).toBeUndefined()
    // As of a moment the archive itself answers, always.
    await app.get('/search?size=10&format=json&as_of=2026-11-25.7').expect('Cache-Control', 'public, max-age=3600')
  },
)

describe('a list by relevance whose order is lost', () => {
  const app = searched({ absence: 'behind', isRestarted: true })

  test('begins anew for a reader, who is told so', async () => {
    const { text } = await app.get(await nextOf('/search?q=vote&size=10')).expect(200)
    expect(textOf(text)).toContain('It begins anew here, in another order: you may meet ads that you have seen.')
    expect(textOf(text)).not.toContain('files that arrive meanwhile do not shift the pages')
    expect(text).not.toContain('class="cite"')
  })

  test('is refused to a program, which would take the same ads for others', async () => {
    const { body } = await app.get(`${await nextOf('/search?q=vote&size=10')}&format=json`).expect(410)
    expect(body).toMatchObject({ status: 410, code: 'request.gone' })
    expect(body.detail).toMatch(/Start at the first page, or choose another sort/)
  })

  test('is cited by nobody', async () => {
    await app.get(`${await nextOf('/search?q=vote&size=10')}&cite=text`).expect(404)
  })
})

test('a list in an order of the index is cited from its first page, with a word on how the archive ranks', async () => {
  const { text } = await searched(BY_INDEX).get('/search?q=vote&size=10').expect(200)
  expect(textOf(text)).toContain(
    'At that address the archive’s own database ranks the same ads, in an order that may differ.',
  )
  for (const url of ['/search?q=vote&size=10&sort=newest', '/search']) {
    expect(textOf((await searched(BY_INDEX).get(url)).text)).not.toContain('At that address')
  }
  const later = await nextOf('/search?q=vote&size=10')
  expect((await searched(BY_INDEX).get(later).expect(200)).text).not.toContain('class="cite"')
  expect((await testApp().get(later).expect(200)).text).toContain('class="cite"')
  expect((await searched(BY_INDEX).get(await nextOf('/search?size=10'))).text).toContain('class="cite"')
})

describe('an index that is not yet after the newest files', () => {
  const newest: Moment = { day: '2026-11-27' as CalendarDate, revision: 9 }
  const asked: (Moment | null)[] = []

  function app() {
    const archive = { ...memoryArchive(sampleAds(), { searched: BY_INDEX }), newestMoment: async () => newest }
    const { deps } = testDeps()
    const currentArchive = async () => {
      const current = await deps.currentArchive()
      const problems = async (at: Moment | null) => {
        asked.push(at)
        return new Map()
      }
      return { ...current, archive, isSample: false, quality: { ...current.quality, problems } }
    }
    return request(createServer({ ...deps, currentArchive }))
  }

  test('is cited as of the moment that it shows', async () => {
    const { text } = await app().get('/search').expect(200)
    const cited = hrefs(tags(text).find((tag) => tag.includes('cite__address')) ?? '')
    expect(cited).toEqual(['/search?sort=newest&as_of=2026-11-25.7&size=25'])
    expect(textOf(text)).toContain('newest first. As of revision 7: what arrived since is not searched yet.')
    expect((await app().get('/search?cite=text').expect(200)).text).toContain(
      'As of 25 Nov 2026 (moment 2026-11-25.7).',
    )
  })

  test('is judged by what was known of its days then', async () => {
    asked.length = 0
    await app().get('/search').expect(200)
    const { body } = await app().get('/search?format=json&size=10').expect(200)
    expect([body.revision, asked]).toEqual([7, [MOMENT, MOMENT]])
  })

  test('does not tell how many rows a file has, which is of the newest revision', async () => {
    const { headers } = await app().head('/search?format=csv').expect(200)
    expect(headers).not.toHaveProperty('x-total-count')
    await testApp().head('/search?format=csv').expect('X-Total-Count', String(sampleAds().length))
  })
})
