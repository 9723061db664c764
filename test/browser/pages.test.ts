import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { createServer as createSite } from '../../src/web/server.ts'
import { anIndexLag } from '../support/index-lag.ts'
import { testDeps } from '../web/support/test-app.ts'
import { CHROMIUM, expectOpenToAll, findings, IN_CHROMIUM, inChromium, WIDTHS } from './support/examine.ts'

const PAGES = {
  home: '/',
  search: '/search?q=vote&country=US&currency=USD&spend_min=10&size=10',
  'an ad': '/ads/meta/2811045',
  'an ad with four hundred postal codes': '/ads/snap/5a3b029c7fa9b2b2efb87c0f25b98380800c282bd660e8f59a0cd562be4ce7dc',
  'a record': '/ads/meta/2811045/records/1',
  'a withdrawn ad': '/ads/meta/made-7',
  'an ad with recorded facts': '/ads/snap/made-4',
  'recorded abroad': '/recorded-abroad?size=10',
  'spending in a country': '/spending?place=US&currency=USD',
  'spending in a region': '/spending?place=US-GA&from=2024-10-06&to=2024-11-04&currency=USD',
  'spending as of a moment': '/spending?place=US&currency=USD&as_of=2026-11-25.7',
  'declared returns': '/declared?currency=USD&place=US',
  'an advertiser': '/advertisers/google/AR0001',
  'an advertiser with ads': '/advertisers/meta/104821',
  sources: '/sources',
  'runs of a source': '/sources/meta/runs',
  about: '/about',
  'the API': '/api',
  'nothing found': '/search?q=zzz&country=GB',
  'a refusal': '/search?x=1',
}
/** With all that there is to tell of an index that is away, on the pages that tell it. */
const WITHOUT_INDEX = {
  searchIndex: { engine: null, lag: anIndexLag({ trouble: 'it is away', newest: 9, waiting: 4, deadLetters: 1 }) },
  faults: { searched: { absence: 'unavailable' } },
} as const

inChromium(IN_CHROMIUM, () => {
  let server: Server
  let browser: Browser

  beforeAll(async () => {
    server = createServer(createSite(testDeps(WITHOUT_INDEX).deps)).listen(0)
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  })

  afterAll(async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  })

  async function open(url: string, width: number): Promise<Page> {
    // The content policy would keep the examiner out, as it keeps everyone out.
    const page = await browser.newPage({ viewport: { width, height: 900 }, bypassCSP: true })
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${url}`)
    return page
  }

  test.each(Object.entries(PAGES))('%s keeps nobody out, and never scrolls sideways', async (_name, url) => {
    const page = await open(url, 1280)
    await expectOpenToAll(page)
    await page.close()
  })

  test('the first key press offers the way past the head of the page, in sight', async () => {
    const page = await open('/search', 1280)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().top')).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('content')
    await page.close()
  })

  test('a search is typed, narrowed and turned without a mouse', async () => {
    const page = await open('/', 1280)
    await page.getByRole('searchbox').focus()
    await page.keyboard.type('vote')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/search?q=vote')
    await page.getByRole('link', { name: 'Snap', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**platform=snap')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('15 ads found')
    await page.goBack()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('63 ads found')
    await page.close()
  })

  test('a journalist asks who spent most in Georgia, the state, and takes the table away as CSV', async () => {
    const page = await open('/', 1280)
    await page.getByRole('link', { name: 'Spending', exact: true }).click()
    await page.getByLabel('Place', { exact: true }).selectOption({ label: 'United States' })
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByLabel('Place', { exact: true }).selectOption({ label: 'Georgia (US state)' })
    await page.getByLabel('First day').fill('2024-10-06')
    await page.getByLabel('Last day').fill('2024-11-04')
    await page.getByRole('button', { name: 'Show' }).press('Enter')
    await page.waitForURL('**place=US-GA&from=2024-10-06&to=2024-11-04**')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Who spent most: Georgia (US state)')
    const names = await page.locator('.spender-table__name a').allTextContents()
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: 'CSV' }).first().click()
    const rows = readFileSync(await (await saved).path(), 'utf8')
      .trim()
      .split('\r\n')
      .slice(1)
    expect(rows.map((row) => row.split(',')[3])).toEqual(names)
    await page.close()
  })

  test.each(WIDTHS)('a journalist cites a table without a mouse, at a width of %i', async (width) => {
    const page = await open('/spending?place=US-GA&from=2024-10-06&to=2024-11-04', width)
    await page.getByText('Cite this page').focus()
    await page.keyboard.press('Enter')
    await page.evaluate(axe.source)
    expect(await findings(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: 'RIS', exact: true }).press('Enter')
    expect(readFileSync(await (await saved).path(), 'utf8')).toMatch(/^TY {2}- DATA\r\n/)
    const figures = await page.locator('.spender-table td').allTextContents()
    await page.locator('.cite__address').press('Enter')
    await page.waitForURL('**as_of=2026-11-25.7')
    expect(await page.locator('.as-of').textContent()).toContain('This is the archive as it was on 25 Nov 2026')
    expect(await page.locator('.spender-table td').allTextContents()).toEqual(figures)
    await page.close()
  })

  test('a journalist finds a withdrawn ad, what it said, when it vanished, and all of its advertiser', async () => {
    const page = await open('/search', 390)
    await page.getByText('Platform, place, money, names').click()
    await page.getByLabel('Still listed').selectOption('withdrawn')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('link', { name: /Vote for option 7/ }).click()
    expect(await page.locator('.listing').textContent()).toMatch(
      /Withdrawn\. Not in the files of 6 Nov 2024 .* 8 Nov 2024/,
    )
    expect(await page.locator('.ad-text__words').first().textContent()).toContain('Vote for option 7')
    await page.getByRole('link', { name: 'Page number 7', exact: true }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Page number 7')
    await page.close()
  })

  test('pages ask nobody but us', async () => {
    const page = await open('/', 1280)
    const origins = new Set<string>()
    page.on('request', (request) => origins.add(new URL(request.url()).host))
    for (const url of Object.values(PAGES)) await page.goto(new URL(url, page.url()).href)
    expect([...origins]).toEqual([new URL(page.url()).host])
    await page.close()
  })
})
