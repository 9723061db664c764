import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGunzip } from 'node:zlib'
import { Problem } from '../../src/domain/errors.ts'
import { createServer as createSite } from '../../src/web/server.ts'
import { anAd, money } from './support/builders.ts'
import { testApp, testDeps } from './support/test-app.ts'

interface Received {
  readonly text: string
  readonly isAborted: boolean
}

/** A real client on a real socket: only there is a broken connection seen. */
async function download(url: string, faults: Parameters<typeof testDeps>[0], encoding = 'identity'): Promise<Received> {
  const server = createServer(createSite(testDeps(faults).deps)).listen(0)
  const { port } = server.address() as AddressInfo
  try {
    return await new Promise((resolve) => {
      get({ port, path: url, agent: false, headers: { 'Accept-Encoding': encoding } }, (response: IncomingMessage) => {
        const body = encoding === 'gzip' ? response.pipe(createGunzip()) : response
        let text = ''
        let isAborted = false
        response.on('error', () => {
          isAborted = true
          setTimeout(() => resolve({ text, isAborted }), 50)
        })
        body.on('error', () => undefined)
        body.on('data', (chunk: Buffer) => {
          text += chunk.toString('utf8')
        })
        body.on('end', () => resolve({ text, isAborted }))
      })
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test.each(['identity', 'gzip'])(
  'a CSV that fails midway says so in its last line, and the download fails (%s)',
  async (encoding) => {
    const { text, isAborted } = await download('/search?format=csv', { faults: { failsAfter: 5 } }, encoding)
    const lines = text.trimEnd().split('\r\n')
    expect(lines[lines.length - 1]).toMatch(/^# CUT SHORT after 5 of 66 rows: /)
    expect(text).not.toContain('hunter2')
    expect(isAborted).toBe(true)
  },
)

test('a ranking of which a later page fails says so in its last line', async () => {
  const { text, isAborted } = await download('/spending?currency=USD&format=csv', {
    faults: { failsOnSecondPage: true },
  })
  expect(text.trimEnd().split('\r\n').at(-1)).toMatch(/^# CUT SHORT after 5 of 20 rows: /)
  expect(isAborted).toBe(true)
})

test('a JSON that fails midway is still JSON, says that it is not complete, and the download fails', async () => {
  const { text, isAborted } = await download('/search?format=json', { faults: { failsAfter: 5 } })
  const body = JSON.parse(text)
  expect(body).toMatchObject({ total: 66, complete: false })
  expect(body.problem).toMatch(/^CUT SHORT after 5 of 66 rows/)
  expect(body.ads).toHaveLength(5)
  expect(isAborted).toBe(true)
})

test('a whole file ends without a remark and without an error', async () => {
  const { text, isAborted } = await download('/search?format=csv', {})
  expect(text).not.toContain('CUT SHORT')
  expect(isAborted).toBe(false)
})

test('a reader who is slow is waited for, and one who leaves ends the reading', async () => {
  const big = anAd({ adId: 'big', fields: { advertiserName: 'x'.repeat(10_000), spend: money('1', '2') } })
  const ads = Array.from({ length: 5000 }, (_, index) => ({
    ...big,
    held: { ...big.held, id: `meta/${index}` as typeof big.held.id },
  }))
  const read = await new Promise<number>((resolve) => {
    const { deps } = testDeps({ ads, faults: { onLeft: resolve } })
    const server = createServer(createSite(deps)).listen(0, () => {
      const { port } = server.address() as AddressInfo
      const request = get({ port, path: '/search?format=csv', agent: false }, (response) => {
        response.pause()
        setTimeout(() => {
          request.destroy()
          server.close()
        }, 300)
      })
      request.on('error', () => undefined)
    })
  })
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(5000)
})

test('a failure before the first row is an ordinary refusal', async () => {
  const busy = testApp({
    faults: { throws: new Problem('request.busy', 'Two large files are being written.', { retryAfter: 7 }) },
  })
  const { body } = await busy.get('/search?format=csv').expect(503).expect('Retry-After', '7')
  expect(body.detail).toBe('Two large files are being written.')
})

test('a CSV that is being written when the site stops says so in its last line, and the download fails', async () => {
  const stopping = new AbortController()
  stopping.abort()
  const { text, isAborted } = await download('/search?format=csv', { stopping: stopping.signal })
  expect(text.trimEnd().split('\r\n').at(-1)).toMatch(/^# CUT SHORT after \d+ of 66 rows: /)
  expect(isAborted).toBe(true)
})
