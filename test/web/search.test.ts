import { hrefs, textOf, unescaped } from './support/html.ts'
import { HOSTILE } from './support/sample-ads.ts'
import { testApp } from './support/test-app.ts'

test('a search says how many it found, what they cost per currency, and how the list is limited', async () => {
  const text = textOf((await testApp().get('/search?q=vote')).text)
  expect(text).toContain('63 ads found')
  expect(text).toContain('25 ads of them on this page (at most 25 a page), best match first.')
  expect(text).toMatch(/EUR 3,150–4,041 9 ads tell an amount/)
  expect(text).toContain('all 63 ads, not only this page')
})

test('matches are marked, in any form of the word, and the text stays what it was', async () => {
  const { text } = await testApp().get('/search?q=votes+librar*&platform=meta')
  expect(text).toContain('<mark>Vote</mark> for option')
  expect(text).toContain('<mark>library</mark>')
})

test('a hit says who, how much and where, or why not', async () => {
  const text = textOf((await testApp().get('/search?country=fr')).text)
  expect(text).toContain('France, Belgium, Switzerland and 2 other countries')
  expect(text).toContain('Paid for by ∅ Not disclosed')
  expect(text).toContain('EUR 99.50–250.75')
  expect(text).toContain('Times shown ? Not collected')
})

test('every value of a facet is a link that sets its filter and keeps the others', async () => {
  const { text } = await testApp().get('/search?q=vote&region=US-GA&sort=oldest')
  expect(hrefs(text)).toContain('/search?q=vote&platform=snap&region=US-GA&sort=oldest')
  expect(hrefs(text)).toContain('/search?q=vote&region=US-OH&sort=oldest')
  expect(textOf(text)).toContain('Georgia, US ×, take this filter off 7')
  expect(hrefs(text)).toContain('/search?q=vote&sort=oldest')
})

test('the count beside a facet is what its link finds', async () => {
  const { get } = testApp()
  const { text } = await get('/search?country=US')
  const [, href = '', count] = /href="([^"]*platform=snap[^"]*)".*?facet__count">(\d+)/s.exec(text) ?? []
  expect(textOf((await get(unescaped(href))).text)).toContain(`${count} ads found`)
})

test('every filter that is on can be taken off, and a range of money falls with its currency', async () => {
  const { text } = await testApp().get(
    '/search?q=vote&currency=USD&spend_min=10&from=2024-10-01&payer=Citizens+for+Rail',
  )
  const chips = text.slice(text.indexOf('class="chips"'), text.indexOf('results-head__money'))
  expect(textOf(chips)).toMatch(
    /Words vote.*on or after 1 Oct 2024.*Currency USD.*at least USD 10.*Paid for by Citizens for Rail/,
  )
  expect(hrefs(chips)).toContain('/search?q=vote&from=2024-10-01&payer=Citizens+for+Rail')
})

test('the form shows and keeps every filter', async () => {
  const { text } = await testApp().get('/search?q=vote&country=us&advertiser=Page+number+1&size=50')
  expect(text).toMatch(/name="country"[^>]*value="US"/)
  expect(text).toMatch(/name="advertiser"[^>]*value="Page number 1"/)
  expect(text).toMatch(/type="hidden" name="size" value="50"/)
  expect(textOf(text)).toContain('Platform, place, money, names (2 on)')
})

test('the links to the next page visit every ad once, under the same filters', async () => {
  const { get } = testApp()
  const seen: string[] = []
  let url: string | undefined = '/search?country=US&size=10'
  for (let page = 0; url !== undefined; page += 1) {
    const { text }: { text: string } = await get(url).expect(200)
    seen.push(...[...text.matchAll(/hit__headline[^>]*><a href="([^"]*)"/g)].map(([, href]) => href ?? ''))
    const next: string | undefined = /rel="next" href="([^"]*)"/.exec(text)?.[1]
    url = next === undefined ? undefined : unescaped(next)
    expect(text.includes('First page')).toBe(page > 0)
  }
  expect(seen).toHaveLength(62)
  expect(new Set(seen).size).toBe(62)
})

test('nothing found is said with ways on', async () => {
  const { text } = await testApp().get('/search?q=zzz&country=GB')
  expect(textOf(text)).toContain('not that no such ad ran')
  expect(hrefs(text)).toEqual(expect.arrayContaining(['/search?country=GB', '/search?q=zzz', '/search']))
})

test('a hostile name is found, shown and linked as the text it is', async () => {
  const { get } = testApp()
  const { text } = await get(`/search?payer=${encodeURIComponent(HOSTILE)}`).expect(200)
  expect(textOf(text)).toContain('1 ad found')
  expect(textOf(text)).toContain(HOSTILE.replace('\u202e', '[U+202E]'))
  expect(text).not.toContain('<script>alert')
  expect(text).not.toContain('\u202e\u003c')
})

test('ads that the platform no longer lists are marked, and can be asked for', async () => {
  const { get } = testApp()
  const text = textOf((await get('/search?listed=withdrawn')).text)
  expect(text).toContain('1 ad found')
  expect(text).toMatch(/North Carolina withdrawn Vote for option 7/)
  expect(textOf((await get('/search?listed=missing')).text)).toContain('not in the newest file Vote for option 9')
  expect(textOf((await get('/search?listed=listed')).text)).toContain('64 ads found')
  const csv = (await get('/search?listed=withdrawn&format=csv')).text
  expect(csv).toContain('2024-11-06T00:00:00Z,2024-11-08T00:00:00Z')
})

test('the ads of an account are found by its platform and id', async () => {
  const text = textOf((await testApp().get('/search?account=meta%2F104821')).text)
  expect(text).toContain('1 ad found')
  expect(text).toContain('Account meta/104821')
})

test('a total that stopped counting is told as one, and neither money nor files pretend to know more', async () => {
  const { get, head } = testApp({ faults: { countsTo: 40 } })
  const { text } = await get('/search?q=vote')
  expect(textOf(text)).toContain('40+ ads found')
  expect(textOf(text)).toContain('There are at least 40 ads: counting stops there')
  expect(textOf(text)).toContain('all ads that this search finds, however many')
  expect(text).not.toContain('results-head__money')
  expect(textOf(text)).toMatch(/Snap \d+\+ ads/)
  expect((await get('/search?q=vote&format=json&size=10')).body).toMatchObject({ total: 40, totalIsAtLeast: true })
  expect((await head('/search?q=vote&format=csv')).headers).not.toHaveProperty('x-total-count')
})

test('a search of one source says that a file of it waits for a person', async () => {
  const { get } = testApp()
  const { text } = await get('/search?platform=snap')
  expect(textOf(text)).toContain(
    'The file of Snap Ad Library of 6 Nov 2024 lacks 640 of 812 ads that earlier ones listed.',
  )
  expect(hrefs(text)).toContain('/sources')
  expect(textOf((await get('/search?platform=meta')).text)).not.toContain('lacks 640')
})

test('empty parameters are absent ones', async () => {
  const { text } = await testApp()
    .get('/search?q=&country=&from=&currency=&spend_min=&sort=&after=&account=&listed=&abroad=')
    .expect(200)
  expect(textOf(text)).toContain('66 ads found')
})
