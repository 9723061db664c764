import { hrefs, tags, textOf } from './support/html.ts'
import { testApp } from './support/test-app.ts'

const PAGES = [
  '/',
  '/?currency=EUR',
  '/?currency=JPY',
  '/?top=50',
  '/search',
  '/search?q=vote&sort=oldest&size=10',
  '/search?q=zzz&country=GB',
  '/search?country=us&region=us-ga&from=2024-10-01&to=2024-10-31&creative=video&currency=USD&spend_min=1&spend_max=9.5',
  '/ads/meta/2811045',
  '/ads/snap/5a3b029c7fa9b2b2efb87c0f25b98380800c282bd660e8f59a0cd562be4ce7dc',
  '/ads/meta/7700',
  '/ads/meta/hostile',
  '/ads/meta/2811045/records/2',
  '/search?account=meta%2F104821&listed=listed',
  '/recorded-abroad',
  '/recorded-abroad?abroad=currency&currency=CHF&size=10',
  '/spending',
  '/spending?place=US',
  '/spending?place=US-GA&from=2024-10-06&to=2024-11-04&currency=USD',
  '/spending?place=FR&currency=EUR&platform=meta',
  '/advertisers/google/AR0001',
  '/advertisers/google/AR0001/statements/2?currency=USD',
  '/advertisers/google/AR0002',
  '/sponsors',
  '/sponsors?q=damn',
  '/sponsors?q=zzz',
  '/sponsors/sp-damdamdamdamdamd',
  '/sponsors/sp-damdamdamdamdamd?as_of=2026-11-25.7',
  '/sponsors/sp-labourlabourlabo?currency=EUR',
  '/sponsors/sp-labourlabourlabo/ads?size=10',
  '/sponsors/sp-labourlabourlabo/ads?listed=withdrawn',
  '/advertisers/meta/104821',
  '/ads/meta/made-7',
  '/ads/snap/made-4',
  '/registries',
  '/registries?name=Doe+for+Congress',
  '/registries?name=nobody',
  '/registries/us-fec/C00000011',
  '/sources',
  '/sources/meta/runs',
  '/sources/meta/runs?state=part',
  '/sources/snap/runs',
  '/api',
  '/about',
]
const FAILURES: [string, number][] = [
  ['/nope', 404],
  ['/ads/meta/unknown', 404],
  ['/ads/META/1', 404],
  ['/ads/meta/2811045/records/9', 404],
  ['/sources/google/runs', 404],
  ['/sources/META/runs', 404],
  ['/sources/meta/runs?state=x', 400],
  ['/registries/us-fec/C00000099', 404],
  ['/registries?nope=1', 400],
  ['/search?nope=1', 400],
  ['/spending?place=Georgia', 400],
  ['/advertisers/meta/unknown', 404],
  ['/sponsors/sp-unknownunknownu', 404],
  ['/sponsors/x/ads', 404],
  ['/sponsors?size=5', 400],
  ['/advertisers/META/1', 404],
  ['/advertisers/google/AR0001/statements/99?currency=USD', 404],
  ['/advertisers/google/AR0001/statements/1', 400],
  ['/ads/meta/%E0%A4%A', 400],
]

test.each(PAGES)('%s answers as a page whose template reads only what its view has', async (url) => {
  const response = await testApp().get(url).expect(200).expect('Content-Type', 'text/html; charset=utf-8')
  expect(response.text).toMatch(/^<!doctype html>/)
  expect(response.text.match(/<h1[ >]/g)).toHaveLength(1)
  expect(response.text).not.toMatch(/undefined|\[object|NaN/)
})

test.each(FAILURES)('%s is refused in words, as a page like the others', async (url, status) => {
  const { text } = await testApp().get(url).expect(status).expect('Content-Type', 'text/html; charset=utf-8')
  expect(text.match(/<h1[ >]/g)).toHaveLength(1)
  expect(textOf(text)).toContain('Search the archive')
})

test.each([...PAGES, ...FAILURES.map(([url]) => url)])(
  '%s has no script, no inline style, no foreign origin',
  async (url) => {
    const { text } = await testApp().get(url)
    for (const tag of tags(text)) {
      expect(tag).not.toMatch(/^<(script|style|iframe|object|embed|base)/i)
      expect(tag).not.toMatch(/\s(style|on[a-z]+)\s*=/i)
      expect(tag).not.toMatch(/\ssrc="(?!\/)/)
      if (tag.startsWith('<link')) expect(tag).toMatch(/href="\//)
    }
    for (const href of hrefs(text)) expect(href).toMatch(/^(?:\/|#|https?:\/\/)/)
  },
)

test.each(PAGES)('every control of %s has a label, every table a caption and scopes', async (url) => {
  const { text } = await testApp().get(url)
  const controls = tags(text).filter((tag) => /^<(?:input(?!.*type="hidden")|select)/.test(tag))
  for (const control of controls) expect(text).toContain(`for="${/id="([^"]*)"/.exec(control)?.[1]}"`)
  expect((text.match(/<caption/g) ?? []).length).toBe((text.match(/<table/g) ?? []).length)
  for (const heading of tags(text).filter((tag) => tag.startsWith('<th ') || tag === '<th>')) {
    expect(heading).toMatch(/scope="(?:row|col)"/)
  }
})

test('no two elements of a page share an id', async () => {
  for (const url of PAGES) {
    const { text } = await testApp().get(url)
    const ids = tags(text).flatMap((tag) => / id="([^"]*)"/.exec(tag)?.[1] ?? [])
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test('every link of ours leads somewhere', async () => {
  const { get } = testApp()
  const links = new Set<string>()
  for (const url of PAGES) {
    const ours = hrefs((await get(url)).text).filter((href) => href.startsWith('/'))
    for (const href of ours) links.add(href.replace(/#.*$/, ''))
  }
  for (const link of links) expect([link, (await get(link)).status]).toEqual([link, 200])
})

test('the sample says on every page that it is one, and how to load real data', async () => {
  for (const url of [...PAGES, '/nope']) {
    expect(textOf((await testApp().get(url)).text)).toContain(
      'This is a made-up election, told by a sandbox. Fetch real ads with npx paidfor collect snap (about 15 MB)',
    )
  }
  expect((await testApp({ isSample: false }).get('/')).text).not.toContain('made-up sample')
})

test('an empty archive has a home page, a search and an about page', async () => {
  const { get } = testApp({ ads: [] })
  expect(textOf((await get('/').expect(200)).text)).toContain('0 ads')
  expect(textOf((await get('/search').expect(200)).text)).toContain('0 ads found')
  for (const url of ['/about', '/sources', '/spending', '/recorded-abroad']) await get(url).expect(200)
})
