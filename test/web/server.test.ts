import request from 'supertest'
import { Problem } from '../../src/domain/errors.ts'
import { createServer } from '../../src/web/server.ts'
import { textOf } from './support/html.ts'
import { testApp, testDeps } from './support/test-app.ts'

test('every answer carries the strictest headers', async () => {
  for (const url of ['/', '/search', '/nope', '/assets/css/main.css', '/search?format=csv']) {
    const { headers } = await testApp().get(url)
    expect(headers['content-security-policy']?.replaceAll(';', '; ')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; " +
        "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    )
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('set-cookie')
    expect(headers).not.toHaveProperty('strict-transport-security')
  }
})

test.each(['post', 'put', 'delete', 'patch', 'options'] as const)(
  '%s is refused: the archive can only be read',
  async (method) => {
    const response = await request(createServer(testDeps().deps))
      [method]('/search')
      .expect(405)
      .expect('Allow', 'GET, HEAD')
    expect(textOf(response.text)).toContain('This archive can only be read')
  },
)

test('style sheets are kept for ever under their version, and asked about otherwise', async () => {
  const app = createServer({ ...testDeps().deps, isDevelopment: false })
  const page = await request(app).get('/')
  const [, sheet = ''] = /rel="stylesheet" href="([^"]*)"/.exec(page.text) ?? []
  expect(sheet).toMatch(/^\/assets\/[0-9a-f]{12}\/css\/main\.css$/)
  await request(app).get(sheet).expect(200).expect('Cache-Control', 'public, max-age=31536000, immutable')
  await request(app).get('/assets/css/main.css').expect(200).expect('Cache-Control', 'public, max-age=3600')
  await request(app).get('/assets/../layout.ejs').expect(404)
  await request(app)
    .get('/assets/%2e%2e/layout.ejs')
    .expect((response) => expect(response.status).toBeGreaterThanOrEqual(400))
  await request(app).get('/favicon.ico').expect(200).expect('Content-Type', 'image/svg+xml')
  await request(app).get('/robots.txt').expect(200)
})

test('a page that has not changed is not sent again', async () => {
  const app = createServer(testDeps().deps)
  const { headers } = await request(app).get('/about').expect('Cache-Control', 'no-cache')
  await request(app)
    .get('/about')
    .set('If-None-Match', headers['etag'] ?? '')
    .expect(304)
})

test('what is too slow or too busy is said, with when to come back', async () => {
  const slow = testApp({
    faults: { throws: new Problem('request.too_slow', 'This search takes too long: add a filter.') },
  })
  expect(textOf((await slow.get('/search').expect(503)).text)).toContain('This search takes too long: add a filter.')
  const busy = testApp({ faults: { throws: new Problem('request.busy', 'Come back later.') } })
  await busy.get('/search').expect(503).expect('Retry-After', '10')
})

test('of a bug the reader learns its number, and the log the rest', async () => {
  const { get, logged } = testApp({
    faults: { throws: new Error('relation "secret_table" does not exist at 10.0.0.7') },
  })
  const { text, headers } = await get('/search?q=private+thoughts').expect(500)
  const id = String(headers['x-request-id'])
  expect(text).toContain(id)
  expect(text).not.toMatch(/secret_table|10\.0\.0\.7|at .*\.ts/)
  expect(logged).toContainEqual(
    expect.objectContaining({ level: 'error', requestId: id, error: expect.stringContaining('secret_table') }),
  )
  expect(JSON.stringify(logged)).not.toContain('private')
})

test('an unexpected Problem of the inside is no message for readers', async () => {
  const inside = testApp({
    faults: { throws: new Problem('database.unavailable', 'no socket at /srv/data/postgres') },
  })
  const { body } = await inside
    .get('/search?format=json')
    .expect(500)
    .expect('Content-Type', /problem\+json/)
  expect(JSON.stringify(body)).not.toContain('/srv/data')
})

test('a database that is gone still leaves a page that says so', async () => {
  const { deps } = testDeps()
  const app = createServer({ ...deps, currentArchive: async () => Promise.reject(new Error('gone')) })
  expect(textOf((await request(app).get('/').expect(500)).text)).toContain('Something went wrong on our side')
})

test('the log names the path and never the query', async () => {
  const { get, logged } = testApp()
  await get('/search?q=sensitive')
  expect(logged).toContainEqual(expect.objectContaining({ level: 'info', method: 'GET', path: '/search', status: 200 }))
  expect(JSON.stringify(logged)).not.toContain('sensitive')
})

test('settings of the template engine cannot come from a request', async () => {
  const query = 'settings[view options][client]=1&settings[view options][escapeFunction]=process.exit'
  await testApp().get(`/search?${query}`).expect(400)
  await testApp().get('/?view=x&cache=1').expect(400)
})
