import request from 'supertest'
import type { CalendarDate } from '../../src/domain/calendar.ts'
import { type AsOf, type Moment, momentText } from '../../src/domain/moment.ts'
import type { Archive } from '../../src/ports/archive.ts'
import { createServer } from '../../src/web/server.ts'
import { hrefs, tags, textOf } from './support/html.ts'
import { memoryArchive } from './support/memory-archive.ts'
import { sampleAds } from './support/sample-ads.ts'
import { sampleStatements } from './support/sample-statements.ts'
import { testApp, testDeps } from './support/test-app.ts'

const EARLY: Moment = { day: '2026-11-20' as CalendarDate, revision: 5 }
const NEWEST: Moment = { day: '2026-11-25' as CalendarDate, revision: 7 }
const MOMENTS = [EARLY, NEWEST]
const statements = sampleStatements()

/** An archive that held fewer ads at its first moment than it does now. */
function archiveOfTwoMoments(): Archive {
  const now = memoryArchive(sampleAds(), {}, { statements })
  const then = memoryArchive(sampleAds().slice(0, 20), {}, { statements })
  const momentOf = async (asOf: AsOf) =>
    'endOf' in asOf
      ? (MOMENTS.findLast(({ day }) => day <= asOf.endOf) ?? null)
      : (MOMENTS.find((known) => momentText(known) === momentText(asOf.moment)) ?? null)
  const momentAt = async (asked: number) => MOMENTS.find(({ revision }) => revision === asked) ?? null
  const moments = { momentOf, momentAt, newestMoment: async () => NEWEST }
  return { ...now, ...moments, asOf: ({ revision }) => ({ ...(revision === 5 ? then : now), ...moments }) }
}

interface Settings {
  readonly today?: string
  readonly isSample?: boolean
}

function site({ today = '2026-11-25', isSample = false }: Settings = {}) {
  const archive = archiveOfTwoMoments()
  const { deps } = testDeps()
  const app = createServer({
    ...deps,
    currentArchive: async () => ({ ...(await deps.currentArchive()), archive, isSample }),
    now: () => new Date(`${today}T12:00:00Z`),
  })
  return (url: string) => request(app).get(url)
}

const PAGES = [
  '/search',
  '/search?q=vote&country=US&size=10',
  '/recorded-abroad?abroad=currency',
  '/spending?place=US',
  '/advertisers/meta/104821',
]
const and = (url: string, parameter: string) => `${url}${url.includes('?') ? '&' : '?'}${parameter}`

test.each(PAGES)('%s of a moment says so, and leads to the page as it is now', async (url) => {
  const { text } = await site()(and(url, 'as_of=2026-11-20.5')).expect(200).expect('Cache-Control', 'no-cache')
  expect(textOf(text)).toContain(
    'This is the archive as it was on 20 Nov 2026 (moment 2026-11-20.5). Newer data exist. See the page as it is now →',
  )
  const [, notice = ''] = /<p class="as-of"([\s\S]*?)<\/p>/.exec(text) ?? []
  const [now = ''] = hrefs(notice)
  expect(now.replace(/[?&]currency=USD/, '')).toBe(url)
  expect((await site()(now).expect(200)).text).not.toContain('class="as-of"')
  expect(text).toContain('<meta name="robots" content="noindex">')
})

test.each(PAGES)('every link and form of %s that leads on keeps the moment', async (url) => {
  const { text } = await site()(and(url, 'as_of=2026-11-20.5')).expect(200)
  const inside = text.replace(/<p class="as-of"[\s\S]*?<\/p>/, '').replace(/[\s\S]*<main/, '')
  const onward = hrefs(inside).filter((href) => /^\/(search|recorded-abroad|spending|advertisers)\b/.test(href))
  expect(onward.length).toBeGreaterThan(3)
  expect(onward.filter((href) => !href.includes('as_of=2026-11-20.5'))).toEqual([])
  const forms = tags(inside).filter((tag) => tag.startsWith('<form')).length
  expect(inside.split('<input type="hidden" name="as_of" value="2026-11-20.5">')).toHaveLength(forms + 1)
})

test('the figures are those of the moment, on the page and in each file', async () => {
  const get = site()
  expect(textOf((await get('/search?as_of=2026-11-20.5')).text)).toContain('20 ads found')
  expect((await get('/search?as_of=2026-11-20.5&format=json')).body).toMatchObject({ total: 20, asOf: '2026-11-20.5' })
  expect((await get('/search?as_of=2026-11-20.5&format=json&size=10')).body).toMatchObject({
    total: 20,
    asOf: '2026-11-20.5',
  })
  expect((await get('/search?format=json&size=10')).body).toMatchObject({ total: sampleAds().length, asOf: null })
  for (const url of ['/spending?', '/advertisers/meta/104821?']) {
    expect((await get(`${url}as_of=2026-11-20.5&format=json`)).body).toMatchObject({ asOf: '2026-11-20.5' })
    expect((await get(`${url}format=json`)).body).toMatchObject({ asOf: null })
  }
})

test('a day that is over is answered by its last moment, which the links then name', async () => {
  const { text } = await site({ today: '2026-11-26' })('/spending?place=US&as_of=2026-11-25').expect(200)
  expect(textOf(text)).toContain('as it was on 25 Nov 2026 (moment 2026-11-25.7). Nothing newer is held yet.')
  expect(hrefs(text)).toContain('/spending?place=US&currency=USD&as_of=2026-11-25.7&format=csv')
  const between = await site({ today: '2026-11-26' })('/search?as_of=2026-11-23').expect(200)
  expect(textOf(between.text)).toContain('moment 2026-11-20.5')
})

test('a day that is not over leads to the newest moment, so that what is linked then does not move', async () => {
  const get = site({ today: '2026-11-25' })
  await get('/search?q=a%26b+c&as_of=2026-11-25&format=csv')
    .expect(302)
    .expect('Location', '/search?q=a%26b+c&as_of=2026-11-25.7&format=csv')
    .expect('Cache-Control', 'no-store')
  await get('/advertisers/meta/104821?as_of=2026-11-25').expect(
    'Location',
    '/advertisers/meta/104821?as_of=2026-11-25.7',
  )
  await site({ today: '2026-11-27' })('/spending?as_of=2026-11-27').expect('Location', '/spending?as_of=2026-11-25.7')
})

test.each([
  ['2026-11-26', 400, 'is yet to come'],
  ['2026-11-19', 404, 'The newest one is 2026-11-25.7.'],
  ['2026-11-20.6', 404, 'no moment 2026-11-20.6'],
  ['2026-11-21.5', 404, 'no moment 2026-11-21.5'],
  ['2026-02-30', 400, '“as_of” cannot be used'],
  ['yesterday', 400, 'write a day such as'],
  ['2026-11-20.5&as_of=2026-11-25.7', 400, 'more than once'],
])('as_of=%s is refused with %i, in words', async (asOf, status, words) => {
  for (const url of ['/search', '/recorded-abroad', '/spending', '/advertisers/meta/104821']) {
    expect(textOf((await site()(`${url}?as_of=${asOf}`).expect(status)).text)).toContain(words)
  }
})

test('pages go on within their moment, and a cursor of another is refused', async () => {
  const get = site()
  for (const [url, size] of [
    ['/search', 'size=10&'],
    ['/spending', ''],
  ] as const) {
    const next = (text: string) => hrefs(tags(text).find((tag) => tag.includes('rel="next"')) ?? '')[0] ?? ''
    const [ofNow, ofThen] = [
      next((await get(`${url}?${size}`)).text),
      next((await get(`${url}?${size}as_of=2026-11-20.5`)).text),
    ]
    if (url === '/search') {
      // The twin writes cursors of its newest revision, whatever it is asked.
      await get(ofThen).expect(400)
      await get(`${ofNow}&as_of=2026-11-25.7`).expect(200)
    } else if (ofNow !== '') {
      await get(`${ofNow}&as_of=2026-11-20.5`).expect(400)
      await get(ofThen).expect(200)
      await get(ofThen.replace(/as_of=[^&]*&/, '')).expect(400)
    }
    await get(ofNow).expect(200)
  }
})

test('a file of a moment is named after it, and may be kept where the moment stands in its address', async () => {
  const files = ['/search?format=csv', '/search?format=json', '/spending?format=csv', '/spending?format=json']
  const more = ['/spending?place=US&table=regions&format=csv', '/advertisers/meta/104821?format=json']
  for (const url of [...files, ...more]) {
    const exact = await site()(`${url}&as_of=2026-11-20.5`).expect(200)
    expect(exact.headers['content-disposition']).toMatch(
      /^attachment; filename="paidfor-[a-z0-9-]+-2026-11-20\.5\.(csv|json)"$/,
    )
    expect(exact.headers['cache-control']).toMatch(/^public, max-age=3600(, no-transform)?$/)
    const others = [
      site()(`${url}&as_of=2026-11-21`),
      site()(url),
      site({ isSample: true })(`${url}&as_of=2026-11-20.5`),
    ]
    for (const other of others) expect((await other.expect(200)).headers['cache-control'] ?? '').not.toContain('public')
  }
  await site()('/search?size=10&format=json&as_of=2026-11-20.5').expect('Cache-Control', 'public, max-age=3600')
})

test('an archive that never held anything has no moment', async () => {
  const archive: Archive = { ...memoryArchive([]), newestMoment: async () => null, momentOf: async () => null }
  const { deps } = testDeps()
  const app = createServer({
    ...deps,
    currentArchive: async () => ({ ...(await deps.currentArchive()), archive, isSample: false }),
  })
  const { text } = await request(app).get('/search?as_of=2026-11-20').expect(404)
  expect(textOf(text)).toContain('Nothing was ever loaded here')
  expect((await request(app).get('/spending').expect(200)).text).not.toContain('class="cite"')
  for (const url of ['/search', '/spending']) await request(app).get(`${url}?cite=ris`).expect(404)
})

test('the record of a statement is found as of the moment whose page links it', async () => {
  const { text } = await testApp().get('/advertisers/google/AR0001?as_of=2026-11-25.7').expect(200)
  const [record = ''] = hrefs(text).filter((href) => href.includes('/statements/'))
  expect(record).toMatch(/\/statements\/\d+\?currency=USD&as_of=2026-11-25\.7$/)
  expect(hrefs((await testApp().get(record).expect(200)).text)).toContain(
    '/advertisers/google/AR0001?currency=USD&as_of=2026-11-25.7#statements',
  )
})
