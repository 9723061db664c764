import request from 'supertest'
import { Problem } from '../../src/domain/errors.ts'
import { createServer } from '../../src/web/server.ts'
import { testApp, testDeps } from '../web/support/test-app.ts'

const PROBLEM = 'application/problem+json; charset=utf-8'

test('a refusal says its kind in stable words, and what is wrong with this request in its own', async () => {
  const { body, headers } = await testApp().get('/search?format=json&colour=red').expect(400)
  expect(headers['content-type']).toBe(PROBLEM)
  expect(body).toEqual({
    type: '/api#problem-request.invalid',
    title: 'The request cannot be answered as it stands',
    status: 400,
    detail: expect.stringMatching(/^There is no parameter “colour” here\. Known are: q, /),
    code: 'request.invalid',
    requestId: headers['x-request-id'],
  })
})

const ASKS_FOR_DATA: [string, string][] = [
  ['/search?format=csv&size=50', '*/*'],
  ['/search?format=json&format=csv', 'text/html'],
  ['/nope', 'application/json'],
  ['/nope', 'application/problem+json'],
  ['/nope', 'text/html;q=0.5, application/json'],
  ['/api/openapi.json?x=1', 'text/html'],
]
const ASKS_FOR_PAGES: [string, string][] = [
  ['/nope', '*/*'],
  ['/nope', 'text/html,application/xhtml+xml,*/*;q=0.8'],
  ['/search?format=xlsx', '*/*'],
]

test.each(ASKS_FOR_DATA)('%s with Accept: %s is refused as data', async (url, accept) => {
  await testApp().get(url).set('Accept', accept).expect('Content-Type', PROBLEM)
})

test.each(ASKS_FOR_PAGES)('%s with Accept: %s is refused as a page', async (url, accept) => {
  await testApp().get(url).set('Accept', accept).expect('Content-Type', 'text/html; charset=utf-8')
})

test('other methods are refused with those that are answered', async () => {
  const app = createServer(testDeps().deps)
  for (const method of ['post', 'put', 'delete', 'patch', 'options', 'trace'] as const) {
    const { body } = await request(app)
      [method]('/search?format=json')
      .expect(405)
      .expect('Allow', 'GET, HEAD')
      .expect('Content-Type', PROBLEM)
    expect(body).toMatchObject({ code: 'request.refused', status: 405, type: '/api#problem-request.refused' })
  }
})

test('what is too busy says when to come back, and a bug says nothing of the inside', async () => {
  const busy = testApp({ faults: { throws: new Problem('request.busy', 'Come back.', { retryAfter: 60 }) } })
  const { body } = await busy.get('/search?format=csv').expect(503).expect('Retry-After', '60')
  expect(body).toMatchObject({ code: 'request.busy', detail: 'Come back.' })
  const broken = await testApp({ faults: { throws: new Error('relation "x"') } })
    .get('/search?format=json')
    .expect(500)
  expect(broken.body).toMatchObject({ code: 'internal', type: '/api#problem-internal' })
  expect(JSON.stringify(broken.body)).not.toContain('relation')
})
