import type { RequestListener } from 'node:http'
import { redirectedTo } from '../../src/fetch/web-address.ts'
import { aZip } from './a-zip.ts'
import { fetching, problemOf } from './fetching.ts'
import { fileListener, site } from './site.ts'

const to =
  (location: string, status = 302): RequestListener =>
  (_, response) =>
    response.writeHead(status, { location }).end()

test.each([301, 302, 303, 307, 308])(
  'a redirect (%d) within the origin is followed, once for the file',
  async (status) => {
    const bytes = await aZip(5_000)
    await using server = await site((request, response) => {
      if (request.url === '/a.zip') to('/b.zip?x=1', status)(request, response)
      else fileListener(() => ({ bytes }))(request, response)
    })
    await using downloads = await fetching([server.origin])
    expect((await downloads.fetch(`${server.origin}/a.zip`)).kind).toBe('fetched')
    expect(server.asked.filter(({ path }) => path === '/a.zip')).toHaveLength(1)
  },
)

test('redirects in a circle are followed three times', async () => {
  await using server = await site(to('/a.zip'))
  await using downloads = await fetching([server.origin])
  const problem = await problemOf(downloads.fetch(`${server.origin}/a.zip`))
  expect(problem).toMatchObject({ code: 'collect.refused', message: expect.stringContaining('on and on') })
  expect(server.asked).toHaveLength(4)
})

test('a redirect to this machine, to a cloud’s metadata or to anywhere else is refused, and nothing is asked there', async () => {
  await using canary = await site((_, response) => response.end())
  const targets = [
    [`${canary.origin}/?token=secret`, canary.origin],
    [`http://localhost:${canary.port}/`, `http://localhost:${canary.port}`],
    ['http://169.254.169.254/latest/meta-data/?token=secret', 'http://169.254.169.254'],
    ['https://accounts.example.org/login?next=secret', 'https://accounts.example.org'],
    [`//user:secret@127.0.0.1:${canary.port}/`, canary.origin],
    ['file:///etc/passwd', 'file:'],
  ] as const
  for (const [location, shown] of targets) {
    await using server = await site(to(location))
    await using downloads = await fetching([server.origin, canary.origin])
    const problem = await problemOf(downloads.fetch(`${server.origin}/a.zip?key=secret`))
    expect(problem).toMatchObject({ code: 'collect.refused', message: expect.stringContaining(`on to ${shown},`) })
    expect(problem.message).not.toContain('secret')
    expect(server.asked).toHaveLength(1)
  }
  expect(canary.connections()).toBe(0)
})

test('a redirect that says no place is refused', async () => {
  for (const location of [undefined, 'http://', 'http://[::1']) {
    await using server = await site((_, response) => {
      response.writeHead(302, location === undefined ? {} : { location }).end()
    })
    await using downloads = await fetching([server.origin])
    expect((await problemOf(downloads.fetch(`${server.origin}/a.zip`))).code).toBe('collect.refused')
  }
})

test.each([
  ['http://example.org/a.zip', 'from https to http'],
  ['https://example.org:8443/a.zip', 'to another port'],
  ['https://example.org.evil.example/a.zip', 'to a name that begins alike'],
  ['https://user@example.org/a.zip', 'with a user'],
  ['//evil.example/a.zip', 'to another host, in short'],
  ['\\\\evil.example\\a.zip', 'to another host, with backslashes'],
])('a redirect to %s (%s) is refused', (location) => {
  expect(() => redirectedTo(new URL('https://example.org/a.zip'), location, 'set it')).toThrow(/not followed/)
})
