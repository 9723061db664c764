import { createServer as createHttpServer, request as httpRequest, IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect, Socket } from 'node:net'
import { sourceId } from '../../src/domain/ids.ts'
import type { CrawlStanding } from '../../src/ports/crawl-log.ts'
import type { SourcePulls } from '../../src/ports/source-runs.ts'
import { isAtThisMachine } from '../../src/web/at-this-machine.ts'
import { createServer, type WebDeps } from '../../src/web/server.ts'
import { textOf } from './support/html.ts'
import { memoryPulls } from './support/memory-pulls.ts'
import { testDeps } from './support/test-app.ts'

/** A site on a real port of loopback: where a request comes from, and which name it asks for, is what all this is about. */
let server: Server
let pulls: SourcePulls
async function listen(changes: Partial<WebDeps> = {}): Promise<void> {
  pulls = memoryPulls()
  server = createHttpServer(createServer({ ...testDeps({ pulls }).deps, ...changes }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
}
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

type Headers = Readonly<Record<string, string>>
const port = () => (server.address() as AddressInfo).port
const own = () => `127.0.0.1:${port()}`
/** What a browser sends with a form of ours. */
const fromOwnPage = { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }

interface Answer {
  readonly status: number
  readonly location: string | undefined
  readonly allow: string | undefined
  readonly text: string
}

/** Letter by letter: a client that is too helpful would mend the headers. */
function ask(method: string, path: string, headers: Headers = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: port(), method, path, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const { statusCode: status = 0, headers: answered } = response
        const text = Buffer.concat(parts).toString()
        resolve({ status, location: answered.location, allow: answered.allow, text })
      })
    })
    sent.on('error', reject).end()
  })
}

const pausedAt = async (): Promise<CrawlStanding['pausedAt'] | undefined> =>
  (await pulls.runs(sourceId('meta')))?.api?.standing.pausedAt
const press = (act: string, headers: Headers = fromOwnPage) => ask('POST', `/sources/meta/${act}`, headers)

test('at the machine itself, the page pauses a source and goes on with it, without any script', async () => {
  await listen()
  expect((await ask('GET', '/sources/meta/runs')).text).toContain('action="/sources/meta/pause" method="post"')
  expect(await press('pause')).toMatchObject({ status: 303, location: '/sources/meta/runs' })
  expect(await pausedAt()).not.toBeNull()
  const page = await ask('GET', '/sources/meta/runs')
  expect(textOf(page.text)).toContain('Paused by an operator since 25 Nov 2026, 12:00 UTC: nothing is asked.')
  expect(page.text).toContain('action="/sources/meta/resume" method="post"')
  expect(await press('resume')).toMatchObject({ status: 303, location: '/sources/meta/runs' })
  expect(await pausedAt()).toBeNull()
})

const FROM_OWN_PAGES: [string, () => Headers][] = [
  ['a browser of today', () => ({ 'Sec-Fetch-Site': 'same-origin', Origin: 'null' })],
  ['one that tells where from', () => ({ 'Sec-Fetch-Site': 'same-origin', Origin: `http://${own()}` })],
  ['an older one', () => ({ Origin: `http://${own()}` })],
  ['the name localhost', () => ({ Host: `localhost:${port()}`, Origin: `http://localhost:${port()}` })],
  ['the address of IPv6', () => ({ Host: `[::1]:${port()}`, 'Sec-Fetch-Site': 'same-origin' })],
]

test.each(FROM_OWN_PAGES)('a form of ours is taken from %s', async (_who, headers) => {
  await listen()
  expect(await press('pause', headers())).toMatchObject({ status: 303 })
  expect(await pausedAt()).not.toBeNull()
})

const FOREIGN: [string, () => Headers][] = [
  ['nothing that says where it is from', () => ({})],
  ['a foreign origin', () => ({ Origin: 'https://evil.example' })],
  ['a foreign origin that claims our site', () => ({ ...fromOwnPage, Origin: 'https://evil.example' })],
  ['our host under another scheme', () => ({ Origin: `https://${own()}` })],
  ['another port of this machine', () => ({ Origin: 'http://127.0.0.1:1' })],
  ['an origin that is hidden, and nothing else', () => ({ Origin: 'null' })],
  ['another site', () => ({ 'Sec-Fetch-Site': 'cross-site', Origin: 'null' })],
  ['a sister site', () => ({ 'Sec-Fetch-Site': 'same-site', Origin: `http://${own()}` })],
  ['no page at all', () => ({ 'Sec-Fetch-Site': 'none' })],
]

test.each(FOREIGN)('a form is refused that comes with %s', async (_what, headers) => {
  await listen()
  const { status, text } = await press('pause', headers())
  expect(status).toBe(403)
  expect(textOf(text)).toContain('This was not sent from the page of this site.')
  expect(await pausedAt()).toBeNull()
})

const PASSED_ON: [string, () => Headers][] = [
  ['a name that was made to lead here', () => ({ Host: `rebound.example:${port()}` })],
  ['a name that begins as ours', () => ({ Host: `127.0.0.1.evil.example:${port()}` })],
  ['another port', () => ({ Host: '127.0.0.1:1' })],
  ['no port', () => ({ Host: '127.0.0.1' })],
  ...['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'Forwarded', 'Via', 'X-Real-IP'].map(
    (name): [string, () => Headers] => [`the field ${name}`, () => ({ [name]: '127.0.0.1' })],
  ),
]

test.each(PASSED_ON)('with %s nobody is an operator: no button, and 403', async (_what, headers) => {
  await listen()
  const { status, text } = await press('pause', {
    ...fromOwnPage,
    Origin: `http://${headers()['Host'] ?? own()}`,
    ...headers(),
  })
  expect(status).toBe(403)
  expect(textOf(text)).toContain('Only the operator may do this, from the machine that the site runs on')
  expect(await pausedAt()).toBeNull()
  const page = await ask('GET', '/sources/meta/runs', headers())
  expect(page.status).toBe(200)
  expect(page.text).not.toMatch(/method="post"|<button class="runs/)
})

const OFFERED_TO_OTHERS: [string, Partial<WebDeps>][] = [
  ['listens for other machines', { listensOn: '0.0.0.0' }],
  ['trusts a proxy', { limits: { requestsPerMinute: null, trustedProxies: 1 } }],
  ['has a public address', { publicUrl: 'https://paidfor.example' }],
]

test.each(OFFERED_TO_OTHERS)('where the site %s, nobody is an operator', async (_how, changes) => {
  await listen(changes)
  expect((await press('pause')).status).toBe(403)
  expect(await pausedAt()).toBeNull()
  expect((await ask('GET', '/sources/meta/runs')).text).not.toContain('method="post"')
})

test.each([
  ['127.0.0.1', true],
  ['127.8.0.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.7', false],
  ['::ffff:10.0.0.7', false],
  ['fe80::1', false],
  [undefined, false],
])('a connection from %s is from this machine: %s', (remoteAddress, isIt) => {
  const socket = Object.defineProperties(new Socket(), {
    remoteAddress: { value: remoteAddress },
    localPort: { value: 3000 },
  })
  const asked = Object.assign(new IncomingMessage(socket), { httpVersion: '1.1', headers: { host: '127.0.0.1:3000' } })
  expect(isAtThisMachine(asked, testDeps().deps)).toBe(isIt)
})

test('a proxy that was never set up speaks HTTP 1.0 and gives our own name: nobody is an operator through it', async () => {
  await listen()
  const socket = connect(port(), '127.0.0.1')
  socket.write(`POST /sources/meta/pause HTTP/1.0\r\nHost: ${own()}\r\nSec-Fetch-Site: same-origin\r\n\r\n`)
  const parts: Buffer[] = []
  for await (const part of socket) parts.push(part)
  expect(Buffer.concat(parts).toString()).toMatch(/^HTTP\/1\.1 403 /)
  expect(await pausedAt()).toBeNull()
})

test('a source that is pulled as files, or that is none, has nothing to pause', async () => {
  await listen()
  expect((await ask('GET', '/sources/snap/runs')).text).not.toContain('method="post"')
  for (const source of ['snap', 'google', 'META', '..%2f..']) {
    for (const act of ['pause', 'resume']) {
      expect((await ask('POST', `/sources/${source}/${act}`, fromOwnPage)).status).toBe(404)
    }
  }
})

test('pausing is pressed and never merely read; all else is read and never pressed', async () => {
  await listen()
  for (const act of ['pause', 'resume']) {
    expect((await ask('GET', `/sources/meta/${act}`, fromOwnPage)).status).toBe(404)
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      expect(await ask(method, `/sources/meta/${act}`, fromOwnPage)).toMatchObject({ status: 405, allow: 'GET, HEAD' })
    }
  }
  for (const path of ['/', '/search', '/sources', '/sources/meta/runs', '/sources/meta', '/sources/meta/pause/x']) {
    expect(await ask('POST', path, fromOwnPage)).toMatchObject({ status: 405, allow: 'GET, HEAD' })
  }
  expect((await press('pause?x=1')).status).toBe(400)
  expect((await ask('GET', '/sources/meta/runs', { 'X-HTTP-Method-Override': 'POST' })).status).toBe(200)
  expect(await pausedAt()).toBeNull()
})

test('a program is refused in its own language', async () => {
  await listen()
  const { text } = await press('pause', { Accept: 'application/json' })
  expect(JSON.parse(text)).toMatchObject({
    status: 403,
    code: 'request.forbidden',
    type: '/api#problem-request.forbidden',
  })
})

interface Layer {
  readonly route?: { readonly path: string } | undefined
  readonly handle: unknown
}

test('nothing else takes what is sent: a new form belongs among the tests above', () => {
  server = createHttpServer()
  const changing = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (!route) return changing(Object(handle).stack ?? [])
      return Object.keys(Object(route).methods).some((method) => method !== 'get' && method !== 'head')
        ? [route.path]
        : []
    })
  expect(changing(createServer(testDeps().deps).router.stack)).toEqual([
    '/sources/:source/pause',
    '/sources/:source/resume',
    // Reads what is sent, answers it, and changes nothing: declared.test.ts.
    '/declared',
  ])
})
