import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium } from 'playwright-core'
import { sourceId } from '../../src/domain/ids.ts'
import type { SourcePulls } from '../../src/ports/source-runs.ts'
import { createServer as createSite } from '../../src/web/server.ts'
import { memoryPulls } from '../web/support/memory-pulls.ts'
import { testDeps } from '../web/support/test-app.ts'
import { CHROMIUM, IN_CHROMIUM, inChromium } from './support/examine.ts'

/** What a browser really sends is what the rules about foreign pages rest on. */
inChromium(IN_CHROMIUM, () => {
  let server: Server
  let foreign: Server
  let browser: Browser
  let pulls: SourcePulls

  const listening = async (made: Server): Promise<Server> => {
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
    return made
  }
  const portOf = (of: Server) => (of.address() as AddressInfo).port
  const pausedAt = async () => (await pulls.runs(sourceId('meta')))?.api?.standing.pausedAt

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  })
  beforeEach(async () => {
    pulls = memoryPulls()
    server = await listening(createServer(createSite(testDeps({ pulls }).deps)))
    const action = `http://127.0.0.1:${portOf(server)}/sources/meta/pause`
    const page = `<form method="post" action="${action}"><button>Win</button></form>`
    foreign = await listening(
      createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page)),
    )
  })
  afterEach(() => {
    for (const each of [server, foreign]) {
      each.closeAllConnections()
      each.close()
    }
  })
  afterAll(() => browser.close())

  test.each([true, false])('the button of our page pauses and resumes; with scripts: %s', async (javaScriptEnabled) => {
    const page = await browser.newPage({ javaScriptEnabled })
    await page.goto(`http://127.0.0.1:${portOf(server)}/sources/meta/runs`)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Resume' }).waitFor()
    expect(page.url()).toBe(`http://127.0.0.1:${portOf(server)}/sources/meta/runs`)
    expect(await pausedAt()).not.toBeNull()
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    expect(await pausedAt()).toBeNull()
    await page.close()
  })

  test.each(['127.0.0.1', 'localhost'])('a form on a page of %s, another port, pauses nothing', async (host) => {
    const page = await browser.newPage()
    await page.goto(`http://${host}:${portOf(foreign)}/`)
    await page.getByRole('button', { name: 'Win' }).click()
    await page.getByText('This was not sent from the page of this site.').waitFor()
    expect(await pausedAt()).toBeNull()
    await page.close()
  })

  test('a name that was made to lead here finds no button, and can press none', async () => {
    const rebound = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--host-resolver-rules=MAP rebound.example 127.0.0.1'],
    })
    const page = await rebound.newPage()
    await page.goto(`http://rebound.example:${portOf(server)}/sources/meta/runs`)
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0)
    const status = await page.evaluate(
      `fetch('/sources/meta/pause', { method: 'POST' }).then((answer) => answer.status, () => 'blocked')`,
    )
    expect([403, 'blocked']).toContain(status)
    expect(await pausedAt()).toBeNull()
    await rebound.close()
  })
})
