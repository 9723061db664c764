import { networkInterfaces } from 'node:os'
import { serveMetrics } from '../../src/metrics/serve-metrics.ts'

const exposition = { contentType: 'text/plain; version=0.0.4', text: async () => 'up 1\n' }

test('metrics are served at their own port, and nothing else is', async () => {
  await using served = await serveMetrics({ port: 0 }, exposition)
  const answer = await fetch(served.url)
  expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([
    ...[200, 'up 1\n', 'text/plain; version=0.0.4'],
  ])
  const statuses = await Promise.all([
    fetch(new URL('/', served.url)).then(({ status }) => status),
    fetch(new URL('/metrics/x', served.url)).then(({ status }) => status),
    fetch(served.url, { method: 'POST' }).then(({ status }) => status),
    fetch(`${served.url}?x=1`).then(({ status }) => status),
  ])
  expect(statuses).toEqual([404, 404, 405, 200])
})

test('they listen on the machine itself alone', async () => {
  await using served = await serveMetrics({ port: 0 }, exposition)
  const { port } = new URL(served.url)
  const outer = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
  for (const { address } of outer) await expect(fetch(`http://${address}:${port}/metrics`)).rejects.toThrow()
})

test('a port that is taken is said in one sentence', async () => {
  await using served = await serveMetrics({ port: 0 }, exposition)
  const port = Number(new URL(served.url).port)
  await expect(serveMetrics({ port }, exposition)).rejects.toMatchObject({
    code: 'port.taken',
    message: expect.stringContaining('METRICS_PORT'),
  })
})

test('what cannot be told ends the answer, and not the process', async () => {
  await using served = await serveMetrics({ port: 0 }, { ...exposition, text: () => Promise.reject(new Error('no')) })
  await expect(fetch(served.url)).rejects.toThrow()
})
