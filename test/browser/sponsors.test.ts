import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { ReviewDesk } from '../../src/ports/sponsors.ts'
import { createServer as createSite } from '../../src/web/server.ts'
import { memoryReview } from '../web/support/memory-review.ts'
import { DAM, FORMER_DAM, LABOUR } from '../web/support/sample-sponsors.ts'
import { testDeps } from '../web/support/test-app.ts'
import { CHROMIUM, expectOpenToAll, IN_CHROMIUM, inChromium } from './support/examine.ts'

const PAGES = {
  'the list of sponsors': '/sponsors?q=friends+of+the+damn',
  'a sponsor with claims and relations': `/sponsors/${DAM}`,
  'a sponsor of many accounts': `/sponsors/${LABOUR}`,
  'ads of a sponsor': `/sponsors/${LABOUR}/ads?size=10`,
  'a search that names a sponsor': '/search?q=labour',
  'the queue of the desk': '/review',
  'a pair of the desk': '/review/1-2',
  'what was decided': '/review/judgements',
}

inChromium(IN_CHROMIUM, () => {
  let server: Server
  let browser: Browser
  let reviewDesk: ReviewDesk

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  })
  beforeEach(async () => {
    reviewDesk = memoryReview()
    await reviewDesk.judge({ pair: '1-2', verdict: 'same', actor: 'Ben Example', why: 'One treasurer.' })
    server = createServer(createSite(testDeps({ reviewDesk }).deps))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })
  afterAll(() => browser.close())

  async function open(url: string, width: number, settings: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, bypassCSP: true, ...settings })
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${url}`)
    return page
  }

  test.each(Object.entries(PAGES))('%s keeps nobody out, and never scrolls sideways', async (_name, url) => {
    const page = await open(url, 1280)
    await expectOpenToAll(page)
    await page.close()
  })

  test('a journalist comes from an old, misspelt name to all that the sponsor runs, and takes the reasons away', async () => {
    const page = await open('/', 390)
    await page.getByRole('link', { name: 'Sponsors', exact: true }).click()
    await page.getByLabel('A name, also an old one or a misspelt one').fill('friends of the damn')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Friends of the Dam PAC' }).click()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Friends of the Dam PAC')
    const reasons = await page.locator('.member-table__reason').first().textContent()
    expect(reasons).toContain('The “paid for by” text is the same but for case, marks and legal form')
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: 'CSV of its mentions' }).click()
    expect(
      readFileSync(await (await saved).path(), 'utf8')
        .trim()
        .split('\r\n'),
    ).toHaveLength(3)
    await page.close()
  })

  test('a link in an old letter, to an id that is no more, opens the page of the sponsor', async () => {
    const page = await open(`/sponsors/${FORMER_DAM}`, 1280)
    expect(new URL(page.url()).pathname).toBe(`/sponsors/${DAM}`)
    await page.close()
  })

  test.each([true, false])(
    'a pair is judged, and the judgement undone, by keys alone; with scripts: %s',
    async (javaScriptEnabled) => {
      const page = await open('/review', 1280, { javaScriptEnabled })
      await page
        .getByRole('link', { name: /Freinds of the Dam/ })
        .nth(1)
        .focus()
      await page.keyboard.press('Enter')
      await page.getByLabel(/Who says so/).focus()
      await page.keyboard.type('Ana Example')
      await page.keyboard.press('Enter')
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('One sponsor or two?')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Two towns, two treasurers.')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/review/judgements#judgement-2')
      expect((await reviewDesk.judgements(null, 9)).rows[0]).toMatchObject({
        ...{ verdict: 'different', actor: 'Ana Example', why: 'Two towns, two treasurers.' },
      })
      const own = page.locator('#judgement-2')
      await own.getByText('Undo this').press('Enter')
      await own.getByLabel('Why').fill('Looked again.')
      await own.getByRole('button', { name: 'Undo the judgement' }).press('Enter')
      await page.getByText('undone by Ana Example').waitFor()
      await page.close()
    },
  )
})
