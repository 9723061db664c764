import { createServer as createHttpServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readConfig } from '../../src/config.ts'
import type { ReviewDesk } from '../../src/ports/sponsors.ts'
import { createServer, type WebDeps } from '../../src/web/server.ts'
import { textOf } from './support/html.ts'
import { memoryReview } from './support/memory-review.ts'
import { testApp, testDeps } from './support/test-app.ts'

let server: Server
let reviewDesk: ReviewDesk

async function listen(changes: Partial<WebDeps> = {}): Promise<void> {
  reviewDesk = memoryReview()
  server = createHttpServer(createServer({ ...testDeps({ reviewDesk }).deps, ...changes }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
}
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

type Headers = Readonly<Record<string, string>>

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

const own = () => `127.0.0.1:${(server.address() as AddressInfo).port}`
const fromOwnPage = { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }

function ask(method: string, path: string, headers: Headers = {}, body = ''): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString(),
        }),
      )
    })
    sent.on('error', reject).end(body)
  })
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }
const judge = (fields: Readonly<Record<string, string>>, headers: Headers = fromOwnPage, pair = '3-4') =>
  ask('POST', `/review/${pair}/judge`, { ...FORM, ...headers }, new URLSearchParams(fields).toString())
const same = { verdict: 'same', actor: 'Ana Example', why: 'One treasurer signs both.' }
const decided = async () => (await reviewDesk.judgements(null, 50)).rows

test('the queue shows what waits, with its money, its vetoes, and how well people agree', async () => {
  await listen()
  const { text, headers } = await ask('GET', '/review')
  expect(textOf(text)).toContain('They name different states or regions.')
  expect(textOf(text)).toContain('two people must agree')
  expect(textOf(text)).toContain('Of 3 pairs that two people judged: κ = 0.67: substantial agreement.')
  expect(headers['cache-control']).toBe('no-store')
})

test('the list of sponsors shows the way to the desk to who may sit at it, and to nobody else', async () => {
  await listen()
  expect((await ask('GET', '/sponsors')).text).toContain('href="/review"')
  expect((await ask('GET', '/sponsors', { Via: '1.1 x' })).text).not.toContain('href="/review"')
  expect((await testApp().get('/sponsors')).text).not.toContain('href="/review"')
})

test('a pair shows both sides, every weight and veto, and what the click would change', async () => {
  await listen()
  const { text } = await ask('GET', '/review/1-2')
  const told = textOf(text)
  expect(told).toContain('The names differ by a few letters +5 for')
  expect(told).toContain('They name different persons −6 against')
  expect(told).toContain('USD USD 60,000–70,000 USD 100.50–200.00 USD 60,100.50–70,200.00')
  expect(told).toContain('EUR EUR 1 or more nothing told EUR 1 or more')
  expect(told).toContain('two people must say “same sponsor” before it holds')
  expect(text).not.toContain('<b>Friends')
  expect(told).toContain('[U+202E]')
})

test('a judgement is kept with who and why, and the name is remembered for the next', async () => {
  await listen()
  const answer = await judge(same)
  expect(answer).toMatchObject({ status: 303, headers: { location: '/review/judgements#judgement-1' } })
  const cookie = String(answer.headers['set-cookie'])
  expect(cookie).toMatch(/^paidfor_reviewer=Ana%20Example; .*Path=\/review; .*HttpOnly; SameSite=Strict$/)
  expect(await decided()).toEqual([expect.objectContaining({ ...same, pair: '3-4', state: 'in_force' })])
  const next = await ask('GET', '/review/1-2', { Cookie: cookie.split(';')[0] ?? '' })
  expect(next.text).toContain('value="Ana Example"')
})

test('a join of much money waits for a second person, and the page says so', async () => {
  await listen()
  await judge(same, fromOwnPage, '1-2')
  expect(await decided()).toEqual([expect.objectContaining({ state: 'waiting' })])
  expect(textOf((await ask('GET', '/review/judgements')).text)).toContain('waits for a second person')
  expect(textOf((await ask('GET', '/review/1-2')).text)).toContain('Ana Example, 28 Nov 2026: Same sponsor')
  await judge({ ...same, actor: 'Ben Example' }, fromOwnPage, '1-2')
  expect((await decided())[0]).toMatchObject({ actor: 'Ben Example', state: 'in_force' })
})

test('what was decided is undone with who and why, and stays in the list and the CSV', async () => {
  await listen()
  await judge(same)
  const fields = new URLSearchParams({ actor: 'Ben Example', why: 'Two treasurers of one name.' }).toString()
  const undone = await ask('POST', '/review/judgements/1/undo', { ...FORM, ...fromOwnPage }, fields)
  expect(undone.status).toBe(303)
  expect(textOf((await ask('GET', '/review/judgements')).text)).toContain('undone by Ben Example, 28 Nov 2026')
  const { text, headers } = await ask('GET', '/review/judgements?format=csv')
  expect(text).toMatch(/1,3-4,A,B,same,Ana Example,One treasurer signs both\.,.*,undone,.*,Ben Example/)
  expect(headers['cache-control']).toBe('no-store')
})

const INCOMPLETE: [string, Readonly<Record<string, string>>][] = [
  ['nobody', { ...same, actor: ' ' }],
  ['no reason', { ...same, why: ' a ' }],
  ['no verdict', { actor: 'Ana', why: 'because' }],
  ['a verdict that is none', { ...same, verdict: 'perhaps' }],
  ['a field that is none', { ...same, admin: '1' }],
  ['a name that is too long', { ...same, actor: 'x'.repeat(81) }],
  ['a reason that is too long', { ...same, why: 'x'.repeat(1001) }],
]

test.each(INCOMPLETE)('%s is refused with a sentence', async (_what, fields) => {
  await listen()
  expect((await judge(fields)).status).toBe(400)
  expect(await decided()).toEqual([])
})

test('what is decided already, and what is not there, is said to be so', async () => {
  await listen()
  await judge(same)
  expect((await judge({ ...same, verdict: 'different' })).status).toBe(409)
  expect((await judge(same, fromOwnPage, '9-9')).status).toBe(404)
  expect((await ask('GET', '/review/9-9')).status).toBe(404)
})

const FOREIGN: [string, Headers][] = [
  ['nothing that says where it is from', {}],
  ['a foreign origin', { Origin: 'https://evil.example' }],
  ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' }],
  ['a sister site', { 'Sec-Fetch-Site': 'same-site', Origin: 'null' }],
  ['no page at all', { 'Sec-Fetch-Site': 'none' }],
]

test.each(FOREIGN)('a judgement is refused that comes with %s', async (_what, headers) => {
  await listen()
  expect((await judge(same, headers)).status).toBe(403)
  expect(await decided()).toEqual([])
})

test('other kinds of body, methods and lengths are refused', async () => {
  await listen()
  const json = { 'Content-Type': 'application/json', ...fromOwnPage }
  expect((await ask('POST', '/review/3-4/judge', json, JSON.stringify(same))).status).toBe(400)
  expect((await judge({ ...same, why: 'x'.repeat(20_000) })).status).toBe(400)
  expect((await ask('GET', '/review/3-4/judge', fromOwnPage)).status).toBe(404)
  expect((await ask('PUT', '/review/3-4/judge', fromOwnPage)).status).toBe(405)
  expect(await decided()).toEqual([])
})

test('who does not surely sit at the machine learns of no desk', async () => {
  const strange: Headers[] = [
    { Host: 'rebound.example' },
    { Host: 'x', 'X-Forwarded-For': '127.0.0.1' },
    { Via: '1.1 x' },
  ]
  await listen()
  for (const headers of strange) {
    const host = headers['Host'] === undefined ? { Host: own() } : {}
    for (const path of ['/review', '/review/1-2', '/review/judgements']) {
      expect((await ask('GET', path, { ...host, ...headers })).status).toBe(404)
    }
    expect((await judge(same, { ...host, ...fromOwnPage, ...headers })).status).toBe(404)
  }
  expect(await decided()).toEqual([])
})

test('without the setting there is no desk at all', async () => {
  for (const path of ['/review', '/review/1-2', '/review/judgements']) await testApp().get(path).expect(404)
})

test('the desk is not opened where others can be served: the process does not start', () => {
  expect(readConfig({ REVIEW_DESK: 'local' }).hasReviewDesk).toBe(true)
  expect(readConfig({}).hasReviewDesk).toBe(false)
  for (const HOST of ['0.0.0.0', '10.0.0.7', '::', 'paidfor.example']) {
    expect(() => readConfig({ REVIEW_DESK: 'local', HOST })).toThrow(/REVIEW_DESK local is for who sits at the machine/)
    expect(readConfig({ HOST }).hasReviewDesk).toBe(false)
  }
  expect(() => readConfig({ REVIEW_DESK: 'local', PUBLIC_URL: 'https://paidfor.example' })).toThrow(/PUBLIC_URL/)
  expect(() => readConfig({ REVIEW_DESK: 'local', TRUST_PROXY: '1' })).toThrow(/TRUST_PROXY/)
  expect(() => readConfig({ REVIEW_DESK: 'yes' })).toThrow(/REVIEW_DESK is neither local nor off/)
})

interface Layer {
  readonly route?: { readonly path: string } | undefined
  readonly handle: unknown
}

test('the forms of the desk are two: a new one belongs among the tests above', () => {
  const pressed = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (!route) return pressed(Object(handle).stack ?? [])
      return Object(route).methods.post === true ? [route.path] : []
    })
  const of = (reviewing: object) => pressed(createServer(testDeps(reviewing).deps).router.stack)
  const without = of({})
  expect(of({ reviewDesk: memoryReview() }).filter((path) => !without.includes(path))).toEqual([
    '/review/:pair/judge',
    '/review/judgements/:id/undo',
  ])
})
