import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { crc32c } from '../../src/fetch/sums.ts'
import type { Download, DownloadRequest } from '../../src/ports/collecting.ts'
import { aZip } from './a-zip.ts'
import { BLOCK, fetching, problemOf } from './fetching.ts'
import { fileListener, type Served, site } from './site.ts'

let zip: Buffer
beforeAll(async () => {
  zip = await aZip(20 * BLOCK + 7)
})

/** What comes of asking such a server once, and what lies in the folder afterwards. */
async function asking<T>(
  listener: RequestListener,
  work: (fetch: (changes?: Partial<DownloadRequest>) => Promise<Download>) => Promise<T>,
) {
  await using server = await site(listener)
  await using downloads = await fetching([server.origin], { limits: { tries: 2, mostBytes: 100_000 } })
  const result = await work((changes) => downloads.fetch(`${server.origin}/a/PoliticalAds.zip?key=secret`, changes))
  return { result, left: await readdir(downloads.folder), asked: server.asked.length }
}

const serving = (served: Served) => fileListener(() => served)

/** Refused as suspect, nothing is kept, and the sentence names the address and no secret. */
async function refusal(listener: RequestListener, changes: Partial<DownloadRequest> = {}): Promise<string> {
  const { result: problem, left } = await asking(listener, (fetch) => problemOf(fetch(changes)))
  expect(problem.code).toBe('collect.suspect')
  expect(left).toEqual([])
  expect(problem.message).toMatch(
    /^127\.0\.0\.1:\d+\/a\/PoliticalAds\.zip answered with [^.?]*: look at it in a browser, and [^.]*\.$/,
  )
  return problem.message.replace(/:\d+\//, '/')
}

/** As served block by block, and in one stream. */
const BOTH = [false, true]

const html = Buffer.from(`\ufeff\n <!DOCTYPE html><html><title>Sign in</title>${' '.repeat(5_000)}`)

describe.each(BOTH)(
  'an answer that is no such file is suspect, never “nothing new” (in one stream: %s)',
  (isRangeRefused) => {
    test('no bytes', async () => {
      expect(await refusal(serving({ bytes: Buffer.alloc(0), isRangeRefused }))).toContain('0 bytes, too few')
    })

    test('one byte', async () => {
      expect(await refusal(serving({ bytes: Buffer.from('P'), isRangeRefused }))).toContain('1 bytes, too few')
    })

    test('a stub below the least size', async () => {
      const bytes = await aZip(50)
      expect(await refusal(serving({ bytes, isRangeRefused }), { leastBytes: 5_000 })).toContain('too few')
    })

    test('a web page that says so', async () => {
      const headers = { 'content-type': 'text/html; charset=utf-8' }
      expect(await refusal(serving({ bytes: html, headers, isRangeRefused }))).toContain('a web page')
    })

    test('a web page that is called a zip', async () => {
      const headers = { 'content-type': 'application/zip' }
      expect(await refusal(serving({ bytes: html, headers, isRangeRefused }))).toContain('a web page')
    })

    test('a zip that is called a web page', async () => {
      const headers = { 'content-type': 'text/html' }
      expect(await refusal(serving({ bytes: zip, headers, isRangeRefused }))).toContain('a web page')
    })

    test('JSON', async () => {
      const bytes = Buffer.from(JSON.stringify({ error: 'x'.repeat(3_000) }))
      expect(await refusal(serving({ bytes, isRangeRefused }))).toContain('JSON')
    })

    test('an empty zip', async () => {
      const bytes = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])
      expect(await refusal(serving({ bytes, isRangeRefused }), { leastBytes: 1 })).toContain('an empty zip')
    })

    test('anything else', async () => {
      expect(await refusal(serving({ bytes: Buffer.alloc(9_000, 'x'), isRangeRefused }))).toContain(
        'does not begin as a zip',
      )
    })

    test('more than any file has', async () => {
      expect(await refusal(serving({ bytes: Buffer.concat([zip, Buffer.alloc(90_000)]), isRangeRefused }))).toContain(
        'too many',
      )
    })

    test.each([1, 5_000, 19_000])(
      'a zip whose last %d bytes are missing, of which the server knows nothing',
      async (cut) => {
        const bytes = zip.subarray(0, zip.length - cut)
        expect(await refusal(serving({ bytes, isRangeRefused }))).toContain(`it stops at byte ${bytes.length}`)
      },
    )

    test('a zip with a gap in the middle', async () => {
      const bytes = Buffer.concat([zip.subarray(0, 5_000), zip.subarray(6_000)])
      expect(await refusal(serving({ bytes, isRangeRefused }))).toMatch(/list of members is not at byte \d+/)
    })

    test.each(['md5', 'crc32c'] as const)('bytes that do not have the %s that Cloud Storage says', async (sum) => {
      const spoiled = Buffer.from(zip)
      spoiled[10_000] = (zip[10_000] ?? 0) ^ 1
      const headers = { 'x-goog-hash': `${sum}=${sums(zip)[sum]}` }
      expect(await refusal(serving({ bytes: spoiled, headers, isRangeRefused }))).toContain(`do not have the ${sum}`)
    })
  },
)

test.each(['md5', 'crc32c'])('a %s that is right is no hindrance, nor one that cannot be read', async (sum) => {
  for (const value of [sums(zip)[sum as 'md5'], 'x']) {
    const { result } = await asking(serving({ bytes: zip, headers: { 'x-goog-hash': `${sum}=${value}` } }), (fetch) =>
      fetch(),
    )
    expect(result.kind).toBe('fetched')
  }
})

test.each([202, 204, 206, 300, 305])('an answer %d is no file', async (status) => {
  expect(await refusal((_, response) => response.writeHead(status).end())).toContain(`${status}`)
})

test('“not changed” is not believed when nobody asked whether it had', async () => {
  expect(await refusal((_, response) => response.writeHead(304).end())).toContain('not changed')
})

test('“not changed” is not believed of another issue', async () => {
  const known = { etag: '"one"', lastModified: null, bytes: 1_000 }
  const listener: RequestListener = (_, response) => response.writeHead(304, { etag: '"two"' }).end()
  expect(await refusal(listener, { known })).toContain('not changed')
})

/** Sends the chunk again and again, for as long as anybody listens. */
const endless =
  (chunk: Buffer): RequestListener =>
  (_, response) => {
    const more = () => {
      if (!response.destroyed) response.write(chunk, () => setImmediate(more))
    }
    more()
  }

test('a stream without an end is cut off where no file goes on', async () => {
  expect(await refusal(endless(zip))).toContain('more than 100000 bytes')
})

test('a stream that begins as no zip is cut off at once', async () => {
  expect(await refusal(endless(Buffer.from('nothing')))).toContain('does not begin as a zip')
})

test('a body that is cut off is asked for again, and never taken for the file', async () => {
  const listener: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-length': zip.length })
    response.write(zip.subarray(0, 4_000), () => response.destroy())
  }
  const { result: problem, asked } = await asking(listener, (fetch) => problemOf(fetch()))
  expect(problem.code).toBe('collect.unreachable')
  expect(asked).toBe(2)
})

test.each([
  ['short', 999, 'it was cut off at byte 999'],
  ['long', 1_001, 'it sent more than was asked for'],
])('a block that is too %s for what its server says is never taken', async (_name, bytes, reason) => {
  const listener: RequestListener = (_, response) => {
    response.writeHead(206, { etag: '"one"', 'content-range': `bytes 0-999/${zip.length}` }).end(zip.subarray(0, bytes))
  }
  const { result: problem, left } = await asking(listener, (fetch) => problemOf(fetch()))
  expect(problem).toMatchObject({ code: 'collect.unreachable', message: expect.stringContaining(reason) })
  expect(left).toEqual([])
})

test('a zip with a comment, and one of the large kind, are whole', async () => {
  for (const bytes of [await aZip(3_000, { comment: 'made daily' }), await aZip(3_000, { isZip64: true })]) {
    const { result } = await asking(serving({ bytes }), async (fetch) => {
      const download = await fetch()
      return download.kind === 'fetched' ? (await stat(download.path)).size : 0
    })
    expect(result).toBe(bytes.length)
  }
})

test('a zip of the large kind that is cut is no whole one', async () => {
  const large = await aZip(30_000, { isZip64: true })
  const bytes = Buffer.concat([large.subarray(0, 9_000), large.subarray(10_000)])
  expect(await refusal(serving({ bytes }))).toMatch(/list of members is not at byte/)
})

test('CRC-32C is the one of RFC 3720', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa)
  expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43)
  expect(crc32c(Buffer.from('6789'), crc32c(Buffer.from('12345')))).toBe(0xe3069283)
})

function sums(bytes: Buffer): { readonly md5: string; readonly crc32c: string } {
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32c(bytes))
  return { md5: createHash('md5').update(bytes).digest('base64'), crc32c: crc.toString('base64') }
}
