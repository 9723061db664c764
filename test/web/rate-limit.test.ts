import request from 'supertest'
import { NetworkCounts } from '../../src/web/middleware/network-counts.ts'
import { createServer } from '../../src/web/server.ts'
import type { Limits } from '../../src/web/web-deps.ts'
import { textOf } from './support/html.ts'
import { testDeps } from './support/test-app.ts'

function siteWith(limits: Limits) {
  const { deps, logged } = testDeps()
  return { app: createServer({ ...deps, limits }), logged }
}

const from = (app: ReturnType<typeof createServer>, address: string) =>
  request(app).get('/about').set('X-Forwarded-For', address)

test('every answer says what is left, and the one beyond says when to come back', async () => {
  const { app } = siteWith({ requestsPerMinute: 3, trustedProxies: 0 })
  for (const left of ['2', '1', '0']) {
    const { headers } = await request(app).get('/about').expect(200).expect('RateLimit-Remaining', left)
    expect(headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-policy': '3;w=60' })
    expect(Number(headers['ratelimit-reset'])).toBeGreaterThan(55)
  }
  const { body, headers } = await request(app).get('/search?format=json').expect(429)
  expect(headers['content-type']).toContain('application/problem+json')
  expect(headers['retry-after']).toBe(headers['ratelimit-reset'])
  expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60)
  expect(body).toMatchObject({ status: 429, code: 'request.too_many', type: '/api#problem-request.too_many' })
  expect(body.detail).toContain(`Wait ${headers['retry-after']} seconds`)
  const page = await request(app)
    .get('/about')
    .expect(429)
    .expect('Content-Type', /text\/html/)
  expect(textOf(page.text)).toContain('More than 3 requests in a minute')
})

test('refusals count as well; probes and style sheets do not', async () => {
  const { app } = siteWith({ requestsPerMinute: 2, trustedProxies: 0 })
  await request(app).post('/search').expect(405).expect('RateLimit-Remaining', '1')
  await request(app).get('/nope').expect(404).expect('RateLimit-Remaining', '0')
  await request(app).options('/').expect(429)
  for (const url of [
    '/healthz',
    '/readyz',
    '/healthz/sources',
    '/assets/css/main.css',
    '/robots.txt',
    '/favicon.ico',
  ]) {
    const { headers } = await request(app).get(url).expect(200)
    expect(headers).not.toHaveProperty('ratelimit-limit')
  }
})

test('what a client writes into X-Forwarded-For changes its count 0 of 100 times', async () => {
  const { app, logged } = siteWith({ requestsPerMinute: 50, trustedProxies: 0 })
  let refused = 0
  for (let spoof = 0; spoof < 100; spoof++) {
    const { status } = await request(app)
      .get('/robots-not')
      .set('X-Forwarded-For', `10.${spoof % 7}.${Math.floor(spoof / 25)}.${spoof}`)
      .set('Forwarded', `for=192.0.2.${spoof}`)
    if (status === 429) refused++
  }
  expect(refused).toBe(50)
  expect(logged.filter(({ level }) => level === 'error')).toEqual([])
})

test('behind a trusted proxy the address is what that proxy says, not what came before it', async () => {
  const { app } = siteWith({ requestsPerMinute: 2, trustedProxies: 1 })
  await from(app, '203.0.113.1').expect(200).expect('RateLimit-Remaining', '1')
  await from(app, '198.51.100.9, 203.0.113.1').expect(200).expect('RateLimit-Remaining', '0')
  await from(app, '192.0.2.77, 203.0.113.1').expect(429)
  await from(app, '203.0.113.2').expect(200).expect('RateLimit-Remaining', '1')
})

test('who has an IPv6 network has one count; an IPv4 address is the same however it is written', async () => {
  const { app } = siteWith({ requestsPerMinute: 2, trustedProxies: 1 })
  await from(app, '2001:db8:1:2::1').expect('RateLimit-Remaining', '1')
  await from(app, '2001:db8:1:2:ffff:ffff:ffff:ffff').expect('RateLimit-Remaining', '0')
  await from(app, '2001:0db8:0001:0002:9::7').expect(429)
  await from(app, '2001:db8:1:3::1').expect('RateLimit-Remaining', '1')
  await from(app, '::ffff:203.0.113.5').expect('RateLimit-Remaining', '1')
  await from(app, '203.0.113.5').expect('RateLimit-Remaining', '0')
})

test('an address that is none is counted and harms nothing', async () => {
  const { app, logged } = siteWith({ requestsPerMinute: 50, trustedProxies: 1 })
  for (const odd of ['', 'unknown', '999.1.1.1', '[::1]:80', '10.0.0.1:4711', 'fe80::1%eth0', '%00', '::1, ']) {
    expect((await from(app, odd)).status).toBe(200)
  }
  expect(logged.filter(({ level }) => level === 'error')).toEqual([])
})

test('without a limit nothing is said of one', async () => {
  const { app } = siteWith({ requestsPerMinute: null, trustedProxies: 0 })
  expect((await request(app).get('/about').expect(200)).headers).not.toHaveProperty('ratelimit-limit')
})

test('a window ends a minute after it began, and the next begins with all that is allowed', () => {
  let now = 1_000
  const counts = new NetworkCounts(() => now)
  expect(counts.increment('a')).toEqual({ totalHits: 1, resetTime: new Date(61_000) })
  now = 60_999
  expect(counts.increment('a')).toEqual({ totalHits: 2, resetTime: new Date(61_000) })
  now = 61_000
  expect(counts.increment('a')).toEqual({ totalHits: 1, resetTime: new Date(121_000) })
})

test('a window that is not over survives all that begins and ends beside it', () => {
  let now = 0
  const counts = new NetworkCounts(() => now)
  for (now = 0; now < 59_000; now += 1_000) counts.increment(`early${now}`)
  const { resetTime } = counts.increment('late')
  for (; now < 119_000; now += 1_000) counts.increment(`other${now}`)
  now = 118_999
  expect(counts.increment('late')).toEqual({ totalHits: 2, resetTime })
  now = 119_000
  expect(counts.increment('late').totalHits).toBe(1)
})

test('networks whose windows are over are forgotten, and no more are held than fit', () => {
  let now = 0
  const counts = new NetworkCounts(() => now)
  for (let network = 0; network < 300_000; network++) counts.increment(`n${network}`)
  expect(counts.size).toBe(200_000)
  expect(counts.increment('n299999').totalHits).toBe(2)
  expect(counts.increment('n0').totalHits).toBe(1)
  for (now of [60_000, 120_000]) counts.increment('x')
  expect(counts.size).toBe(2)
})
