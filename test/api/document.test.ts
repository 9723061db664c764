import type { ApiDocument } from '../../src/web/api/openapi.ts'
import { OPERATIONS } from '../../src/web/api/operations.ts'
import { PROBLEMS } from '../../src/web/api/problems.ts'
import { createServer } from '../../src/web/server.ts'
import { textOf } from '../web/support/html.ts'
import { testApp, testDeps } from '../web/support/test-app.ts'

const { get } = testApp()
const document = async (): Promise<ApiDocument> => (await get('/api/openapi.json').expect(200)).body

/** Every object in a value, with the way to it. */
function* objectsIn(value: unknown, path = ''): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return
  yield [path, value as Record<string, unknown>]
  for (const [key, each] of Object.entries(value)) yield* objectsIn(each, `${path}/${key}`)
}

interface Layer {
  readonly route?: { readonly path: string | string[] } | undefined
  readonly handle: unknown
}

/** What answers who reads, without static files: path patterns of Express. */
function routesOf(layers: readonly Layer[]): string[] {
  return layers.flatMap(({ route, handle }) => {
    if (route) return Object(route).methods.get === true ? [route.path].flat() : []
    return routesOf(Object(handle).stack ?? [])
  })
}

test('every address that the site answers is in the document, and no other', async () => {
  const { router } = createServer(testDeps().deps)
  const answered = routesOf(router.stack)
    .filter((path) => !['/favicon.ico', '/robots.txt', '/api', '/api/openapi.json'].includes(path))
    .map((path) => path.replaceAll(/[:*](\w+)/g, '{$1}'))
  expect(Object.keys((await document()).paths).sort()).toEqual(answered.sort())
})

test('every reference in the document leads somewhere', async () => {
  const whole = await document()
  const known = new Set([...objectsIn(whole)].map(([path]) => path))
  const refs = [...objectsIn(whole)].flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []))
  expect(refs.length).toBeGreaterThan(50)
  expect(refs.filter((ref) => !known.has(ref.slice(1)))).toEqual([])
})

test('every member that may be null says what null means, and every answer lets nothing else in', async () => {
  const { components } = await document()
  const objects = [...objectsIn(components)].filter(([path]) => path.startsWith('/schemas/'))
  const unsaid = objects.filter(([path, { anyOf, description = '' }]) => {
    const isNullable = Array.isArray(anyOf) && anyOf.some(({ type }) => type === 'null')
    return isNullable && !/Null|Missing/.test(String(description)) && !/\/anyOf\/\d+$/.test(path)
  })
  expect(unsaid.map(([path]) => path)).toEqual([])
  const open = objects.filter(
    ([, { type, additionalProperties }]) => type === 'object' && additionalProperties === undefined,
  )
  expect(open.map(([path]) => path)).toEqual([])
})

test('every parameter is explained by an example that the parser takes', async () => {
  for (const [path, { get: operation }] of Object.entries((await document()).paths)) {
    const { query } = OPERATIONS.find((each) => each.path === path) ?? {}
    for (const parameter of operation.parameters.filter((each) => each.in === 'query')) {
      expect(parameter.description.length).toBeGreaterThan(8)
      const { name, example } = parameter
      if (example === undefined) expect(['after', 'since']).toContain(name)
      else expect([name, query?.shape[name]?.safeParse(String(example)).success]).toEqual([name, true])
    }
  }
})

test('bounds of a number in the document are those of the parser', async () => {
  const { get: search } = (await document()).paths['/search'] ?? {}
  const { schema = {} } = search?.parameters.find(({ name }) => name === 'size') ?? {}
  const [minimum, maximum] = [Number(schema['minimum']), Number(schema['maximum'])]
  for (const size of [minimum, maximum]) await get(`/search?size=${size}`).expect(200)
  for (const size of [minimum - 1, maximum + 1]) await get(`/search?size=${size}`).expect(400)
})

test('the page says everything that the document says, and has an anchor for each problem', async () => {
  const { text } = await get('/api').expect(200)
  const words = textOf(text)
  for (const [path, { get: operation }] of Object.entries((await document()).paths)) {
    expect(words).toContain(path)
    for (const { name, description } of operation.parameters) {
      expect(words).toContain(` ${name} `)
      expect(words).toContain(description)
    }
  }
  for (const code of Object.keys(PROBLEMS)) expect(text).toContain(`id="problem-${code}"`)
  expect(text).toContain('href="/api/openapi.json"')
})

test('the type of a refusal is an address at which it is explained', async () => {
  const { body } = await get('/search?format=json&api_key=secret').expect(400)
  expect(body.detail).toContain('There is no parameter “api_key” here.')
  const [page, anchor] = String(body.type).split('#')
  expect((await get(String(page)).expect(200)).text).toContain(`id="${anchor}"`)
})

test('a key in an address is refused and logged nowhere', async () => {
  const { get, logged } = testApp()
  await get('/search?api_key=canary-3f9a').expect(400)
  expect(logged.length).toBeGreaterThan(0)
  expect(JSON.stringify(logged)).not.toContain('canary')
})

test('any page of the web may read the document', async () => {
  await get('/api/openapi.json')
    .expect('Access-Control-Allow-Origin', '*')
    .expect('Content-Type', /application\/json/)
})
